package dev.trustedaccess.domain;

import java.time.Duration;

/** How long to wait, as pure functions of what happened; jitter comes from the declaration's uid, not from chance. */
public final class Backoff {
  private static final Duration PASSING_FIRST = Duration.ofSeconds(5);
  private static final Duration PASSING_MOST = Duration.ofMinutes(5);
  private static final Duration STALLED_FIRST = Duration.ofMinutes(10);
  private static final Duration STALLED_LATER = Duration.ofHours(1);
  private static final Duration OVERTAKEN_FIRST = Duration.ofMillis(500);
  private static final Duration OVERTAKEN_MOST = Duration.ofMinutes(1);
  private static final Duration WATCH_FIRST = Duration.ofSeconds(1);

  private Backoff() {}

  /** Until a change that failed {@code attempt} times in a row is tried again. */
  public static Duration retry(boolean passing, int attempt, String uid) {
    if (!passing) {
      return jittered(attempt <= 1 ? STALLED_FIRST : STALLED_LATER, uid);
    }
    Duration doubled = PASSING_FIRST.multipliedBy(1L << Math.min(Math.max(attempt, 1) - 1, 10));
    return jittered(sooner(doubled, PASSING_MOST), uid);
  }

  /**
   * Until a change is sent again that was sent {@code attempt} times in a row without success, by now for {@code lasted}:
   * often while its trouble may pass, then after ten minutes, then hourly.
   */
  static Duration change(Duration lasted, Duration patience, int attempt, String uid) {
    if (lasted.compareTo(patience) < 0) {
      return retry(true, attempt, uid);
    }
    return retry(false, lasted.compareTo(patience.plus(STALLED_FIRST)) < 0 ? 1 : 2, uid);
  }

  /** Until a pass is taken up again that was overtaken {@code inARow} times. */
  public static Duration overtaken(int inARow, String name) {
    Duration doubled = OVERTAKEN_FIRST.multipliedBy(1L << Math.min(Math.max(inARow, 1) - 1, 10));
    return jittered(sooner(doubled, OVERTAKEN_MOST), name);
  }

  /** The longest wait between two tries. */
  static Duration most(boolean passing) {
    return passing ? PASSING_MOST : STALLED_LATER;
  }

  /** Between looks for a change that was made {@code elapsed} ago: often at first, never rarer than {@code most}. */
  public static Duration watch(Duration elapsed, Duration most) {
    Duration wait = elapsed.compareTo(WATCH_FIRST) < 0 ? WATCH_FIRST : elapsed;
    return sooner(wait, most);
  }

  static Duration sooner(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration jittered(Duration wait, String uid) {
    return wait.plusMillis(wait.toMillis() * Math.floorMod(uid.hashCode(), 100) / 1000);
  }
}
