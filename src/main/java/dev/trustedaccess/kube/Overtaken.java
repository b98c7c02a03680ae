package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.domain.Backoff;

/**
 * Passes that were overtaken: what they planned from did not hold any more when they were to change or write something. Once
 * that is soon over; while an informer and the API server stay apart it is not, so each next pass comes later.
 */
final class Overtaken {
  private final Map<String, Integer> inARow = new ConcurrentHashMap<>();

  /** Notes one more; when to come back, not before {@code least}. */
  Duration again(String name, Duration least) {
    Duration wait = Backoff.overtaken(inARow.merge(name, 1, Integer::sum), name);
    return wait.compareTo(least) < 0 ? least : wait;
  }

  /** Whether the last pass over the object was overtaken. */
  boolean before(String name) {
    return inARow.containsKey(name);
  }

  /** A pass came to its end. */
  void over(String name) {
    inARow.remove(name);
  }
}
