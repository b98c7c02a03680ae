package dev.trustedaccess.kube;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Allows one change at a time per organization, in the order of the requests. It keeps an entry for an organization
 * only while a caller has a turn or waits for one.
 */
final class ChangeQueue {
  /** Guarded by the map's lock on its key. */
  private static final class Queue {
    private final ReentrantLock turn = new ReentrantLock(true);
    private int people;
  }

  private final Map<String, Queue> queues = new ConcurrentHashMap<>();

  /** One caller's turn, which lasts until the thread that took it closes it. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for a turn with this organization. */
  Turn await(String organization) {
    Queue queue = queues.compute(organization, (_, known) -> {
      Queue there = known == null ? new Queue() : known;
      there.people++;
      return there;
    });
    queue.turn.lock();
    return () -> {
      queue.turn.unlock();
      queues.computeIfPresent(organization, (_, known) -> --known.people == 0 ? null : known);
    };
  }

  /** Number of organizations with a turn in progress or a waiting caller. */
  int size() {
    return queues.size();
  }
}
