package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;

/** The reference of the kinds' fields, from {@code crds/}. */
final class FieldsPage {
  private FieldsPage() {}

  static String text() {
    var page = new StringBuilder(
        """
            # Reference of the kinds

            All three kinds are cluster-scoped, in the group `trustedaccess.dev`, version `v1alpha1`. `kubectl explain tsa.spec` prints the same.
            """);
    kinds().forEach(kind -> kind(page, kind));
    return page.toString();
  }

  private static List<CustomResourceDefinition> kinds() {
    try (Stream<Path> files = Files.list(Path.of("crds"))) {
      return files.sorted().map(FieldsPage::read).toList();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static CustomResourceDefinition read(Path file) {
    try {
      return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static void kind(StringBuilder page, CustomResourceDefinition crd) {
    var names = crd.getSpec().getNames();
    JSONSchemaProps root = crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    page.append("%n## %s%n%n".formatted(names.getKind()));
    page.append("Short name `%s`. %s%n".formatted(
        String.join("`, `", names.getShortNames()), oneLine(root.getDescription())));
    rules(page, root);
    for (String part : List.of("spec", "status")) {
      JSONSchemaProps schema = root.getProperties().get(part);
      if (schema != null) {
        page.append("%n### %s of %s%n%n| field | type | meaning |%n|---|---|---|%n".formatted(part, names.getKind()));
        fields(page, "", schema);
      }
    }
  }

  private static void rules(StringBuilder page, JSONSchemaProps root) {
    if (root.getXKubernetesValidations() != null && !root.getXKubernetesValidations().isEmpty()) {
      page.append("\nRefused otherwise:\n\n");
      root.getXKubernetesValidations()
          .forEach(rule -> page.append("- %s%n".formatted(
              oneLine(rule.getMessage() == null ? rule.getMessageExpression() : rule.getMessage()))));
    }
  }

  private static void fields(StringBuilder page, String path, JSONSchemaProps schema) {
    List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
    schema.getProperties().forEach((name, field) -> {
      String full = path + name;
      page.append("| `%s` | %s | %s |%n".formatted(full, type(field), meaning(field, required.contains(name))));
      if (field.getItems() != null && field.getItems().getSchema().getProperties() != null) {
        fields(page, full + "[].", field.getItems().getSchema());
      } else if (field.getProperties() != null) {
        fields(page, full + ".", field);
      }
    });
  }

  private static String type(JSONSchemaProps field) {
    String type = field.getType() == null ? "any" : field.getType();
    return type.equals("array") ? "list of " + type(field.getItems().getSchema()) + "s" : type;
  }

  private static String meaning(JSONSchemaProps field, boolean required) {
    String values = field.getEnum() == null || field.getEnum().isEmpty()
        ? ""
        : " One of "
            + field.getEnum().stream().map(value -> "`" + value.asText() + "`").collect(Collectors.joining(", "))
            + ".";
    JsonNode byDefault = field.getDefault();
    String rest = byDefault == null
        ? ""
        : " Default `%s`.".formatted(
            byDefault.isTextual() ? byDefault.asText() : byDefault.toString());
    return oneLine(field.getDescription()) + values + rest + (required ? " Required." : "");
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
  }
}
