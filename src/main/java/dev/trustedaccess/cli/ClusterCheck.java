package dev.trustedaccess.cli;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Kinds;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Asks the cluster, before the operator starts, for what the start needs: that it answers, and lists the operator's kinds.
 * Without it the operator would end too, but only after its own retries, and with the traces of libraries.
 */
final class ClusterCheck {
  /** How long a cluster that does not answer is asked again: an API server that restarts may be back by then. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * Why the operator cannot start.
   *
   * @param message what was seen, and the remedy
   * @param passing whether it may pass without a change by a person
   */
  record Obstacle(String message, boolean passing) {}

  private final KubernetesClient client;
  private final Duration patience;

  /**
   * A check that makes no call yet.
   *
   * @param client answers within seconds or fails, and does not repeat a request
   * @param patience for how long what may pass is asked again
   */
  ClusterCheck(KubernetesClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /** What prevents the start; empty if nothing does. Returns at once unless it may pass. */
  Optional<Obstacle> obstacle() throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Optional<Obstacle> seen = seen();
    while (seen.filter(Obstacle::passing).isPresent() && System.nanoTime() + PAUSE.toNanos() < end) {
      Thread.sleep(PAUSE);
      seen = seen();
    }
    return seen;
  }

  private Optional<Obstacle> seen() {
    for (String crd : KindReader.NAMES) {
      try {
        // As informers ask: an API server that lost its etcd still answers from its cache.
        client.raw(
            "/apis/" + Kinds.API_VERSION + "/" + crd.substring(0, crd.indexOf('.')) + "?limit=1&resourceVersion=0",
            "GET",
            null);
      } catch (KubernetesClientException trouble) {
        return Optional.of(ClusterMessages.isSilence(trouble) ? unanswered(trouble) : refused(crd, trouble));
      }
    }
    return Optional.empty();
  }

  private Obstacle refused(String crd, KubernetesClientException trouble) {
    int code = trouble.getCode();
    return switch (code) {
      case HttpURLConnection.HTTP_UNAUTHORIZED -> lasting("does not accept these credentials"
          + ". Sign in again, or choose another cluster or user with KUBECONFIG.");
      case HttpURLConnection.HTTP_FORBIDDEN -> lasting("does not let this identity list " + crd
          + ". Install the operator's RBAC with the chart, or use an identity that may. It says: "
          + ClusterMessages.said(trouble));
      case HttpURLConnection.HTTP_NOT_FOUND -> lasting(ClusterMessages.withoutKind(crd)
          + ". See what else is missing:"
          + " trusted-access-operator preflight");
      default -> new Obstacle(
          at("answers with HTTP status " + code + ". Start the operator again when it is well. It says: "
              + ClusterMessages.said(trouble)),
          code >= HttpURLConnection.HTTP_INTERNAL_ERROR || code == TOO_MANY_REQUESTS);
    };
  }

  private Obstacle unanswered(KubernetesClientException trouble) {
    String what = ClusterMessages.silence(trouble);
    return ClusterMessages.insecure(trouble).isPresent()
        ? lasting(what + ". Correct the certificate authority (certificate-authority-data) in the kubeconfig.")
        : new Obstacle(
            at(what + ". Start the cluster, or choose another one: set KUBECONFIG, or run kubectl config use-context."),
            true);
  }

  private Obstacle lasting(String what) {
    return new Obstacle(at(what), false);
  }

  private String at(String what) {
    return "The operator cannot start: the API server at " + client.getMasterUrl() + " " + what;
  }
}
