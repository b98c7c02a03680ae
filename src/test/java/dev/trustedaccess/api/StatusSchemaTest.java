package dev.trustedaccess.api;

import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trustedaccess.api.v1alpha1.LenientSerialization;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.StatusSchema;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of a status that another writer spoilt; {@code CorruptObjectsIT} asks a real API server whether it takes it. */
class StatusSchemaTest {
  private static final LenientSerialization JSON = new LenientSerialization();
  private static final String WHOLE = "{type: Ready, status: \"True\", lastTransitionTime: \"2026-01-31T08:00:00Z\","
      + " reason: Ready, message: \"\"}";

  private static JsonNode kept(String status) {
    var object = JSON.unmarshal(
        "apiVersion: trustedaccess.dev/v1alpha1\nkind: TrustedServiceAccess\nmetadata: {name: x}\nstatus: " + status,
        TrustedServiceAccess.class);
    return JSON.convertValue(StatusSchema.fitting(Objects.requireNonNull(object.getStatus()), object.getClass(), JSON),
        JsonNode.class);
  }

  private static JsonNode yaml(String text) throws Exception {
    return new YAMLMapper().readTree(text);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          {enabledBy: Nobody, impact: None}                              | {impact: None}
          {enabledTime: yesterday, reenabledTime: "2026-01-31T08:00:00Z"} | {reenabledTime: "2026-01-31T08:00:00Z"}
          {ownedResources: [{kind: administrator, id: b}, {kind: a, id: b, region: r}]} | {ownedResources: [{kind: a, id: b, region: r}]}
          {cleanup: {remainingCount: -1, remaining: [{kind: a, id: b, effect: Odd}, {kind: a, id: b, effect: Lost}]}} | {cleanup: {remaining: [{kind: a, id: b, effect: Lost}]}}
          {serviceLinkedRoles: [{roleName: a, expected: -3, present: 2}, {expected: 1}]} | {serviceLinkedRoles: [{roleName: a, present: 2}]}
          {lastChange: {attempt: -1, action: Enable}}                   | {lastChange: {action: Enable}}
          {corrections: [x, "2026-01-31T08:00:00Z"]}                    | {corrections: ["2026-01-31T08:00:00Z"]}
          """)
  void whatTheSchemaRefusesIsDroppedAndAllElseStays(String status, String left) throws Exception {
    assertThat(kept(status)).isEqualTo(yaml(left));
  }

  @Test
  void ofConditionsOnlyWholeOnesStayAndEachTypeOnce() throws Exception {
    assertThat(kept("{conditions: [null, 7, {type: Ready, status: \"True\"}, " + WHOLE.replace("True", "Maybe") + ", "
        + WHOLE.replace("2026-01-31T08:00:00Z", "long ago") + ", " + WHOLE + ", " + WHOLE + "]}"))
        .isEqualTo(yaml("{conditions: [" + WHOLE + "]}"));
  }

  @Test
  void boundsAreKept() {
    assertThat(kept("{impact: " + "x".repeat(128) + ", roles: " + "x".repeat(129) + "}").properties()).hasSize(1);
    assertThat(kept("{ownedResources: [" + "{kind: a, id: b, region: r}, ".repeat(40) + "]}").path("ownedResources"))
        .hasSizeLessThanOrEqualTo(16);
  }

  @Test
  void whatFitsStaysAsItIs() throws Exception {
    String status = "{observedGeneration: 3, enabledBy: Operator, conditions: [" + WHOLE + "]}";
    assertThat(kept(status)).hasToString(yaml(status).toString());
  }

  /** The API server refuses a list with the same keys twice, and what it refuses is dropped. */
  @Test
  void oneAdministratorInTwoRegionsIsTwoOwnedResources() throws Exception {
    String status = "{ownedResources: [{kind: administrator, id: \"444455556666\", region: us-east-1}, "
        + "{kind: administrator, id: \"444455556666\", region: eu-west-1}]}";
    assertThat(kept(status)).isEqualTo(yaml(status));
  }

  @Test
  void aConnectionHasASchemaOfItsOwn() throws Exception {
    var object = JSON.unmarshal(
        """
            metadata: {name: x}
            status: {accounts: -4, featureSet: ALL, enabledPrincipals: [{declared: true}, {servicePrincipal: a, declared: [1]}]}
            """,
        OrganizationConnection.class);
    assertThat(JSON.convertValue(
        StatusSchema.fitting(Objects.requireNonNull(object.getStatus()), object.getClass(), JSON), JsonNode.class))
        .isEqualTo(yaml("{featureSet: ALL, enabledPrincipals: [{servicePrincipal: a}]}"));
  }
}
