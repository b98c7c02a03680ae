package dev.trustedaccess.kube;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Reads from the API server itself, never from a cache: no resourceVersion is given, so the answer is a quorum's. The client
 * has a short time-out and no retries; no answer is a KubernetesClientException, and means that nothing is changed.
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
   * All connections: those that an informer shows, unless the one of this name is not among them. Then it proves nothing,
   * since an informer shows none once it is stopped, while passes still run.
   */
  List<OrganizationConnection> connections(String name, List<OrganizationConnection> shown) {
    return shown.stream().anyMatch(each -> each.getMetadata().getName().equals(name))
        ? shown
        : connections();
  }

  Optional<ServiceConfirmation> confirmation(String name) {
    return Optional.ofNullable(client.resources(ServiceConfirmation.class).withName(name).get());
  }

  /** Whether the declarations' own kind is being deleted, or is gone already, which marks every declaration deleted. */
  boolean kindIsBeingDeleted() {
    return Optional.ofNullable(client.apiextensions().v1().customResourceDefinitions().withName(CRD).get())
        .filter(crd -> crd.getMetadata().getDeletionTimestamp() == null)
        .isEmpty();
  }
}
