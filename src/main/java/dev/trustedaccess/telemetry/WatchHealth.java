package dev.trustedaccess.telemetry;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Since when the informers have been unhealthy, by a monotonic clock. Kubernetes closes each watch now and then, and
 * while its API server is unavailable no watch exists: both recover without a restart. An informer that has ended never
 * recovers.
 *
 * @param unwatched nanoseconds at which an informer first had no watch; empty while all have one
 * @param ended nanoseconds at which an informer was first found ended; empty while none has ended
 */
public record WatchHealth(OptionalLong unwatched, OptionalLong ended) {
  public static final WatchHealth ALL = new WatchHealth(OptionalLong.empty(), OptionalLong.empty());

  /** A closed watch is normally re-established within seconds. */
  private static final long READY_WITHOUT = Duration.ofMinutes(1).toNanos();
  /** Until then, timed passes still run, each with its own reads. */
  private static final long ALIVE_WITHOUT = Duration.ofMinutes(3).toNanos();

  /** The health after one more check of the informers. */
  public WatchHealth seen(boolean allWatch, boolean allRun, long now) {
    return new WatchHealth(since(unwatched, allWatch, now), since(ended, allRun, now));
  }

  private static OptionalLong since(OptionalLong before, boolean healthy, long now) {
    if (healthy) {
      return OptionalLong.empty();
    }
    return before.isPresent() ? before : OptionalLong.of(now);
  }

  /** Whether changes in the cluster are seen, or will be within a minute. */
  public boolean ready(long now) {
    return within(unwatched, READY_WITHOUT, now) && within(ended, READY_WITHOUT, now);
  }

  /** Whether the informers can still recover; false means that the process must be restarted. */
  public boolean alive(long now) {
    return within(ended, ALIVE_WITHOUT, now);
  }

  private static boolean within(OptionalLong since, long limit, long now) {
    return since.isEmpty() || now - since.getAsLong() < limit;
  }
}
