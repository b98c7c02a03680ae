package dev.trustedaccess.cli;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;

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
        + (isSilence(trouble) ? "it " + silence(trouble) : said(trouble))
        + ". Choose another cluster with --context or KUBECONFIG";
  }

  /** What the API server says; not the client's own message, which describes its request and the whole response. */
  static String said(KubernetesClientException trouble) {
    String said = trouble.getStatus() == null ? null : trouble.getStatus().getMessage();
    return String.valueOf(said == null ? trouble.getMessage() : said);
  }

  /** What an API server lacks that has no such kind, with the remedy; without a period. */
  static String withoutKind(String crd) {
    return "does not have the CRD " + crd + ". Apply the CRDs: kubectl apply --server-side -f crds/";
  }

  /** What an API server does that does not respond, as the end of a sentence. */
  static String silence(KubernetesClientException trouble) {
    Optional<SSLException> insecure = insecure(trouble);
    if (insecure.isPresent()) {
      return "could not be reached over TLS: " + insecure.get().getMessage();
    }
    if (cause(trouble, HttpTimeoutException.class).isPresent() || cause(trouble, ConnectException.class).isEmpty()) {
      return "does not respond";
    }
    boolean unknown = cause(trouble, UnknownHostException.class).isPresent()
        || cause(trouble, UnresolvedAddressException.class).isPresent();
    return unknown ? "has a name that DNS does not know" : "refuses connections";
  }

  /** Why no connection over TLS could be made; empty if it was not tried or succeeded. */
  static Optional<SSLException> insecure(KubernetesClientException trouble) {
    return cause(trouble, SSLException.class);
  }

  private static <T> Optional<T> cause(@Nullable Throwable trouble, Class<T> type) {
    return Stream.<Throwable>iterate(trouble, each -> each != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
