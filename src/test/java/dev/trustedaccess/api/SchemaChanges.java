package dev.trustedaccess.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import org.jspecify.annotations.Nullable;

/**
 * What a newer schema takes away from whoever wrote objects by the older one: a field, a value, room. CEL rules are not
 * compared, since no text tells whether a rule got stricter; the API server lets an old value be that a new rule refuses.
 */
final class SchemaChanges {
  private final List<String> found = new ArrayList<>();

  private SchemaChanges() {}

  /** One line for each, with the path; empty where everything that was accepted still is, and means the same. */
  static List<String> between(JSONSchemaProps before, JSONSchemaProps after) {
    var changes = new SchemaChanges();
    changes.compare("", before, after);
    return List.copyOf(changes.found);
  }

  private void compare(String path, JSONSchemaProps before, JSONSchemaProps after) {
    fixed(path, "type", before, after, JSONSchemaProps::getType);
    fixed(path, "list type", before, after, JSONSchemaProps::getXKubernetesListType);
    fixed(path, "list map keys", before, after, JSONSchemaProps::getXKubernetesListMapKeys);
    fixed(path, "map type", before, after, JSONSchemaProps::getXKubernetesMapType);
    onceGivenFixed(path, "default", before, after, JSONSchemaProps::getDefault);
    neverGivenLater(path, "format", before, after, JSONSchemaProps::getFormat);
    neverGivenLater(path, "pattern", before, after, JSONSchemaProps::getPattern);

    atLeastAsMuch(path, "maxLength", before, after, JSONSchemaProps::getMaxLength);
    atLeastAsMuch(path, "maxItems", before, after, JSONSchemaProps::getMaxItems);
    atLeastAsMuch(path, "maxProperties", before, after, JSONSchemaProps::getMaxProperties);
    atLeastAsMuch(path, "maximum", before, after, JSONSchemaProps::getMaximum);
    atMostAsMuch(path, "minLength", before, after, JSONSchemaProps::getMinLength);
    atMostAsMuch(path, "minItems", before, after, JSONSchemaProps::getMinItems);
    atMostAsMuch(path, "minProperties", before, after, JSONSchemaProps::getMinProperties);
    atMostAsMuch(path, "minimum", before, after, JSONSchemaProps::getMinimum);

    values(path, before, after);
    missing(after.getRequired(), before.getRequired()).forEach(name -> found(path + "." + name, "is required now"));
    if (Boolean.TRUE.equals(before.getNullable()) && !Boolean.TRUE.equals(after.getNullable())) {
      found(path, "may not be null any more");
    }
    if (Boolean.TRUE.equals(before.getXKubernetesPreserveUnknownFields())
        && !Boolean.TRUE.equals(after.getXKubernetesPreserveUnknownFields())) {
      found(path, "drops unknown fields now");
    }
    below(path, before, after);
  }

  private void values(String path, JSONSchemaProps before, JSONSchemaProps after) {
    if (before.getEnum().isEmpty() && !after.getEnum().isEmpty()) {
      found(path, "takes only some values now");
    } else if (!after.getEnum().isEmpty()) {
      missing(before.getEnum(), after.getEnum()).forEach(value -> found(path, "does not take " + value + " any more"));
    }
  }

  private void below(String path, JSONSchemaProps before, JSONSchemaProps after) {
    before.getProperties()
        .forEach((name, property) -> child(path + "." + name, property, after.getProperties().get(name)));
    if (before.getItems() != null) {
      child(path + "[]", before.getItems().getSchema(), after.getItems() == null ? null : after.getItems().getSchema());
    }
    var values = before.getAdditionalProperties();
    if (values != null && values.getSchema() != null) {
      var now = after.getAdditionalProperties();
      child(path + ".*", values.getSchema(), now == null ? null : now.getSchema());
    }
  }

  private void child(String path, JSONSchemaProps before, @Nullable JSONSchemaProps after) {
    if (after == null) {
      found(path, "is gone");
    } else {
      compare(path, before, after);
    }
  }

  private void fixed(String path, String what, JSONSchemaProps before, JSONSchemaProps after,
      Function<JSONSchemaProps, @Nullable Object> of) {
    if (!Objects.equals(of.apply(before), of.apply(after))) {
      found(path, what + " was " + of.apply(before) + ", is " + of.apply(after));
    }
  }

  private void onceGivenFixed(String path, String what, JSONSchemaProps before, JSONSchemaProps after,
      Function<JSONSchemaProps, @Nullable Object> of) {
    if (of.apply(before) != null) {
      fixed(path, what, before, after, of);
    }
  }

  /** May be taken away, since that only lets more in. */
  private void neverGivenLater(String path, String what, JSONSchemaProps before, JSONSchemaProps after,
      Function<JSONSchemaProps, @Nullable Object> of) {
    if (of.apply(after) != null) {
      fixed(path, what, before, after, of);
    }
  }

  private void atLeastAsMuch(String path, String what, JSONSchemaProps before, JSONSchemaProps after,
      Function<JSONSchemaProps, @Nullable Number> of) {
    var now = of.apply(after);
    var then = of.apply(before);
    if (now != null && (then == null || now.doubleValue() < then.doubleValue())) {
      found(path, what + " was " + then + ", is " + now);
    }
  }

  private void atMostAsMuch(String path, String what, JSONSchemaProps before, JSONSchemaProps after,
      Function<JSONSchemaProps, @Nullable Number> of) {
    var now = of.apply(after);
    var then = of.apply(before);
    if (now != null && (then == null || now.doubleValue() > then.doubleValue())) {
      found(path, what + " was " + then + ", is " + now);
    }
  }

  private void found(String path, String what) {
    found.add((path.isEmpty() ? "the object" : path) + " " + what);
  }

  private static List<String> missing(Collection<?> wanted, Collection<?> there) {
    var names = new TreeSet<>(wanted.stream().map(SchemaChanges::text).toList());
    names.removeAll(there.stream().map(SchemaChanges::text).toList());
    return List.copyOf(names);
  }

  private static String text(Object value) {
    return value instanceof com.fasterxml.jackson.databind.JsonNode node ? node.asText() : value.toString();
  }
}
