package dev.trustedaccess.states;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Takes from an object what differs from one run to the next: uids, versions, times, request ids, counts of tries. */
public final class Masked {
  public static final String UID = "00000000-0000-4000-8000-000000000001";
  public static final String DELETED = "2026-01-31T09:00:00Z";
  private static final String TIME = "2026-01-31T08:00:00Z";
  private static final String REQUEST = "00000000-0000-4000-8000-00000000000a";
  private static final String CONFIRMATION = "00000000-0000-4000-8000-00000000000c";
  private static final String CIRCUMSTANCES = "1 " + UID + "/1 none";
  private static final List<String> KEPT_METADATA = List.of("name", "annotations", "finalizers", "generation");
  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

  private Masked() {}

  /** A copy of what the API server shows of it, with fixed values in their place. */
  public static ObjectNode of(JsonNode live) {
    ObjectNode masked = JsonNodeFactory.instance.objectNode();
    masked.set("apiVersion", live.path("apiVersion"));
    masked.set("kind", live.path("kind"));
    masked.set("metadata", metadata(live.path("metadata")));
    masked.set("spec", live.path("spec").deepCopy());
    if (live.has("status")) {
      masked.set("status", status(live.path("status")));
      maskCommands(masked.at("/status/conditions"), live.path("metadata"));
    }
    return masked;
  }

  private static ObjectNode metadata(JsonNode live) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    KEPT_METADATA.stream().filter(live::has).forEach(field -> metadata.set(field, live.path(field).deepCopy()));
    if (metadata.path("annotations") instanceof ObjectNode annotations) {
      annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
      if (annotations.isEmpty()) {
        metadata.remove("annotations");
      }
    }
    metadata.put("uid", UID).put("creationTimestamp", TIME);
    if (live.has("deletionTimestamp")) {
      metadata.put("deletionTimestamp", DELETED);
    }
    return metadata;
  }

  private static JsonNode status(JsonNode live) {
    ObjectNode status = (ObjectNode) timeless(live);
    if (status.has("uid")) {
      status.put("uid", UID);
    }
    if (status.path("lastChange") instanceof ObjectNode change) {
      if (change.has("requestId")) {
        change.put("requestId", REQUEST);
      }
      if (change.has("circumstances")) {
        change.put("circumstances", CIRCUMSTANCES);
      }
      if (change.has("attempt")) {
        change.put("attempt", 1);
      }
      if (change.at("/evidence/confirmedBy") instanceof ObjectNode confirmed) {
        confirmed.put("confirmationUid", CONFIRMATION);
      }
    }
    return status;
  }

  /** A command in a message names the object's uid and one of its times. */
  private static void maskCommands(JsonNode conditions, JsonNode metadata) {
    String deleted = metadata.path("deletionTimestamp").asText();
    for (JsonNode condition : conditions) {
      String message = condition.path("message").asText().replace(metadata.path("uid").asText(), UID);
      ((ObjectNode) condition)
          .put("message", INSTANT.matcher(message).replaceAll(time -> time.group().equals(deleted) ? DELETED : TIME));
    }
  }

  private static JsonNode timeless(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode masked = object.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          masked.set(field.getKey(), timeless(field.getValue()));
        }
        yield masked;
      }
      case ArrayNode array -> {
        ArrayNode masked = array.arrayNode();
        array.forEach(each -> masked.add(timeless(each)));
        yield masked;
      }
      default -> value.isTextual() && INSTANT.matcher(value.asText()).matches()
          ? JsonNodeFactory.instance.textNode(TIME)
          : value;
    };
  }
}
