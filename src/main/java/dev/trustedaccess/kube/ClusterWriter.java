package dev.trustedaccess.kube;

import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.StatusSchema;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.plan.RefusedWrite;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/**
 * Writes statuses and finalizers, each guarded by the resourceVersion that the writer has read. An overtaken writer
 * gets a conflict (a KubernetesClientException with code 409) and plans again.
 *
 * <p>The API server validates the whole object, whatever part of it is written. If another writer has corrupted a
 * status, it would reject every later write. So whatever the schema rejects is dropped first, and then the write is
 * made.
 */
public final class ClusterWriter {
  private static final int INVALID = 422;

  private final KubernetesClient client;

  public ClusterWriter(KubernetesClient client) {
    this.client = client;
  }

  /** Whether somebody else wrote in between. */
  static boolean isConflict(KubernetesClientException trouble) {
    return trouble.getCode() == 409;
  }

  /** Whether the API server rejected the write, and will reject the same again until the object is corrected. */
  static boolean isRefusal(KubernetesClientException trouble) {
    return switch (trouble.getCode()) {
      case 400, 403, 413, INVALID -> true;
      default -> false;
    };
  }

  /** The API server's own words for a refusal, without those of the client. */
  static RefusedWrite.ServerAnswer answer(KubernetesClientException refused) {
    String said = refused.getStatus() == null ? null : refused.getStatus().getMessage();
    return new RefusedWrite.ServerAnswer(
        refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN,
        String.valueOf(said == null ? refused.getMessage() : said));
  }

  /** The object as stored with that status; sends nothing if it already has that status. */
  TrustedServiceAccess status(TrustedServiceAccess read, TrustedServiceAccessStatus status) {
    return status.equals(read.getStatus()) ? read : fitting(with(new TrustedServiceAccess(), read, status));
  }

  /** Like the above, for a connection. */
  OrganizationConnection status(OrganizationConnection read, OrganizationConnectionStatus status) {
    return status.equals(read.getStatus()) ? read : fitting(with(new OrganizationConnection(), read, status));
  }

  /** A part of a status as the API server would store it, in one line. */
  String json(Object part) {
    return client.getKubernetesSerialization().asJson(part);
  }

  private static <S, T, R extends CustomResource<S, T>> R with(R copy, R read, T status) {
    copy.setMetadata(read.getMetadata());
    copy.setSpec(read.getSpec());
    copy.setStatus(status);
    return copy;
  }

  /** Writes a status that retains part of a corrupted one without that part. */
  private <T extends Record, R extends CustomResource<?, T>> R fitting(R wanted) {
    try {
      return client.resource(wanted).updateStatus();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != INVALID) {
        throw refused;
      }
      T requested = wanted.getStatus();
      wanted.setStatus(StatusSchema.fitting(requested, wanted.getClass(), client.getKubernetesSerialization()));
      if (Objects.equals(requested, wanted.getStatus())) {
        throw refused;
      }
      return client.resource(wanted).updateStatus();
    }
  }

  /** The object as stored with the finalizer; sends nothing if it already has it. */
  <S extends Record, T extends CustomResource<?, S>> T addFinalizer(T read, String finalizer) {
    if (read.hasFinalizer(finalizer)) {
      return read;
    }
    List<String> all = new ArrayList<>(read.getFinalizers());
    all.add(finalizer);
    return finalizers(read, all);
  }

  /** Removes the finalizer; sends nothing if it is already removed. */
  <S extends Record, T extends CustomResource<?, S>> void dropFinalizer(T read, String finalizer) {
    if (read.hasFinalizer(finalizer)) {
      finalizers(read, read.getFinalizers().stream().filter(other -> !other.equals(finalizer)).toList());
    }
  }

  private <S extends Record, T extends CustomResource<?, S>> T finalizers(T read, List<String> finalizers) {
    try {
      return patched(read, finalizers);
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != INVALID) {
        throw refused;
      }
      return patched(mended(read), finalizers);
    }
  }

  /**
   * Keeps as much of the status as can be read and stored. Always sent, because the read result omits the corrupted
   * parts.
   */
  private <S extends Record, R extends CustomResource<?, S>> R mended(R read) {
    if (read.getStatus() != null) {
      read.setStatus(StatusSchema.fitting(read.getStatus(), read.getClass(), client.getKubernetesSerialization()));
    }
    return client.resource(read).updateStatus();
  }

  /** A merge patch with the resourceVersion: it touches no other field, and is rejected after a conflicting write. */
  @SuppressWarnings("unchecked") // the client returns the type that it receives
  private <T extends CustomResource<?, ?>> T patched(T read, List<String> finalizers) {
    String list = finalizers.stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
    String version = Objects.requireNonNull(read.getMetadata().getResourceVersion());
    String patch = "{\"metadata\":{\"resourceVersion\":\"" + version + "\",\"finalizers\":[" + list + "]}}";
    return (T) client.resources((Class<CustomResource<?, ?>>) read.getClass())
        .withName(read.getMetadata().getName())
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }
}
