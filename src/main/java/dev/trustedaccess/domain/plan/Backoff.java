package dev.trustedaccess.domain.plan;

import java.time.Duration;

/**
 * How long to wait, as pure functions of what happened. Jitter comes from the given uid or name, not from a random
 * source.
 */
public final class Backoff {
  private static final Duration PASSING_FIRST = Duration.ofSeconds(5);
  private static final Duration PASSING_LONGEST = Duration.ofMinutes(5);
  private static final Duration STALLED_FIRST = Duration.ofMinutes(10);
  private static final Duration STALLED_LATER = Duration.ofHours(1);
  private static final Duration OVERTAKEN_FIRST = Duration.ofMillis(500);
  private static final Duration OVERTAKEN_LONGEST = Duration.ofMinutes(1);
  private static final Duration WATCH_FIRST = Duration.ofSeconds(1);

  private Backoff() {}

  /**
   * Wait before a change or read is tried again.
   *
   * @param passing whether the failure is probably transient
   * @param attempt how many times in a row it has failed
   * @param uid the source of the jitter
   */
  public static Duration retry(boolean passing, int attempt, String uid) {
    if (!passing) {
      return jittered(attempt <= 1 ? STALLED_FIRST : STALLED_LATER, uid);
    }
    Duration doubled = PASSING_FIRST.multipliedBy(1L << Math.min(Math.max(attempt, 1) - 1, 10));
    return jittered(shorter(doubled, PASSING_LONGEST), uid);
  }

  /**
   * Wait before a change is sent again. Retries are frequent while the failure may be transient; the next one follows
   * after ten minutes, later ones hourly.
   *
   * @param lasted the time from the first attempt to the latest one
   * @param patience how long the failure counts as transient
   * @param attempt how many times in a row the change was sent without success
   * @param uid the source of the jitter
   */
  static Duration change(Duration lasted, Duration patience, int attempt, String uid) {
    if (lasted.compareTo(patience) < 0) {
      return retry(true, attempt, uid);
    }
    return retry(false, lasted.compareTo(patience.plus(STALLED_FIRST)) < 0 ? 1 : 2, uid);
  }

  /** Wait before a pass is repeated that was overtaken {@code inARow} times in a row. */
  public static Duration overtaken(int inARow, String name) {
    Duration doubled = OVERTAKEN_FIRST.multipliedBy(1L << Math.min(Math.max(inARow, 1) - 1, 10));
    return jittered(shorter(doubled, OVERTAKEN_LONGEST), name);
  }

  /** The longest wait between two attempts. */
  static Duration longest(boolean passing) {
    return passing ? PASSING_LONGEST : STALLED_LATER;
  }

  /**
   * Wait between reads for the effect of a change that was sent {@code elapsed} ago: short at first, never longer than
   * {@code longest}.
   */
  public static Duration watch(Duration elapsed, Duration longest) {
    Duration wait = elapsed.compareTo(WATCH_FIRST) < 0 ? WATCH_FIRST : elapsed;
    return shorter(wait, longest);
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration jittered(Duration wait, String uid) {
    return wait.plusMillis(wait.toMillis() * Math.floorMod(uid.hashCode(), 100) / 1000);
  }
}
