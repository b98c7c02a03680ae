package dev.trustedaccess.kube;

import java.time.Duration;

/** Whether this process is the one that may change something at AWS. */
@FunctionalInterface
public interface Leadership {
  /** For a process without others. */
  Leadership SOLE = _ -> true;

  /**
   * Whether no other process can take over for this long from now, according to the API server. Throws
   * KubernetesClientException if that is unknown.
   */
  boolean isCertainFor(Duration time);
}
