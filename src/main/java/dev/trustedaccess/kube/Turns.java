package dev.trustedaccess.kube;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One change at a time for an organization, in the order of asking. An organization is known here only while somebody has its
 * turn or waits for it.
 */
final class Turns {
  /** Guarded by the map's own lock on its key. */
  private static final class Queue {
    private final ReentrantLock turn = new ReentrantLock(true);
    private int people;
  }

  private final Map<String, Queue> queues = new ConcurrentHashMap<>();

  /** Somebody's turn, until it is closed by the thread that took it. */
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

  /** How many organizations anybody has a turn with, or waits for. */
  int size() {
    return queues.size();
  }
}
