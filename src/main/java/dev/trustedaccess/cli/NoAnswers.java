package dev.trustedaccess.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.preview.Answers;

/** For declarations without a connection: there is nobody to ask, and the planner asks nothing. */
enum NoAnswers implements Answers {
  INSTANCE;

  @Override
  public Fact<OrganizationSnapshot> snapshot() {
    return Fact.notAsked();
  }

  @Override
  public Optional<Observation.Integration> integration(String principal) {
    return Optional.empty();
  }

  @Override
  public Fact<List<DelegatedAdministrator>> registered(String name) {
    return Fact.notAsked();
  }

  @Override
  public Fact<InitializationState> initialization(String principal) {
    return Fact.notAsked();
  }

  @Override
  public RemainingRead remaining(String principal, List<String> administrators) {
    return new RemainingRead(List.of(), Set.of(), List.of());
  }

  @Override
  public Fact<Set<String>> policyTypes() {
    return Fact.notAsked();
  }
}
