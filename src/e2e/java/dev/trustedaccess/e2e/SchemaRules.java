package dev.trustedaccess.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The rules of the CRDs that judge an object by itself, not a change of it. */
final class SchemaRules {
  /**
   * One rule.
   *
   * @param refusal the part of a refusal that shows that it was this rule which spoke
   */
  record Rule(String text, Pattern refusal) {
    @Override
    public String toString() {
      return text;
    }
  }

  private SchemaRules() {}

  static List<Rule> of(Path crds) {
    List<Rule> rules = new ArrayList<>();
    try (Stream<Path> files = Files.list(crds)) {
      files.sorted().forEach(file -> {
        var crd = Serialization.unmarshal(read(file), CustomResourceDefinition.class);
        collect("", crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema(), rules);
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules;
  }

  private static void collect(String path, JSONSchemaProps schema, List<Rule> rules) {
    for (ValidationRule rule : schema.getXKubernetesValidations()) {
      if (!rule.getRule().contains("oldSelf")) {
        String field = path + (rule.getFieldPath() == null ? "" : rule.getFieldPath());
        String said = rule.getMessageExpression() == null
            ? Pattern.quote(rule.getMessage())
            : "metadata\\.name must be ";
        rules.add(new Rule(
            field + ": " + rule.getRule(),
            Pattern.compile(Pattern.quote(field.isEmpty() ? "<nil>" : field.substring(1))
                + ": Invalid value: \"[a-z]+\": " + said)));
      }
    }
    schema.getProperties().forEach((name, property) -> collect(path + "." + name, property, rules));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
