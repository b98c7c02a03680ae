package dev.trustedaccess.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An upgrade strands no object: the kinds may only grow since every version that is kept. */
class CrdChangesTest {
  private static final Path VERSIONS = Path.of("src/test/resources/versions");
  private static final Path DECLARATIONS = Crds.DIRECTORY.resolve("trustedserviceaccesses.trustedaccess.dev.yaml");

  @ParameterizedTest
  @MethodSource("keptKinds")
  void nothingIsTakenAwaySince(Path kept) {
    var now = Crds.DIRECTORY.resolve(kept.getFileName());

    assertThat(now).as("a kind of " + kept).exists();
    assertThat(CrdChanges.between(crd(kept), crd(now))).as("taken away since " + kept).isEmpty();
  }

  /** The field and what it accepts, before and after; a cell may be left out. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", value = {
      "{type: string}                       | -                                       | .f is gone",
      "{type: string}                       | {type: integer}                         | .f type was string, is integer",
      "{type: string, enum: [A, B]}         | {type: string, enum: [A]}               | .f does not take B any more",
      "{type: string}                       | {type: string, enum: [A]}               | .f takes only some values now",
      "{type: string, maxLength: 9}         | {type: string, maxLength: 8}            | '.f maxLength was 9, is 8'",
      "{type: string}                       | {type: string, maxLength: 8}            | '.f maxLength was null, is 8'",
      "{type: string}                       | {type: string, minLength: 1}            | '.f minLength was null, is 1'",
      "{type: integer, minimum: 0}          | {type: integer, minimum: 0.5}           | '.f minimum was 0.0, is 0.5'",
      "{type: integer, maximum: 2}          | {type: integer, maximum: 1}             | '.f maximum was 2.0, is 1.0'",
      "{type: array, maxItems: 3}           | {type: array, maxItems: 2}              | '.f maxItems was 3, is 2'",
      "{type: array}                        | {type: array, minItems: 1}              | '.f minItems was null, is 1'",
      "{type: string, pattern: a}           | {type: string, pattern: b}              | '.f pattern was a, is b'",
      "{type: string}                       | {type: string, format: date-time}       | '.f format was null, is date-time'",
      "{type: string, default: A}           | {type: string, default: B}              | .f default was",
      "{type: string, default: A}           | {type: string}                          | .f default was",
      "{type: string, nullable: true}       | {type: string}                          | .f may not be null any more",
      "{type: object}                       | {type: object, required: [a]}           | .f.a is required now",
      "{type: object, properties: {a: {}}}  | {type: object, properties: {b: {}}}     | .f.a is gone",
      "{type: array, items: {maxLength: 2}} | {type: array, items: {maxLength: 1}}    | '.f[] maxLength was 2, is 1'",
      "{additionalProperties: {maxLength: 2}} | {additionalProperties: {maxLength: 1}} | '.f.* maxLength was 2, is 1'",
      "{x-kubernetes-list-type: set}        | {x-kubernetes-list-type: atomic}        | '.f list type was set, is atomic'",
      "{x-kubernetes-preserve-unknown-fields: true} | {}                              | .f drops unknown fields now"})
  void whatTakesAwayIsFound(String before, String after, String change) {
    assertThat(SchemaChanges.between(field(before), after == null ? schema("{}") : field(after)))
        .singleElement()
        .asString()
        .startsWith(change);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{type: string, enum: [A]}            | {type: string, enum: [A, B]}",
      "{type: string, enum: [A]}            | {type: string}",
      "{type: string, maxLength: 8}         | {type: string, maxLength: 9}",
      "{type: string, maxLength: 8}         | {type: string}",
      "{type: integer, minimum: 1}          | {type: integer, minimum: 0}",
      "{type: string, pattern: a}           | {type: string}",
      "{type: string, description: old}     | {type: string, description: new}",
      "{type: object, required: [a]}        | {type: object}",
      "{type: object}                       | {type: object, properties: {b: {type: string, maxLength: 1}}}",
      "{type: object}                       | {type: object, properties: {b: {type: object, required: [c]}}}"})
  void whatOnlyAddsIsNot(String before, String after) {
    assertThat(SchemaChanges.between(field(before), field(after))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode", "deletionPolicy", "initialization"})
  void aFieldOfOursThatGoesIsFound(String name) {
    var after = crd(DECLARATIONS);
    var root = after.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    Objects.requireNonNull(root.getProperties().get("spec")).getProperties().remove(name);

    assertThat(CrdChanges.between(crd(DECLARATIONS), after)).containsExactly("v1alpha1 .spec." + name + " is gone");
  }

  @Test
  void aVersionThatGoesIsFound() {
    var renamed = crd(DECLARATIONS);
    renamed.getSpec().getVersions().getFirst().setName("v1beta1");
    var unserved = crd(DECLARATIONS);
    unserved.getSpec().getVersions().getFirst().setServed(false);

    assertThat(CrdChanges.between(crd(DECLARATIONS), renamed)).containsExactly("v1alpha1 is gone");
    assertThat(CrdChanges.between(crd(DECLARATIONS), unserved)).containsExactly("v1alpha1 is not served any more");
  }

  @Test
  void whatPeopleTypeAndSelectByIsKept() {
    var after = crd(DECLARATIONS);
    after.getSpec().getNames().setShortNames(List.of());
    after.getSpec().getNames().setCategories(List.of());
    after.getSpec().setScope("Namespaced");
    after.getSpec().getVersions().getFirst().getSubresources().setStatus(null);
    after.getSpec().getVersions().getFirst().getSelectableFields().removeFirst();

    assertThat(CrdChanges.between(crd(DECLARATIONS), after)).containsExactly(
        "scope was Cluster, is Namespaced",
        "short name tsa is gone",
        "category trustedaccess is gone",
        "v1alpha1 has the subresource status in one of the two only",
        "v1alpha1 selectable field .spec.organizationRef.name is gone");
  }

  static List<Path> keptKinds() throws IOException {
    try (Stream<Path> files = Files.walk(VERSIONS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static JSONSchemaProps field(String schema) {
    return schema("{properties: {f: " + schema + "}}");
  }

  private static JSONSchemaProps schema(String yaml) {
    return Serialization.unmarshal("""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        spec: {versions: [{name: v1, schema: {openAPIV3Schema: %s}}]}
        """.formatted(yaml), CustomResourceDefinition.class)
        .getSpec()
        .getVersions()
        .getFirst()
        .getSchema()
        .getOpenAPIV3Schema();
  }

  private static CustomResourceDefinition crd(Path file) {
    try {
      return Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
