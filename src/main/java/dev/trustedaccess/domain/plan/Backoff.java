package dev.trustedaccess.domain.plan;

import java.time.Duration;

import dev.trustedaccess.domain.declaration.Timing;

/**
 * How long to wait, as pure functions of what happened. Jitter comes from the given uid or name, not from a random
 * source.
 */
public final class Backoff {
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
      return jittered(attempt <= 1 ? Timing.STALLED_FIRST : Timing.STALLED_LATER, uid);
    }
    Duration doubled = Timing.PASSING_FIRST.multipliedBy(1L << Math.min(Math.max(attempt, 1) - 1, 10));
    return jittered(shorter(doubled, Timing.PASSING_LONGEST), uid);
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
    return retry(false, lasted.compareTo(patience.plus(Timing.STALLED_FIRST)) < 0 ? 1 : 2, uid);
  }

  /** Wait before a pass is repeated that was overtaken {@code inARow} times in a row. */
  public static Duration overtaken(int inARow, String name) {
    Duration doubled = Timing.OVERTAKEN_FIRST.multipliedBy(1L << Math.min(Math.max(inARow, 1) - 1, 10));
    return jittered(shorter(doubled, Timing.OVERTAKEN_LONGEST), name);
  }

  /** The longest wait between two attempts. */
  static Duration longest(boolean passing) {
    return passing ? Timing.PASSING_LONGEST : Timing.STALLED_LATER;
  }

  /**
   * Wait between reads for the effect of a change that was sent {@code elapsed} ago: short at first, never longer than
   * {@code longest}.
   */
  public static Duration watch(Duration elapsed, Duration longest) {
    Duration wait = elapsed.compareTo(Timing.SHORTEST) < 0 ? Timing.SHORTEST : elapsed;
    return shorter(wait, longest);
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration jittered(Duration wait, String uid) {
    return wait.plusMillis(wait.toMillis() * Math.floorMod(uid.hashCode(), 100) / 1000);
  }
}
