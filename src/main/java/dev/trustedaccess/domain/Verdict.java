package dev.trustedaccess.domain;

/**
 * What a condition says.
 *
 * @param truth its status
 * @param reason why, for machines
 * @param message what was seen, why, who acts, the next step; without counters and times, so that it changes only when
 *     something changed
 * @param keeps whether the condition stays as the last read of this generation left it, if there was one
 */
public record Verdict(Truth truth, Reason reason, String message, boolean keeps) {
  public enum Truth {
    True, False, Unknown
  }

  public static Verdict yes(Reason reason, String message) {
    return new Verdict(Truth.True, reason, message, false);
  }

  public static Verdict no(Reason reason, String message) {
    return new Verdict(Truth.False, reason, message, false);
  }

  public static Verdict unknown(Reason reason, String message) {
    return new Verdict(Truth.Unknown, reason, message, false);
  }

  /** Unknown if nothing was read at this generation yet, else as that read left it. */
  public static Verdict unchanged(Reason reason, String message) {
    return new Verdict(Truth.Unknown, reason, message, true);
  }
}
