package dev.trustedaccess.domain.declaration;

import dev.trustedaccess.domain.catalog.ApiName;
import dev.trustedaccess.domain.organization.Reason;

/**
 * The content of a condition.
 *
 * @param truth the condition's status
 * @param reason the reason, for machines
 * @param message what was seen, why, who must act, and the next step; without counters, and without times
 *     that differ from pass to pass, so that it changes only if something has changed
 * @param keepsPrevious whether the previous condition of this generation, if there is one, is kept instead
 */
public record Verdict(Truth truth, Reason reason, String message, boolean keepsPrevious) {
  /** The status of a condition. */
  public enum Truth implements ApiName {
    TRUE("True"), FALSE("False"), UNKNOWN("Unknown");

    private final String apiName;

    Truth(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  /** Status True. */
  public static Verdict yes(Reason reason, String message) {
    return new Verdict(Truth.TRUE, reason, message, false);
  }

  /** Status False. */
  public static Verdict no(Reason reason, String message) {
    return new Verdict(Truth.FALSE, reason, message, false);
  }

  /** Status Unknown, even if an earlier read of this generation showed more. */
  public static Verdict unknown(Reason reason, String message) {
    return new Verdict(Truth.UNKNOWN, reason, message, false);
  }

  /**
   * The condition as the last read of this generation left it; Unknown if nothing has been read at this generation yet.
   */
  public static Verdict unchanged(Reason reason, String message) {
    return new Verdict(Truth.UNKNOWN, reason, message, true);
  }
}
