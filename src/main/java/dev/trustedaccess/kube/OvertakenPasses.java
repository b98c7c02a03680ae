package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.domain.plan.Backoff;

/**
 * Counts passes that were overtaken: what they planned from no longer held when they were to change or write something.
 * A single case resolves itself soon. While an informer and the API server keep differing it does not, so each next
 * pass comes later.
 */
final class OvertakenPasses {
  private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

  /** Records one more; returns when to retry, not before {@code least}. */
  Duration again(String name, Duration least) {
    Duration wait = Backoff.overtaken(inARow.merge(name, 1, Integer::sum), name);
    return wait.compareTo(least) < 0 ? least : wait;
  }

  /** Whether the last pass over the object was overtaken. */
  boolean before(String name) {
    return inARow.containsKey(name);
  }

  /** Records that a pass completed. */
  void over(String name) {
    inARow.remove(name);
  }
}
