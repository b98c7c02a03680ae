package dev.trustedaccess.cli;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A rule that a CRD has and no command knows would let a file pass that the API server rejects. */
class CelRulesTest {
  @Test
  void theRulesOfTheCrdsAndNoOthersAreKnown() {
    Set<String> rules = new TreeSet<>();
    for (String crd : KindReader.NAMES) {
      collect(KindSchema.of(crd), rules);
    }

    assertThat(CelRules.known()).containsExactlyInAnyOrderElementsOf(rules);
  }

  /** Commands look for rules and defaults only in objects, and for texts, lists, numbers and objects of a schema. */
  @Test
  void noElementOfAListHasARuleOrADefault() {
    for (String crd : KindReader.NAMES) {
      everyElement(KindSchema.of(crd).schema(), false);
    }
  }

  /** The limits that a specification has are those that commands know. */
  @Test
  void aSpecificationHasNoLimitOfAnotherKind() {
    for (String crd : KindReader.NAMES) {
      noOtherLimit(Objects.requireNonNull(KindSchema.of(crd).schema().getProperties().get("spec")));
    }
  }

  private static void collect(KindSchema schema, Set<String> rules) {
    schema.rules().forEach(rule -> {
      rules.add(rule.getRule());
      if (rule.getMessageExpression() != null) {
        rules.add(rule.getMessageExpression());
      }
    });
    schema.fields().values().forEach(field -> collect(field, rules));
  }

  private static void everyElement(JSONSchemaProps schema, boolean inList) {
    if (inList) {
      assertThat(schema.getXKubernetesValidations()).isEmpty();
      assertThat(schema.getDefault()).isNull();
    }
    schema.getProperties().values().forEach(field -> everyElement(field, inList));
    if (schema.getItems() != null) {
      everyElement(schema.getItems().getSchema(), true);
    }
  }

  private static void noOtherLimit(JSONSchemaProps schema) {
    assertThat(schema)
        .hasAllNullFieldsOrPropertiesExcept("description", "type", "default", "_default", "properties", "items",
            "required", "enum", "_enum", "maxLength", "maxItems", "xKubernetesListType", "xKubernetesValidations",
            "additionalProperties", "allOf", "anyOf", "oneOf", "definitions", "dependencies", "patternProperties",
            "xKubernetesListMapKeys");
    assertThat(schema.getType()).isIn("string", "boolean", "array", "object");
    schema.getProperties().values().forEach(CelRulesTest::noOtherLimit);
    if (schema.getItems() != null) {
      noOtherLimit(schema.getItems().getSchema());
    }
  }
}
