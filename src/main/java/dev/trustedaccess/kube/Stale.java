package dev.trustedaccess.kube;

import java.time.Duration;

/** What the plan was based on no longer holds. */
final class Stale extends Exception {
  private static final long serialVersionUID = 1L;

  /** The cause; it decides what is reported to a person. */
  enum Why {
    /** Something changed in the meantime; reported only if it persists. */
    OVERTAKEN,
    /** Reading took too long; reported at once. */
    AGED,
    /** Another process is the leader, and reports. */
    NOT_LEADING
  }

  private final Why why;
  /** The earliest time to plan again. */
  private final Duration next;

  Stale(String what) {
    this(what, Why.OVERTAKEN, Duration.ZERO);
  }

  Stale(String what, Why why, Duration next) {
    super(what, null, false, false);
    this.why = why;
    this.next = next;
  }

  Why why() {
    return why;
  }

  Duration next() {
    return next;
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
