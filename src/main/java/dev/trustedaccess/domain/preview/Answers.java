package dev.trustedaccess.domain.preview;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.Observation;

/**
 * One organization as it is, for a preview. Each question has one answer, however often it is asked: what is not known is
 * Unknown with the reason, and never counts as absent.
 */
public interface Answers {
  /** What the organization is, and which services are enabled in it. */
  Fact<OrganizationSnapshot> snapshot();

  /** The integration for the principal's own API; empty if there is none, or without a service role. Asks AWS nothing. */
  Optional<Observation.Integration> integration(String principal);

  /** The accounts that are registered as delegated administrators under this name of the principal. */
  Fact<List<DelegatedAdministrator>> registered(String name);

  /** How far a service with an integration is initialized. */
  Fact<InitializationState> initialization(String principal);

  /** What remains of a service with an integration, also in the accounts of these administrators. Asked for deletions only. */
  RemainingRead remaining(String principal, List<String> administrators);

  /** The policy types that are enabled in the organization. Asked for deletions only. */
  Fact<Set<String>> policyTypes();
}
