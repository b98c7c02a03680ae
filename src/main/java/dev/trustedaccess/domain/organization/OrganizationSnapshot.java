package dev.trustedaccess.domain.organization;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One read of an organization's state, shared by all declarations.
 *
 * @param begun when the read began, by our clock; a snapshot counts for a generation only if it began after that
 *     generation was first seen
 * @param answered when the answer that contained {@code awsTime} arrived, by our clock; since then AWS's clock has
 *     advanced by at least as much as our clock
 * @param awsTime the Date header of the first answer: AWS's clock, to the second, never later than the list that is
 *     read afterwards
 * @param organization the organization, and the account that the credentials act in
 * @param enabled enabled service principals, with DateEnabled as AWS lists it (API shape EnabledServicePrincipal), or
 *     {@link #UNDATED}
 */
public record OrganizationSnapshot(
    Instant begun, Instant answered, Instant awsTime, OrganizationState organization, Map<String, Instant> enabled) {
  /** The date of a principal whose DateEnabled is missing; it is optional in the SDK's model. */
  public static final Instant UNDATED = Instant.EPOCH;

  public OrganizationSnapshot {
    enabled = Map.copyOf(enabled);
  }

  /** When the principal was enabled, by AWS's clock; empty while it is disabled. */
  public Optional<Instant> enabledAt(String principal) {
    return Optional.ofNullable(enabled.get(principal));
  }
}
