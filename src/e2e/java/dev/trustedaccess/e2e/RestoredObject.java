package dev.trustedaccess.e2e;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.states.Columns;
import dev.trustedaccess.states.Recorded;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

import static java.util.Objects.requireNonNull;

/**
 * A recorded object that was put back on the API server: created, deleted where it was, and its status written. The server
 * counts generations anew, so what was observed is moved by as much.
 */
final class RestoredObject {
  private static final JsonMapper JSON = new JsonMapper();

  private final Live live;
  private final Recorded recorded;
  private final Resource<GenericKubernetesResource> object;

  RestoredObject(Live live, Recorded recorded) {
    this.live = live;
    this.recorded = recorded;
    NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> kind = live.cluster()
        .genericKubernetesResources(ResourceDefinitionContext.fromResourceType(
            recorded.state().ofConnection() ? OrganizationConnection.class : TrustedServiceAccess.class));
    object = kind.withName(recorded.objectName());
    kind.resource(JSON.convertValue(withoutStatus(), GenericKubernetesResource.class)).create();
    if (recorded.deleting()) {
      object.delete();
    }
    if (!recorded.conditions().isEmpty()) {
      var status = status(requireNonNull(object.get()).getMetadata().getGeneration());
      object.editStatus(found -> {
        found.setAdditionalProperty("status", status);
        return found;
      });
    }
  }

  private ObjectNode withoutStatus() {
    var copy = recorded.copy();
    copy.remove("status");
    ((ObjectNode) copy.path("metadata")).remove(
        List.of("uid", "creationTimestamp", "deletionTimestamp", "generation"));
    return copy;
  }

  private Map<?, ?> status(long generation) {
    var status = recorded.copy().path("status");
    var moved = generation - recorded.object().at("/metadata/generation").asLong();
    move((ObjectNode) status, moved);
    status.path("conditions").forEach(condition -> move((ObjectNode) condition, moved));
    return JSON.convertValue(status, Map.class);
  }

  private static void move(ObjectNode part, long by) {
    part.put("observedGeneration", part.path("observedGeneration").asLong() + by);
  }

  /** As the API server shows it. */
  String json() {
    return live.cluster().getKubernetesSerialization().asJson(object.get());
  }

  /** Whether {@code kubectl wait} finds it ready. */
  boolean waitEnds() {
    return live.ask("", "wait", "--for=condition=Ready", "--timeout=0", name()).exitCode() == 0;
  }

  /** What {@code kubectl get} prints of it, but for the columns of time. */
  String line() {
    var lines = live.kubectl("get", name()).lines().toList();
    var shown = Columns.of(recorded).header();
    return shown.stream()
        .map(column -> cell(lines.getFirst(), lines.getLast(), column))
        .filter(cell -> !cell.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String cell(String header, String line, String column) {
    var begin = IntStream.range(0, header.length())
        .filter(at -> (" " + header + " ").startsWith(" " + column + " ", at))
        .findFirst()
        .orElseThrow();
    var end = begin + column.length();
    while (end < header.length() && header.charAt(end) == ' ') {
      end++;
    }
    return line
        .substring(Math.min(begin, line.length()),
            end == header.length() ? line.length() : Math.min(end, line.length()))
        .strip();
  }

  private String name() {
    return (recorded.state().ofConnection() ? "orgconn/" : "tsa/") + recorded.objectName();
  }

  void remove() {
    if (object.get() != null) {
      object.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
      object.delete();
    }
  }
}
