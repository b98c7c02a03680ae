package dev.trustedaccess.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What a person is told about a cluster that cannot be used. */
final class ClusterMessages {
  private ClusterMessages() {}

  /** Whether the API server did not respond; the exception then describes only our own call. */
  static boolean isSilence(KubernetesClientException trouble) {
    return trouble.getStatus() == null;
  }

  /** That the cluster could not be read, with the remedy; without a period, so that a caller can add another way. */
  static String unread(KubernetesClient client, KubernetesClientException trouble) {
    return "The cluster at " + client.getMasterUrl() + " could not be read: "
        + (isSilence(trouble) ? "it did not respond." : trouble.getMessage())
        + " Choose another cluster with KUBECONFIG";
  }
}
