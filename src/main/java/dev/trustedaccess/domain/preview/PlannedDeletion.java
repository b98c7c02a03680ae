package dev.trustedaccess.domain.preview;

import java.util.List;

import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.declaration.Cleanup;

/**
 * What deleting a declaration would do, once the deletion hold is over.
 *
 * @param first what the operator does first
 * @param message why, or by which call, with the remedy if somebody must act
 * @param impact the impact of disabling access
 * @param remaining what remains of the service, and what disabling access does to each thing; empty also if access stays as
 *     it is, because nothing is read then
 */
public record PlannedDeletion(First first, String message, Impact impact, List<Cleanup.Item> remaining) {
  public PlannedDeletion {
    remaining = List.copyOf(remaining);
  }

  /** What the operator does first. */
  public enum First {
    /** Access stays as it is, and the declaration is gone at once. */
    LEAVE,
    /** The declaration waits until somebody has acted. */
    WAIT,
    /** An administrator that the operator appointed is dismissed; then access is disabled. */
    DISMISS,
    /** Access is disabled. */
    DISABLE
  }
}
