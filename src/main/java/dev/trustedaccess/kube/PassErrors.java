package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a pass so that no error of one object ends the process or keeps other objects from their passes. */
final class PassErrors {
  private static final Logger LOG = LoggerFactory.getLogger(PassErrors.class);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final Duration AFTER_A_BUG = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  private final OvertakenPasses overtaken = new OvertakenPasses();
  /** Consecutive failed passes for each object. */
  private final Map<String, Integer> bugs = new ConcurrentHashMap<>();

  /**
   * Returns the longest wait until the next pass. After a pass failed by a bug, {@code reporter} receives the message
   * for a person.
   */
  Duration run(String name, Supplier<Duration> pass, Consumer<String> reporter) {
    try {
      Duration next = pass.get();
      bugs.remove(name);
      overtaken.over(name);
      return next;
    } catch (KubernetesClientException trouble) {
      if (ClusterWriter.isConflict(trouble)) {
        return overtaken.again(name, Duration.ZERO);
      }
      LOG.info("{}: the pass was interrupted and will be retried: {}", name, trouble.getMessage());
      return overtaken.again(name, AFTER_TROUBLE);
    } catch (RuntimeException bug) {
      LOG.error("{}: the pass failed", name, bug);
      report(name, bug, reporter);
      return AFTER_A_BUG.multipliedBy(1L << Math.min(bugs.merge(name, 1, Integer::sum) - 1, MOST_DOUBLINGS));
    }
  }

  /** Forgets a deleted object. */
  void forget(String name) {
    bugs.remove(name);
    overtaken.over(name);
  }

  private static void report(String name, RuntimeException bug, Consumer<String> reporter) {
    try {
      reporter.accept(bug instanceof StatusFieldsDropped
          ? String.valueOf(bug.getMessage())
          : "A bug in the operator (" + bug.getClass().getSimpleName()
              + ") stopped its work on this object, so nothing is"
              + " changed for it. Report it with the log: kubectl logs -n trusted-access"
              + " deploy/trusted-access-operator");
    } catch (RuntimeException unreported) {
      LOG.info("{}: could not report this on the object: {}", name, unreported.getMessage());
    }
  }
}
