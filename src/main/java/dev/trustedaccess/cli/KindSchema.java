package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.api.v1alpha1.Kinds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The schema of a kind, or of a field of it, as this build ships it. */
record KindSchema(JSONSchemaProps schema) {
  /** The rules that are a format and nothing else, of a text or of each text in a list. */
  private static final Pattern FORMAT = Pattern.compile("self(?:\\.all\\(each, each)?\\.matches\\('([^']+)'\\)+");

  /** The definition with this full name. */
  static CustomResourceDefinition definition(String crd) {
    String resource = "/dev/trustedaccess/crds/" + crd + ".yaml";
    try (InputStream yaml = Objects.requireNonNull(KindSchema.class.getResourceAsStream(resource), resource)) {
      return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  /** The schema of the version that this build uses. */
  static KindSchema of(String crd) {
    return definition(crd).getSpec()
        .getVersions()
        .stream()
        .filter(version -> version.getName().equals(Kinds.VERSION))
        .map(version -> new KindSchema(version.getSchema().getOpenAPIV3Schema()))
        .findFirst()
        .orElseThrow();
  }

  /** The schema of the field at this path, which exists. */
  KindSchema at(List<String> path) {
    KindSchema at = this;
    for (String field : path) {
      at = Objects.requireNonNull(at.fields().get(field), field);
    }
    return at;
  }

  /** The schemas of the fields, by name; empty if this is not an object with fields of its own. */
  Map<String, KindSchema> fields() {
    Map<String, KindSchema> fields = new TreeMap<>();
    schema.getProperties().forEach((name, field) -> fields.put(name, new KindSchema(field)));
    return fields;
  }

  /** The schema of each element, if this is a list. */
  Optional<KindSchema> items() {
    return Optional.ofNullable(schema.getItems()).map(items -> new KindSchema(items.getSchema()));
  }

  /** What the value must be, if it is not of this field's type. */
  Optional<String> wrongType(JsonNode value) {
    return switch (schema.getType()) {
      case "string" -> value.isTextual()
          ? Optional.empty()
          : Optional.of(value.isContainerNode() ? "a text" : "a text in quotes");
      case "boolean" -> value.isBoolean() ? Optional.empty() : Optional.of("true or false");
      case "integer" -> value.isIntegralNumber() ? Optional.empty() : Optional.of("a number");
      case "array" -> value.isArray() ? Optional.empty() : Optional.of("a list");
      case "object" -> value.isObject() ? Optional.empty() : Optional.of("an object with fields");
      default -> Optional.empty();
    };
  }

  /** What the text must be, if it does not have the format of this field, or of each element of this list. */
  Optional<String> wrongFormat(String text) {
    return schema.getXKubernetesValidations()
        .stream()
        .filter(rule -> {
          Matcher format = FORMAT.matcher(rule.getRule());
          return format.matches() && !Pattern.matches(format.group(1), text);
        })
        .map(rule -> rule.getMessage())
        .findFirst();
  }
}
