package dev.trustedaccess.e2e;

import java.nio.file.Path;
import java.util.List;

import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.RealApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What the schema alone does, with no operator running: refuses with a remedy, defaults, shows and selects. */
class InvalidObjectsIT {
  private static final Path CRDS = Path.of("crds");

  @SuppressWarnings("NullAway.Init")
  private static RealApiServer server;

  @BeforeAll
  static void start() {
    server = RealApiServer.start();
    server.applyCrds(CRDS);
    server.kubectl("apply", "-f", "examples/").orFail();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<InvalidObjects.Invalid> invalidObjects() {
    return InvalidObjects.all();
  }

  @ParameterizedTest
  @MethodSource("invalidObjects")
  void isRefusedWithFieldAndRemedy(InvalidObjects.Invalid invalid) {
    assertThat(refusal(invalid)).contains(invalid.refusal());
  }

  @Test
  void everyRuleHasAnObjectThatItRefuses() {
    var refusals = invalidObjects().stream().map(InvalidObjectsIT::refusal).toList();

    assertThat(SchemaRules.of(CRDS))
        .hasSizeGreaterThan(20)
        .allSatisfy(rule -> assertThat(refusals)
            .anySatisfy(refusal -> assertThat(refusal).containsPattern(rule.refusal())));
  }

  @Test
  void atLeastFortyObjectsAreTried() {
    assertThat(invalidObjects()).hasSizeGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          tsa/fms.amazonaws.com | {"spec": {"servicePrincipal": "ds.amazonaws.com"}} | servicePrincipal cannot be changed: delete this declaration
          tsa/fms.amazonaws.com | {"spec": {"organizationRef": {"name": "sandbox"}}} | organizationRef.name cannot be changed: delete this declaration
          tsa/fms.amazonaws.com | {"spec": {"organizationRef": {"name": "sandbox"}}} | metadata.name must be fms.amazonaws.com.sandbox
          tsa/fms.amazonaws.com | {"spec": {"delegatedAdministrators": ["777788889999", "777788889999"]}} | each account must be listed only once
          orgconn/default | {"spec": {"organizationId": "o-anotherorg1"}} | organizationId cannot be changed
          """)
  void aChangeThatCannotBeMadeIsRefused(String object, String patch, String message) {
    var refused = server.kubectl("patch", object, "--type=merge", "-p", patch);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      tsa/fms.amazonaws.com | {"spec": {"mode": "Observe", "deletionPolicy": "Disable"}}
      tsa/fms.amazonaws.com | {"spec": {"initialization": {"mode": "Confirmed"}}}
      tsa/fms.amazonaws.com | {"spec": {"delegatedAdministrators": ["777788889999"]}}
      tsa/fms.amazonaws.com | {"spec": {"delegatedAdministrators": null}}
      tsa/fms.amazonaws.com | {"spec": {"delegatedAdministrators": [], "initialization": {"mode": "None"}}}
      tsa/ds.amazonaws.com | {"spec": {"delegatedAdministrators": ["444455556666", "777788889999"]}}
      tsa/ds.amazonaws.com | {"spec": {"initialization": {"mode": "None"}}}
      orgconn/default | {"spec": {"mode": "Observe"}}
      orgconn/default | {"spec": {"deletionHold": "0s", "observeInterval": "2s"}}
      """)
  void aChangeThatMakesSenseIsAccepted(String object, String patch) {
    server.kubectl("patch", object, "--type=merge", "-p", patch, "--dry-run=server").orFail();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          tsa/ds.amazonaws.com | .spec | {"acceptUnknownService":false,"deletionPolicy":"Restore","initialization":{"mode":"Automatic"},"mode":"Manage","organizationRef":{"name":"default"},"serviceLinkedRoles":{"expectation":"AsNeeded"},"servicePrincipal":"ds.amazonaws.com"}
          orgconn/default | .spec.observeInterval | 5m
          orgconn/default | .spec.roleInventoryInterval | 24h
          orgconn/default | .spec.deletionHold | 15m
          tsa/ds.amazonaws.com | .status | {"observedGeneration":-1}
          orgconn/default | .status | {"observedGeneration":-1}
          """)
  void whatWasLeftOutIsDefaulted(String object, String path, String value) {
    assertThat(server.kubectl("get", object, "-o", "jsonpath={" + path + "}").orFail()).isEqualTo(value);
  }

  @Test
  void aConnectionNeedsLittle() {
    var connection = apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: sandbox}
        spec: {organizationId: o-sandboxorg1, mode: Observe}
        """);

    assertThat(connection.orFail()).contains("created");
    assertThat(server.kubectl("get", "orgconn/sandbox", "-o", "jsonpath={.spec.regions}").orFail())
        .isEqualTo("{\"home\":\"us-east-1\"}");
  }

