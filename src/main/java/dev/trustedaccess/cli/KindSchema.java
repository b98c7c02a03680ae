package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.api.v1alpha1.Kinds;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;

/** The schema of a kind, or of a field of it, as this build ships it. */
record KindSchema(JSONSchemaProps schema) {
  /**
   * The rules that are a format and nothing else: of a text, of each text in a list, or of the object's name. The second
   * group has the texts that are not allowed in spite of their format.
   */
  private static final Pattern FORMAT = Pattern.compile("self(?:\\.metadata\\.name)?(?:\\.all\\(each, each)?"
      + "\\.matches\\('([^']+)'\\)+(?: && !\\(self(?:\\.metadata\\.name)? in \\[(.*)]\\))?");

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

  /** The fields that must be given, by name: what has a default is never absent. */
  Set<String> required() {
    Set<String> required = new TreeSet<>(schema.getRequired());
    required.removeIf(name -> at(List.of(name)).schema.getDefault() != null);
    return required;
  }

  /** The rules that judge a value by itself, not a change of it, and are more than a format. {@link CelRules} knows them. */
  List<ValidationRule> rules() {
    return schema.getXKubernetesValidations()
        .stream()
        .filter(rule -> !rule.getRule().contains("oldSelf") && !FORMAT.matcher(rule.getRule()).matches())
        .toList();
  }

  /** The value as rules see it: with the defaults, and without fields that have no value. */
  JsonNode defaulted(JsonNode value) {
    if (!(value instanceof ObjectNode object) || schema.getProperties().isEmpty()) {
      return value;
    }
    ObjectNode complete = object.deepCopy();
    fields().forEach((name, field) -> {
      JsonNode given = object.hasNonNull(name) ? object.get(name) : field.schema.getDefault();
      if (given == null) {
        complete.remove(name);
      } else {
        complete.set(name, field.defaulted(given));
      }
    });
    return complete;
  }

  /** What the list must have, if it has too many elements, or one of them twice although it is a set. */
  Optional<String> wrongList(JsonNode list) {
    if (schema.getMaxItems() != null && list.size() > schema.getMaxItems()) {
      return Optional.of("must have at most " + schema.getMaxItems() + " elements, not " + list.size());
    }
    Set<JsonNode> seen = new HashSet<>();
    return "set".equals(schema.getXKubernetesListType())
        ? list.valueStream()
            .filter(each -> !seen.add(each))
            .map(each -> "must have each element once, not '" + each.asText() + "' again")
            .findFirst()
        : Optional.empty();
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

  /** What the text must be, if it is too long, not one of this field's values, or not of the format of this field or list. */
  Optional<String> wrongText(String text) {
    List<String> values = schema.getEnum().stream().map(JsonNode::asText).toList();
    if (!values.isEmpty() && !values.contains(text)) {
      return Optional.of("must be " + String.join(" or ", values));
    }
    if (schema.getMaxLength() != null && text.codePointCount(0, text.length()) > schema.getMaxLength()) {
      return Optional.of("must have at most " + schema.getMaxLength() + " characters");
    }
    return schema.getXKubernetesValidations()
        .stream()
        .filter(rule -> {
          Matcher format = FORMAT.matcher(rule.getRule());
          return format.matches() && !(Pattern.matches(format.group(1), text) && isAllowed(text, format.group(2)));
        })
        .map(rule -> rule.getMessage())
        .findFirst();
  }

  private static boolean isAllowed(String text, @Nullable String exceptions) {
    return exceptions == null || !exceptions.contains("'" + text + "'");
  }
}
