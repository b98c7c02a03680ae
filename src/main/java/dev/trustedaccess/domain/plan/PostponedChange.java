package dev.trustedaccess.domain.plan;

import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.organization.Reason;

/**
 * The conclusion of a pass whose planned change was not sent: everything as it was read, and the reason for waiting.
 */
public final class PostponedChange {
  private PostponedChange() {}

  /** Reads take so long that their answers are outdated before a change can be sent. */
  public static Decision.Conclude outdated(Decision.Conclude planned, Declared declared, String connection) {
    return waiting(
        planned, declared, Reason.OBSERVATION_STALE,
        "Reading AWS takes so long that the data is outdated before the operator can act on it, so no change is made."
            + " The operator reads it again.",
        " See: kubectl describe orgconn " + connection);
  }

  /**
   * The plan was overtaken several times in a row: what it depends on changed before the change was sent.
   *
   * @param what a clause that names what changed
   */
  public static Decision.Conclude overtaken(Decision.Conclude planned, Declared declared, String what) {
    Reason reason = planned.finding().map(Finding::reason).orElse(Reason.OBSERVATION_STALE);
    return waiting(
        planned, declared, reason,
        "No change is made yet, because " + what + " while it was planned. The operator plans it again.",
        " See: kubectl describe tsa " + declared.name());
  }

  private static Decision.Conclude waiting(Decision.Conclude planned, Declared declared, Reason reason, String why,
      String command) {
    String next = declared.deleted().isPresent()
        ? " Deletion is waiting. To keep access enabled: " + DeletionMessages.retain(declared)
        : command;
    return planned.waiting(Finding.waiting(reason, Messages.fitted("", why, next)));
  }
}