  @Test
  void aStatusWrittenByTheAuthorIsDropped() {
    apply("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: ram.amazonaws.com.sandbox}
        spec: {servicePrincipal: ram.amazonaws.com, organizationRef: {name: sandbox}}
        status: {observedGeneration: 1, enabledBy: Operator}
        """).orFail();

    assertThat(server.kubectl("get", "tsa/ram.amazonaws.com.sandbox", "-o", "jsonpath={.status}").orFail())
        .isEqualTo("{\"observedGeneration\":-1}");
  }

  @Test
  void theDeclarationsBesideALandingZoneAreTaken() {
    assertThat(server.kubectl("apply", "-f", "examples/control-tower/", "--dry-run=server").orFail().lines())
        .hasSize(5);
  }

  @Test
  void aConfirmationIsAppliedByItselfAndHasNoStatus() {
    assertThat(server.kubectl("get", "svcconf", "-o", "name").orFail()).isEmpty();

    server.kubectl("apply", "-f", "examples/confirmation/", "--dry-run=server").orFail();

    assertThat(server.kubectl("explain", "svcconf.status").exitCode()).isEqualTo(1);
  }

  @Test
  void conditionsOfTwoWritersAreKeptApartByType() {
    applyCondition("first", "Ready");
    applyCondition("second", "Paused");

    assertThat(server.kubectl("get", "tsa/sso.amazonaws.com", "-o", "jsonpath={.status.conditions[*].type}")
        .orFail()
        .split(" "))
        .containsExactlyInAnyOrder("Ready", "Paused");
  }

  @Test
  void theColumnsTellTheState() {
    assertThat(header("get", "tsa")).containsExactly("NAME", "ENABLED", "INITIALIZED", "ROLES", "READY", "REASON",
        "DELETING", "AGE");
    assertThat(header("get", "tsa", "-o", "wide")).containsExactly(
        "NAME", "ENABLED", "INITIALIZED", "ROLES", "READY", "REASON", "DELETING", "AGE", "ORGANIZATION", "ENABLED BY",
        "IMPACT", "MESSAGE");
    assertThat(header("get", "orgconn")).containsExactly(
        "NAME", "ORGANIZATION", "MODE", "ACCOUNTS", "DECLARED", "UNDECLARED", "READY", "REASON", "DELETING", "AGE");
  }

  @ParameterizedTest
  @CsvSource({"spec.servicePrincipal=sso.amazonaws.com, trustedserviceaccess.trustedaccess.dev/sso.amazonaws.com",
      "'spec.servicePrincipal=sso.amazonaws.com,spec.organizationRef.name=other', ''"})
  void declarationsAreSelectedByPrincipalAndOrganization(String selector, String found) {
    assertThat(server.kubectl("get", "tsa", "--field-selector", selector, "-o", "name").orFail().strip())
        .isEqualTo(found);
  }

  @Test
  void oneCategoryShowsAll() {
    assertThat(server.kubectl("get", "trustedaccess", "-o", "name").orFail())
        .contains("organizationconnection.trustedaccess.dev/default",
            "trustedserviceaccess.trustedaccess.dev/fms.amazonaws.com");
  }

  private static String refusal(InvalidObjects.Invalid invalid) {
    var object = server.client()
        .getKubernetesSerialization()
        .unmarshal(invalid.yaml(), GenericKubernetesResource.class);
    var refused = catchThrowableOfType(KubernetesClientException.class,
        () -> server.client().resource(object).fieldValidation(FieldValidateable.Validation.STRICT).create());
    assertThat(refused).as("%s was accepted", invalid).isNotNull();
    return refused.getStatus().getMessage();
  }

  private static Command.Result apply(String yaml) {
    return server.endpoint().kubectl(RealApiServer.ADMIN).runWithInput(yaml, "apply", "-f", "-");
  }

  private static void applyCondition(String manager, String type) {
    server.endpoint()
        .kubectl(RealApiServer.ADMIN)
        .runWithInput("""
            apiVersion: trustedaccess.dev/v1alpha1
            kind: TrustedServiceAccess
            metadata: {name: sso.amazonaws.com}
            status:
              conditions:
              - {type: %s, status: "True", reason: Tried, message: "", lastTransitionTime: "2026-01-31T08:00:00Z"}
            """.formatted(type), "apply", "--server-side", "--subresource=status", "--field-manager=" + manager, "-f",
            "-")
        .orFail();
  }

  private static List<String> header(String... command) {
    return List.of(server.kubectl(command).orFail().lines().findFirst().orElseThrow().split(" {2,}"));
  }
}
