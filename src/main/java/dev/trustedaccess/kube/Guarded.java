package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a pass so that nothing that happens to one object ends the process, or keeps the others from their pass. */
final class Guarded {
  private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final Duration AFTER_A_BUG = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  private final Overtaken overtaken = new Overtaken();
  /** Passes over each object that failed in a row. */
  private final Map<String, Integer> bugs = new ConcurrentHashMap<>();

  /** When to come back at the latest; {@code tell} is given what a person should know of a pass that failed by a bug. */
  Duration run(String name, Supplier<Duration> pass, Consumer<String> tell) {
    try {
      Duration next = pass.get();
      bugs.remove(name);
      overtaken.over(name);
      return next;
    } catch (KubernetesClientException trouble) {
      if (ClusterWriter.isConflict(trouble)) {
        return overtaken.again(name, Duration.ZERO);
      }
      LOG.info("{}: the pass broke off and is taken up again: {}", name, trouble.getMessage());
      return overtaken.again(name, AFTER_TROUBLE);
    } catch (RuntimeException bug) {
      LOG.error("{}: the pass failed", name, bug);
      tell(name, bug, tell);
      return AFTER_A_BUG.multipliedBy(1L << Math.min(bugs.merge(name, 1, Integer::sum) - 1, MOST_DOUBLINGS));
    }
  }

  /** The object is gone for good. */
  void forget(String name) {
    bugs.remove(name);
    overtaken.over(name);
  }

  private static void tell(String name, RuntimeException bug, Consumer<String> tell) {
    try {
      tell.accept(bug instanceof NotKept
          ? String.valueOf(bug.getMessage())
          : "A bug of the operator (" + bug.getClass().getSimpleName()
              + ") ended its work on this object, so nothing is"
              + " changed for it. Report it with what the log says: kubectl logs -n trusted-access"
              + " deploy/trusted-access-operator");
    } catch (RuntimeException untold) {
      LOG.info("{}: that could not be told on the object: {}", name, untold.getMessage());
    }
  }
}
