package dev.trustedaccess.domain.declaration;

import java.util.List;
import java.util.Optional;

/**
 * What was known of a service when the operator disabled its access: an auditor can show from it that the service was
 * withdrawn in order.
 *
 * @param reads what was read for the deletion, one entry for each kind, by name
 * @param remaining what was still there: what survives, and what was given up knowingly
 * @param remainingCount the number of these things, also of those that status has no room for
 * @param confirmedBy who confirmed the cleanup; empty if nothing had to be confirmed
 */
public record Evidence(
    List<KindRead> reads, Cleanup remaining, int remainingCount, Optional<Confirmation.Writer> confirmedBy) {
  /**
   * The reads of one kind.
   *
   * @param kind what was searched for, such as {@code organization-rule}
   * @param places how many places were read completely: a place is an account in a Region, or a list of the organization
   * @param found how many things of this kind were there
   */
  public record KindRead(String kind, int places, int found) {}

  public Evidence {
    reads = List.copyOf(reads);
  }
}
