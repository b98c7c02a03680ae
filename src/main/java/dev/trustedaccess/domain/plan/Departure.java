package dev.trustedaccess.domain.plan;

import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Evidence;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Verdict;

/**
 * The end of a declaration whose access the operator disabled, as it is kept after the declaration is deleted.
 *
 * @param principal the service principal
 * @param uid the uid of the declaration; there is one departure for each
 * @param deleted when the declaration was deleted
 * @param disabled when access was disabled, by AWS's clock
 * @param requestId the request id of AWS's answer; empty if none is known: the answer was lost, or the call was never sent,
 * and then others disabled access
 * @param evidence what was read before; empty if an older version of the operator disabled access
 */
public record Departure(
    String principal, String uid, Instant deleted, Instant disabled, Optional<String> requestId,
    Optional<Evidence> evidence) {
  /**
   * The departure of a declaration whose finalizer is removed now. It is derived from what status remembers, so it is the
   * same after a restart. Empty if the operator did not disable access: it is left enabled, or others disabled it.
   *
   * @param principal the service principal
   * @param declared the declaration
   * @param conclusion the conclusion that removes the finalizer
   */
  public static Optional<Departure> of(String principal, Declared declared, Decision.Conclude conclusion) {
    return of(principal, declared, conclusion.recorded(), conclusion.access().truth());
  }

  /** The same, of what is remembered; {@code access} is whether access is enabled, as far as this pass has read it. */
  static Optional<Departure> of(String principal, Declared declared, Recorded recorded, Verdict.Truth access) {
    return declared.deleted()
        .flatMap(deleted -> recorded.lastChange()
            .filter(change -> change.is(Change.Kind.DISABLE))
            .filter(change -> change.requestId().isPresent() || access == Verdict.Truth.FALSE)
            .filter(change -> access != Verdict.Truth.TRUE && !recorded.enabledSince(change.time()))
            .map(change -> new Departure(
                principal, declared.uid(), deleted, change.time(), change.requestId(), change.evidence())));
  }
}
