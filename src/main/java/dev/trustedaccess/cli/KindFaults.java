package dev.trustedaccess.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;

/**
 * What the API server would reject or lose of an object in a file. The operator reads objects leniently; a command that reads
 * a file before any API server must not take a misspelled field for one that is absent.
 */
final class KindFaults {
  private static final Map<String, String> KINDS = Stream.of(
      OrganizationConnection.class, TrustedServiceAccess.class, ServiceConfirmation.class)
      .collect(Collectors.toMap(HasMetadata::getKind, CustomResource::getCRDName));

  private static final String START = " Objects of the operator begin with apiVersion: " + Kinds.API_VERSION
      + " and a kind, such as kind: TrustedServiceAccess.";

  private final List<String> faults = new ArrayList<>();
  private boolean isShaped = true;

  private KindFaults() {}

  /**
   * All faults of an object, each with its field, after its kind and name; empty for other kinds in other groups. What has
   * no version or kind is nobody's: kubectl rejects it, and it may be meant as one of ours.
   */
  static Optional<String> of(JsonNode object) {
    String version = object.path("apiVersion").asText();
    String kind = object.path("kind").asText();
    boolean ours = version.equals(Kinds.GROUP) || version.startsWith(Kinds.GROUP + "/");
    KindFaults found = new KindFaults();
    if (!object.isObject()) {
      found.add(object.isArray()
          ? "it is a list. Write each object as a document of its own, or an object of kind List with items."
          : "it has no fields. Write them, or remove it.");
    } else if (!isEmpty(object.path("items"))) {
      // A list is read as its items.
      found.add("its items must be a list.");
    } else if (!isText(object, "kind")) {
      found.add(absent(object) + (ours ? " There are: " + listed(KINDS.keySet()) + "." : START));
    } else if (!isText(object, "apiVersion")) {
      found.add(absent(object) + (KINDS.containsKey(kind) ? " Write " + Kinds.API_VERSION + "." : START));
    } else if (ours && !KINDS.containsKey(kind)) {
      found.add("kind " + kind + " is unknown. There are: " + listed(KINDS.keySet()) + ".");
    } else if (KINDS.containsKey(kind)) {
      // Such a kind in another group is a misspelled group: the API server knows no such kind.
      if (version.equals(Kinds.API_VERSION)) {
        found.check(object, KindSchema.of(Objects.requireNonNull(KINDS.get(kind))));
      } else {
        found.add("apiVersion " + version + " is unknown to this build. Write " + Kinds.API_VERSION + ".");
      }
    }
    return found.faults.isEmpty()
        ? Optional.empty()
        : Optional.of(named(object) + ": " + String.join(" ", found.faults));
  }

  /** Whether it says of which version and kind it is. */
  static boolean isTyped(JsonNode object) {
    return isText(object, "apiVersion") && isText(object, "kind");
  }

  private static boolean isText(JsonNode object, String field) {
    return object.path(field).isTextual() && !object.path(field).asText().isBlank();
  }

