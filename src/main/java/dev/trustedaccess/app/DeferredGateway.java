package dev.trustedaccess.app;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to AWS while the SDK is still being loaded, so that the rest of the operator starts in parallel. Its settings
 * are the SDK's own, from the environment.
 */
public final class DeferredGateway implements AwsGateway {
  private static final Logger LOG = LoggerFactory.getLogger(DeferredGateway.class);

  private final CompletableFuture<SdkGateway> gateway;

  /** Starts to load the SDK, in a thread of its own. */
  public DeferredGateway(KubernetesClients clients, InstantSource clock) {
    this.gateway = CompletableFuture.supplyAsync(
        () -> new SdkGateway(AwsEnvironment.fromSdkDefaults(clusterUid(clients.strict()), clock)),
        Thread::startVirtualThread);
  }

  /** Returns once the SDK is loaded; throws if its settings are unusable. */
  public void await() {
    gateway.join();
  }

  @Override
  public OrganizationAccess access(ConnectionSettings settings) {
    return gateway.join().access(settings);
  }

  @Override
  public void forget(ConnectionSettings settings) {
    gateway.join().forget(settings);
  }

  /** Names the cluster in AWS's logs: the uid of kube-system, which is constant for the life of the cluster. */
  private static String clusterUid(KubernetesClient client) {
    try {
      return Optional.ofNullable(client.namespaces().withName("kube-system").get())
          .map(Namespace::getMetadata)
          .map(meta -> meta.getUid())
          .orElse("unknown");
    } catch (KubernetesClientException unread) {
      LOG.warn("Could not read the uid of namespace kube-system, so AWS's logs will not name the cluster: {}",
          unread.getMessage());
      return "unknown";
    }
  }
}
