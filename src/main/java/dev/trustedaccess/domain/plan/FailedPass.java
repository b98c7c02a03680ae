package dev.trustedaccess.domain.plan;

import java.util.Optional;

import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Reason;

/**
 * The conclusion of a pass in which nothing could be planned. Everything that was remembered is kept, the other
 * conditions stay as they were, and Ready reports the reason.
 */
public final class FailedPass {
  private FailedPass() {}

  /**
   * The declaration cannot be read. One that is being deleted stays, unless it explicitly asks to leave access enabled:
   * then its finalizer is removed.
   *
   * @param integration the integration's name according to status
   * @param retained whether spec.deletionPolicy is Retain, which is read whatever the other fields contain
   * @param problem what cannot be read, and how to correct it
   */
  public static Decision.Conclude unreadable(
      Declared declared, Recorded recorded, Optional<String> integration, boolean retained, String problem) {
    return conclude(
        Verdict.no(Reason.INVALID_SPEC, problem), recorded, integration,
        declared.deleted().isPresent() && retained ? Optional.of(new Action.RemoveFinalizer()) : Optional.empty());
  }

  /**
   * A bug ended the pass.
   *
   * @param integration the integration's name according to status
   * @param problem what went wrong
   */
  public static Decision.Conclude failed(Recorded recorded, Optional<String> integration, String problem) {
    return conclude(Verdict.unknown(Reason.INTERNAL_ERROR, problem), recorded, integration, Optional.empty());
  }

  private static Decision.Conclude conclude(
      Verdict ready, Recorded recorded, Optional<String> integration, Optional<Action> action) {
    Verdict unread = Verdict.unchanged(ready.reason(), ready.message());
    return new Decision.Conclude(
        recorded, unread, unread, unread, Optional.empty(), ready,
        Optional.of(Finding.stalled(ready.reason(), ready.message())), integration, Optional.empty(),
        Optional.empty(), Optional.empty(), action, Timing.RARELY);
  }
}
