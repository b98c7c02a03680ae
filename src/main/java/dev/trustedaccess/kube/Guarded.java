package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.function.Supplier;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a pass so that nothing that happens to one object ends the process, or keeps the others from their pass. */
final class Guarded {
  private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);
  private static final int CONFLICT = 409;
  private static final Duration OVERTAKEN = Duration.ofMillis(500);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
  private static final Duration AFTER_A_BUG = Duration.ofMinutes(1);

  private Guarded() {}

  /** When to come back at the latest. */
  static Duration run(String name, Supplier<Duration> pass) {
    try {
      return pass.get();
    } catch (KubernetesClientException trouble) {
      if (trouble.getCode() == CONFLICT) {
        return OVERTAKEN;
      }
      LOG.info("{}: the pass broke off and is taken up again: {}", name, trouble.getMessage());
      return AFTER_TROUBLE;
    } catch (RuntimeException bug) {
      LOG.error("{}: the pass failed", name, bug);
      return AFTER_A_BUG;
    }
  }
}
