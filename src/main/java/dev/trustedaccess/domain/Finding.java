package dev.trustedaccess.domain;

/**
 * Something that keeps a declaration from being as declared.
 *
 * @param weight who must do something about it
 * @param reason for machines
 * @param message for people, under 300 characters, ending in a command or a field name
 */
public record Finding(Weight weight, Reason reason, String message) {
  public enum Weight {
    /** A person must act: the condition Stalled. */
    STALLED,
    /** It goes on by itself, or waits for its turn: the condition Reconciling. */
    WAITING,
    /** Trouble that is likely to pass; nothing is said of it. */
    PASSING,
    /** As a person asked for: nobody needs to act. */
    ASKED_FOR
  }

  public static Finding stalled(Reason reason, String message) {
    return new Finding(Weight.STALLED, reason, message);
  }

  public static Finding waiting(Reason reason, String message) {
    return new Finding(Weight.WAITING, reason, message);
  }

  public static Finding askedFor(Reason reason, String message) {
    return new Finding(Weight.ASKED_FOR, reason, message);
  }

  /** A failure, as heavy as its kind. */
  public static Finding of(Failure failure, String message) {
    return new Finding(failure.passing() ? Weight.PASSING : Weight.STALLED, failure.reason(), message);
  }
}
