package dev.trustedaccess.domain;

/** What a pass concludes where the change that it planned was not made: everything as it was seen, and why it waits. */
public final class Postponed {
  private Postponed() {}

  /** Reading takes so long that what was seen is outdated before it can be acted on. */
  public static Assessment aged(Assessment planned, Declared declared, String connection) {
    return waiting(
        planned, declared, Reason.ObservationStale,
        "Reading AWS takes so long that what was seen is outdated before it can be acted on, so nothing is changed. It is"
            + " read again.",
        " See: kubectl describe orgconn " + connection);
  }

  /** {@code what} of what was planned from did not hold any more, several times in a row. */
  public static Assessment overtaken(Assessment planned, Declared declared, String what) {
    Reason reason = planned.finding().map(Finding::reason).orElse(Reason.ObservationStale);
    return waiting(
        planned, declared, reason,
        "Nothing is changed yet, since " + what + " while it was planned. It is planned again.",
        " See: kubectl describe tsa " + declared.name());
  }

  private static Assessment waiting(Assessment planned, Declared declared, Reason reason, String why, String see) {
    String next = declared.deleted().isPresent()
        ? " The deletion waits. To leave access on: " + ExitMessages.retain(declared)
        : see;
    return planned.waiting(Finding.waiting(reason, Messages.fitted("", why, next)));
  }
}
