package dev.trustedaccess.api.v1alpha1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.jspecify.annotations.Nullable;

/**
 * Removes from a status what the schema rejects, and what is invalid without it. While a status violates the schema,
 * the API server rejects every write to the object, even of a finalizer; this class produces a valid status.
 */
public final class StatusSchema {
  private StatusSchema() {}

  /** The part of {@code status} that this build's schema of {@code kind} accepts. */
  @SuppressWarnings({"unchecked", "NullAway"}) // it is read as the class that it has, and an object is never read as null
  public static <S extends Record> S fitting(S status, Class<? extends HasMetadata> kind,
      KubernetesSerialization json) {
    Class<S> type = (Class<S>) status.getClass();
    JsonNode read = json.convertValue(status, JsonNode.class);
    JsonNode taken = fitting(read, schema(kind, json)).orElseGet(JsonNodeFactory.instance::objectNode);
    return json.unmarshal(json.asJson(taken), type);
  }

  private static JSONSchemaProps schema(Class<? extends HasMetadata> kind, KubernetesSerialization json) {
    String resource = "/dev/trustedaccess/crds/" + CustomResource.getCRDName(kind) + ".yaml";
    try (InputStream yaml = Objects.requireNonNull(StatusSchema.class.getResourceAsStream(resource), resource)) {
      return Objects.requireNonNull(
          json.unmarshal(yaml, CustomResourceDefinition.class)
              .getSpec()
              .getVersions()
              .getFirst()
              .getSchema()
              .getOpenAPIV3Schema()
              .getProperties()
              .get("status"),
          resource);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  /** The part of the value that the schema accepts; empty if it accepts nothing of it. */
  static Optional<JsonNode> fitting(@Nullable JsonNode value, JSONSchemaProps schema) {
    if (value == null || value.isNull() || !isAmong(schema.getEnum(), value)) {
      return Optional.empty();
    }
    return switch (schema.getType()) {
      case "object" -> Optional.of(value).filter(ObjectNode.class::isInstance).flatMap(it -> object(it, schema));
      case "array" -> Optional.of(value).filter(ArrayNode.class::isInstance).map(it -> array(it, schema));
      case "string" -> Optional.of(value).filter(it -> it.isTextual() && takes(it.textValue(), schema));
      case "integer" -> Optional.of(value).filter(it -> it.isIntegralNumber() && takes(it, schema));
      case "boolean" -> Optional.of(value).filter(JsonNode::isBoolean);
      default -> throw new IllegalStateException("a status has no " + schema.getType());
    };
  }

  private static boolean isAmong(@Nullable List<JsonNode> words, JsonNode value) {
    return words == null || words.isEmpty() || words.contains(value);
  }

  private static Optional<JsonNode> object(JsonNode value, JSONSchemaProps schema) {
    ObjectNode taken = ((ObjectNode) value).objectNode();
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JSONSchemaProps property = schema.getProperties().get(field.getKey());
      if (property != null) {
        fitting(field.getValue(), property).ifPresent(it -> taken.set(field.getKey(), it));
      }
    }
    return schema.getRequired().stream().allMatch(taken::has) ? Optional.of(taken) : Optional.empty();
  }

  private static ArrayNode array(JsonNode value, JSONSchemaProps schema) {
    ArrayNode taken = ((ArrayNode) value).arrayNode();
    long most = Optional.ofNullable(schema.getMaxItems()).orElse(Long.MAX_VALUE);
    value.forEach(element -> fitting(element, schema.getItems().getSchema())
        .filter(it -> taken.size() < most && isNew(it, taken, schema))
        .ifPresent(taken::add));
    return taken;
  }

  /** A map accepts each key once, and a set each element. */
  private static boolean isNew(JsonNode element, ArrayNode before, JSONSchemaProps schema) {
    List<String> keys = schema.getXKubernetesListMapKeys();
    for (JsonNode other : before) {
      if (keys.isEmpty()
          ? "set".equals(schema.getXKubernetesListType()) && other.equals(element)
          : keys.stream().allMatch(key -> other.path(key).equals(element.path(key)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean takes(String text, JSONSchemaProps schema) {
    long characters = text.codePoints().count();
    return characters <= Optional.ofNullable(schema.getMaxLength()).orElse(Long.MAX_VALUE)
        && characters >= Optional.ofNullable(schema.getMinLength()).orElse(0L)
        && (!"date-time".equals(schema.getFormat()) || isTime(text));
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException notATime) {
      return false;
    }
  }

  private static boolean takes(JsonNode number, JSONSchemaProps schema) {
    return ("int32".equals(schema.getFormat()) ? number.canConvertToInt() : number.canConvertToLong())
        && (schema.getMinimum() == null || number.doubleValue() >= schema.getMinimum());
  }
}
