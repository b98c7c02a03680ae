package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One read of an organization's state, shared by all declarations.
 *
 * @param begun when the read began, by our clock; a look counts for a generation only if it began after that was first seen
 * @param answered when the answer that carried {@code awsTime} had come, by our clock: since then AWS's clock has gone on by
 *     at least as much as ours
 * @param awsTime the Date header of its first answer: AWS's clock, to the second, never later than the list that follows
 * @param organization who we are and where
 * @param enabled service principals that are on, with DateEnabled as AWS tells it (API shape EnabledServicePrincipal), or
 *     {@link #UNDATED}
 */
public record Look(
    Instant begun, Instant answered, Instant awsTime, OrganizationState organization, Map<String, Instant> enabled) {
  /** The answer lacked DateEnabled, which the SDK's model does not require. */
  public static final Instant UNDATED = Instant.EPOCH;

  public Look {
    enabled = Map.copyOf(enabled);
  }

  /** When the principal was enabled; empty while it is off. */
  public Optional<Instant> enabledAt(String principal) {
    return Optional.ofNullable(enabled.get(principal));
  }
}
