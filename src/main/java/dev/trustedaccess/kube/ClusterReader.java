package dev.trustedaccess.kube;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Reads from the API server itself, never from a cache: without a resourceVersion, the answer is a quorum read. The
 * client has a short timeout and no retries; no answer is a KubernetesClientException, and means that no change is
 * made.
 */
public final class ClusterReader {
  private static final String CRD = "trustedserviceaccesses." + Kinds.GROUP;

  private final KubernetesClient client;

  public ClusterReader(KubernetesClient client) {
    this.client = client;
  }

  Optional<TrustedServiceAccess> declaration(String name) {
    return Optional.ofNullable(client.resources(TrustedServiceAccess.class).withName(name).get());
  }

  List<TrustedServiceAccess> declarations() {
    return client.resources(TrustedServiceAccess.class).list().getItems();
  }

  Optional<OrganizationConnection> connection(String name) {
    return Optional.ofNullable(client.resources(OrganizationConnection.class).withName(name).get());
  }

  List<OrganizationConnection> connections() {
    return client.resources(OrganizationConnection.class).list().getItems();
  }

  /**
   * All connections: those in the informer's cache, unless the connection of this name is missing from it. Then the
   * cache proves nothing, because it is empty after the informer has stopped, while passes still run.
   */
  List<OrganizationConnection> connections(String name, List<OrganizationConnection> shown) {
    return shown.stream().anyMatch(each -> each.getMetadata().getName().equals(name))
        ? shown
        : connections();
  }

  Optional<ServiceConfirmation> confirmation(String name) {
    return Optional.ofNullable(client.resources(ServiceConfirmation.class).withName(name).get());
  }

  /** Whether the declarations' CRD is being deleted or is already deleted, which marks every declaration deleted. */
  boolean kindIsBeingDeleted() {
    return Optional.ofNullable(client.apiextensions().v1().customResourceDefinitions().withName(CRD).get())
        .filter(crd -> crd.getMetadata().getDeletionTimestamp() == null)
        .isEmpty();
  }
}
