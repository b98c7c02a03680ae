package dev.trustedaccess.kube;

import java.time.Duration;

/** Whether this process is the one that may change something at AWS. */
@FunctionalInterface
public interface Leadership {
  /** There is no other process. */
  Leadership SOLE = _ -> true;

  /**
   * Whether no other process takes over for so long from now, by the API server's own word. A KubernetesClientException means
   * that it is not known.
   */
  boolean heldFor(Duration time);
}
