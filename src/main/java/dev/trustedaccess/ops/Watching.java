package dev.trustedaccess.ops;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Since when the informers have not been as they should, by a clock that is never set. Kubernetes closes each watch now and
 * then, and while its API server is away there is none: that passes without us. An informer that has ended does not come
 * back.
 *
 * @param unwatched since when one of them has watched nothing; empty while all watch
 * @param ended since when one of them has ended; empty while none has
 */
record Watching(OptionalLong unwatched, OptionalLong ended) {
  static final Watching ALL = new Watching(OptionalLong.empty(), OptionalLong.empty());

  /** A watch that was closed is there again within seconds. */
  private static final long READY_WITHOUT = Duration.ofMinutes(1).toNanos();
  /** In which passes still run by the clock, each with reads of its own. */
  private static final long ALIVE_WITHOUT = Duration.ofMinutes(3).toNanos();

  /** What is known after one more look at them. */
  Watching seen(boolean allWatch, boolean allRun, long now) {
    return new Watching(since(unwatched, allWatch, now), since(ended, allRun, now));
  }

  private static OptionalLong since(OptionalLong before, boolean well, long now) {
    if (well) {
      return OptionalLong.empty();
    }
    return before.isPresent() ? before : OptionalLong.of(now);
  }

  /** Whether what changes in the cluster is seen, or will be in a moment. */
  boolean ready(long now) {
    return within(unwatched, READY_WITHOUT, now) && within(ended, READY_WITHOUT, now);
  }

  /** Whether it can come right by itself; false asks for a new process. */
  boolean alive(long now) {
    return within(ended, ALIVE_WITHOUT, now);
  }

  private static boolean within(OptionalLong since, long longest, long now) {
    return since.isEmpty() || now - since.getAsLong() < longest;
  }
}