  private static String absent(JsonNode object) {
    return Stream.of("apiVersion", "kind")
        .filter(field -> !isText(object, field))
        .map(field -> field + (isEmpty(object.path(field)) ? " is absent" : " must be a text"))
        .collect(Collectors.joining(" and ", "", "."));
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isTextual() && value.asText().isBlank());
  }

  /** The object, as messages name it. */
  static String named(JsonNode object) {
    String kind = isText(object, "kind") ? object.path("kind").asText() : "object";
    return (kind + " " + object.at("/metadata/name").asText()).strip();
  }

  /** Whether the object has a name; without one, there is nothing to read it for. */
  static boolean isNamed(JsonNode object) {
    JsonNode name = object.at("/metadata/name");
    return name.isTextual() && !name.asText().isBlank();
  }

  private void check(JsonNode root, KindSchema schema) {
    Set<String> known = new TreeSet<>(schema.fields().keySet());
    known.addAll(List.of("apiVersion", "kind", "metadata"));
    unknown("", root, known);
    if (isNamed(root)) {
      metadata(root.path("metadata"));
      String name = root.at("/metadata/name").asText();
      schema.wrongText(name).ifPresent(expected -> add(expected + ", not '" + name + "'."));
    } else {
      boolean given = root.at("/metadata").hasNonNull("name");
      misshapen(given ? "metadata.name must be a text in quotes." : "metadata.name is absent.");
    }
    inner("", root, schema);
    // As in the API server, a rule may count on the types and fields of the schema.
    if (isShaped) {
      rules("", schema.defaulted(root), schema);
    }
  }

  private void metadata(JsonNode metadata) {
    unknown("metadata.", metadata, MetadataSchema.names());
    metadata.properties()
        .forEach(field -> MetadataSchema.wrongType(field.getKey(), field.getValue())
            .ifPresent(expected -> misshapen("metadata." + field.getKey() + " must be " + expected + ".")));
    Stream.of("labels", "annotations").forEach(name -> texts("metadata." + name, metadata.path(name)));
  }

  /** To YAML, true and 1 are no texts; the API server does not read the object then. */
  private void texts(String path, JsonNode map) {
    map.properties()
        .stream()
        .filter(entry -> !entry.getValue().isTextual() && !entry.getValue().isNull())
        .forEach(entry -> misshapen(path + "." + entry.getKey() + " must be a text in quotes."));
  }

  private void rules(String path, JsonNode value, KindSchema schema) {
    for (ValidationRule rule : schema.rules()) {
      String place = rule.getFieldPath() == null ? path : path + rule.getFieldPath();
      CelRules.broken(rule, value).ifPresent(message -> add(sentence(place, message, value)));
    }
    schema.fields().forEach((name, field) -> {
      if (value.has(name)) {
        rules(path.isEmpty() ? name : path + "." + name, value.get(name), field);
      }
    });
  }

  /** A message that begins with a verb goes on about the place; one about the whole object names the field itself. */
  private static String sentence(String place, String message, JsonNode value) {
    String found = value.isTextual() ? ", not '" + value.asText() + "'" : "";
    if (place.isEmpty()) {
      return message + ".";
    }
    return place + (message.startsWith("must ") ? " " : ": ") + message + found + ".";
  }

  private void check(String path, JsonNode value, KindSchema schema) {
    Optional<String> expected = schema.wrongType(value);
    if (expected.isPresent()) {
      misshapen(path + " must be " + expected.get() + ".");
    } else if (value.isObject() && !schema.fields().isEmpty()) {
      unknown(path + ".", value, schema.fields().keySet());
      inner(path + ".", value, schema);
    } else if (value.isArray()) {
      schema.wrongList(value).ifPresent(limit -> add(path + " " + limit + "."));
      for (int i = 0; i < value.size(); i++) {
        String element = path + "[" + i + "]";
        JsonNode one = value.get(i);
        format(element, one, schema);
        schema.items().ifPresent(items -> check(element, one, items));
      }
    } else {
      format(path, value, schema);
    }
  }

  private void inner(String prefix, JsonNode value, KindSchema schema) {
    schema.required()
        .stream()
        .filter(name -> !value.hasNonNull(name))
        .forEach(name -> misshapen(prefix + name + " is absent."
            + schema.at(List.of(name)).wrongText("").map(expected -> " It " + expected + ".").orElse("")));
    // To the API server, too, a field without a value is absent.
    schema.fields().forEach((name, field) -> {
      if (value.hasNonNull(name)) {
        check(prefix + name, value.path(name), field);
      }
    });
  }

  private void unknown(String prefix, JsonNode value, Set<String> known) {
    value.fieldNames().forEachRemaining(name -> {
      if (!known.contains(name)) {
        misshapen(prefix + name + " is unknown. The fields there are: " + listed(known) + ".");
      }
    });
  }

  private void format(String path, JsonNode value, KindSchema schema) {
    if (value.isTextual()) {
      schema.wrongText(value.asText())
          .ifPresent(expected -> add(path + " " + expected.replaceFirst("^each ", "") + ", not '" + value.asText()
              + "'."));
    }
  }

  /** Adds a fault of names and types, which leaves nothing for the rules to judge. */
  private void misshapen(String problem) {
    isShaped = false;
    add(problem);
  }

  private void add(String problem) {
    faults.add(problem);
  }

  private static String listed(Collection<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }
}
