package dev.trustedaccess.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * Writes statuses and finalizers, each guarded by the resourceVersion that the writer has read: whoever was overtaken gets a
 * conflict (a KubernetesClientException with code 409) and plans anew.
 */
public final class ClusterWriter {
  private final KubernetesClient client;

  public ClusterWriter(KubernetesClient client) {
    this.client = client;
  }

  /** The object as stored with that status; nothing is sent where it has that status already. */
  TrustedServiceAccess status(TrustedServiceAccess read, TrustedServiceAccessStatus status) {
    return status.equals(read.getStatus())
        ? read
        : client.resource(with(new TrustedServiceAccess(), read, status)).updateStatus();
  }

  /** As above, for a connection. */
  OrganizationConnection status(OrganizationConnection read, OrganizationConnectionStatus status) {
    return status.equals(read.getStatus())
        ? read
        : client.resource(with(new OrganizationConnection(), read, status)).updateStatus();
  }

  private static <S, T, R extends CustomResource<S, T>> R with(R copy, R read, T status) {
    copy.setMetadata(read.getMetadata());
    copy.setSpec(read.getSpec());
    copy.setStatus(status);
    return copy;
  }

  /** The object as stored with the finalizer; nothing is sent where it has it already. */
  <T extends HasMetadata> T addFinalizer(T read, String finalizer) {
    if (read.hasFinalizer(finalizer)) {
      return read;
    }
    List<String> all = new ArrayList<>(read.getFinalizers());
    all.add(finalizer);
    return finalizers(read, all);
  }

  /** Drops the finalizer; nothing is sent where it is gone already. */
  <T extends HasMetadata> void dropFinalizer(T read, String finalizer) {
    if (read.hasFinalizer(finalizer)) {
      finalizers(read, read.getFinalizers().stream().filter(other -> !other.equals(finalizer)).toList());
    }
  }

  /** A merge patch that names the resourceVersion: it touches no other field, and is refused when overtaken. */
  @SuppressWarnings("unchecked") // the client gives back what it was given
  private <T extends HasMetadata> T finalizers(T read, List<String> finalizers) {
    String list = finalizers.stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
    String version = Objects.requireNonNull(read.getMetadata().getResourceVersion());
    String patch = "{\"metadata\":{\"resourceVersion\":\"" + version + "\",\"finalizers\":[" + list + "]}}";
    return (T) client.resources((Class<HasMetadata>) read.getClass())
        .withName(read.getMetadata().getName())
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }
}
