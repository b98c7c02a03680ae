package dev.trustedaccess.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code crds/} says what the types say, and the schema keeps the promises that no single field shows. */
class CrdsTest {
  private static final String WRITE = "mvn -q test -Dtest=CrdsTest -Dcrds.write=true";

  @Test
  void theCommittedFilesAreWhatTheTypesSay() throws IOException {
    Map<String, String> generated = Crds.generate();
    if (Boolean.getBoolean("crds.write")) {
      Files.createDirectories(Crds.DIRECTORY);
      for (Map.Entry<String, String> file : generated.entrySet()) {
        Files.writeString(Crds.DIRECTORY.resolve(file.getKey()), file.getValue());
      }
    }
    assertThat(committed()).as("crds/ is stale, run: %s", WRITE).isEqualTo(generated);
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everythingThatCanGrowIsBounded(CustomResourceDefinition crd) {
    List<String> faults = new ArrayList<>();
    walk("", root(crd), (path, schema) -> {
      boolean bounded = switch (schema.getType()) {
        case "string" -> schema.getMaxLength() != null || !schema.getEnum().isEmpty();
        case "array" -> schema.getMaxItems() != null && schema.getXKubernetesListType() != null;
        case "object" -> schema.getAdditionalProperties() == null;
        default -> schema.getFormat() != null || schema.getType().equals("boolean");
      };
      if (!bounded || Boolean.TRUE.equals(schema.getXKubernetesPreserveUnknownFields())) {
        faults.add(path);
      }
    });
    assertThat(faults).as("unbounded, without a format, or open to unknown fields").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyFieldIsExplained(CustomResourceDefinition crd) {
    List<String> faults = new ArrayList<>();
    root(crd).getProperties().forEach((name, property) -> walk("." + name, property, (path, schema) -> {
      if (schema.getDescription() == null && !path.endsWith("[]")) {
        faults.add(path);
      }
    }));
    assertThat(faults).as("`kubectl explain` has nothing to say").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyRuleStandsOnceAndTellsARemedy(CustomResourceDefinition crd) {
    walk("", root(crd), (path, schema) -> {
      assertThat(schema.getXKubernetesValidations()).as(path)
          .doesNotHaveDuplicates()
          .allSatisfy(rule -> assertThat(rule.getMessage()).as(rule.getRule())
              .containsPattern(
                  "must be|cannot be changed|leave \\S+( \\S+)? out|correct one of the two|use one connection|set initialized|name every Region"));
    });
  }

  static Stream<CustomResourceDefinition> crds() {
    return Crds.generate().values().stream().map(yaml -> Serialization.unmarshal(yaml, CustomResourceDefinition.class));
  }

  private static JSONSchemaProps root(CustomResourceDefinition crd) {
    return crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
  }

  private interface Visit {
    void at(String path, JSONSchemaProps schema);
  }

  private static void walk(String path, JSONSchemaProps schema, Visit visit) {
    visit.at(path, schema);
    schema.getProperties().forEach((name, property) -> walk(path + "." + name, property, visit));
    if (schema.getItems() != null) {
      walk(path + "[]", schema.getItems().getSchema(), visit);
    }
  }

  private static Map<String, String> committed() throws IOException {
    try (Stream<Path> files = Files.list(Crds.DIRECTORY)) {
      return files.collect(java.util.stream.Collectors.toMap(file -> file.getFileName().toString(), CrdsTest::read));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
