package dev.trustedaccess.e2e;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.testbed.GitOpsTools;
import dev.trustedaccess.testbed.RealApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A GitOps engine and the operator on the same objects: neither writes what is the other's. */
@ExtendWith(SharedCluster.class)
class GitOpsIT {
  private static final String DIRECTORIES = "ds.amazonaws.com";
  private static final String FMS = "fms.amazonaws.com";
  private static final String SIGN_ON = "sso.amazonaws.com";
  private static final String ENGINE = "argocd-controller";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();

  @SuppressWarnings("NullAway.Init")
  private Live live;

  @BeforeEach
  void start(RealApiServer server) {
    live = new Live(server).everythingToWaitForIsThere();
  }

  @AfterEach
  void stop() {
    live.close();
  }

  private void engineApplies(String file) {
    live.kubectl("apply", "--server-side", "--field-manager=" + ENGINE, "-f", Live.EXAMPLES + file);
  }

  private void engineSeesNoDifference(String... files) {
    for (var file : files) {
      var diff = live.ask("", "diff", "--server-side", "--field-manager=" + ENGINE, "-f", Live.EXAMPLES + file);
      assertThat(diff.exitCode()).as(diff.stdout() + diff.stderr()).isZero();
    }
  }

  @Test
  void whatAnEngineAppliesIsNeverChangedByTheOperator() {
    var files = new String[]{"00-connection.yaml", "10-firewall-manager.yaml", "30-directory-service.yaml",
        "40-single-sign-on.yaml"};
    live.organization().enabled(SIGN_ON, LONG_AGO);
    live.startOperator();
    Stream.of(files).forEach(this::engineApplies);
    live.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "tsa", "--all");
    live.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "orgconn", "--all");

    engineSeesNoDifference(files);
    live.organization().disableAccess(DIRECTORIES);
    live.kubectl("annotate", "tsa", DIRECTORIES, "trustedaccess.dev/reconcile-requested-at=now");
    Live.await("drift put back").until(() -> live.organization().isEnabled(DIRECTORIES));
    live.delete(FMS);
    live.awaitReady(FMS, "False DeletionHeld");
    engineSeesNoDifference("00-connection.yaml", "10-firewall-manager.yaml", "30-directory-service.yaml");
    Stream.concat(
        live.all().stream(), live.cluster().resources(OrganizationConnection.class).list().getItems().stream())
        .forEach(GitOpsIT::specIsTheEngines);
  }

  private static void specIsTheEngines(HasMetadata object) {
    assertThat(object.getMetadata().getManagedFields())
        .filteredOn(entry -> entry.getFieldsV1().getAdditionalProperties().containsKey("f:spec"))
        .extracting(ManagedFieldsEntry::getManager)
        .containsOnly(ENGINE);
    assertThat(object.getMetadata().getManagedFields()).extracting(ManagedFieldsEntry::getManager)
        .as("the operator has written its part")
        .hasSizeGreaterThan(1);
  }

  @Test
  void theActionConfirmCleanupLetsItsDeletionGoOnAndNoOther() throws JsonProcessingException {
    live.startOperator();
    live.connect("0s");
    engineApplies("40-single-sign-on.yaml");
    live.awaitReady(SIGN_ON, "True Ready");
    live.delete(SIGN_ON);
    live.awaitReady(SIGN_ON, "False ImpactNotConfirmed");
    create(act("confirm-cleanup", SIGN_ON));
    live.awaitGone(SIGN_ON);
    assertThat(live.organization().isEnabled(SIGN_ON)).isFalse();

    engineApplies("40-single-sign-on.yaml");
    live.awaitReady(SIGN_ON, "True Ready");
    live.delete(SIGN_ON);
    live.awaitReady(SIGN_ON, "False ImpactNotConfirmed");
    live.awaitAnotherSnapshot();
    assertThat(live.organization().isEnabled(SIGN_ON)).as("the confirmation was for the first deletion").isTrue();
    assertThatThrownBy(() -> create(act("confirm-cleanup", SIGN_ON))).hasMessageContaining("already exists");
    live.kubectl("delete", "svcconf", SIGN_ON);
    create(act("confirm-cleanup", SIGN_ON));
    live.awaitGone(SIGN_ON);
  }

  /** Argo CD makes a dry run first. */
  private void create(JsonNode operations) {
    var resource = operations.path(0).path("resource").toString();
    live.ask(resource, "create", "--dry-run=server", "-f", "-").orFail();
    live.ask(resource, "create", "-f", "-").orFail();
  }

  @Test
  void whatIsPrunedWaitsAndComesNotBackByBeingAppliedAgain() {
    live.startOperator();
    live.connect("1h");
    synchronize(DIRECTORIES, SIGN_ON);
    live.awaitReady(DIRECTORIES, "True Ready");
    live.awaitReady(SIGN_ON, "True Ready");

    synchronize(DIRECTORIES);
    live.awaitReady(SIGN_ON, "False DeletionHeld");
    synchronize(DIRECTORIES, SIGN_ON);
    live.awaitAnotherSnapshot();

    assertThat(live.ready(SIGN_ON)).isEqualTo("False DeletionHeld");
    assertThat(live.ready(DIRECTORIES)).isEqualTo("True Ready");
    assertThat(live.organization().isEnabled(SIGN_ON)).isTrue();
  }

  /** Applies these and prunes what else there is. */
  private void synchronize(String... principals) {
    var wanted = Stream.of(principals)
        .map(principal -> Live.declaration(principal)
            .replace("{name: " + principal + "}",
                "{name: " + principal + ", labels: {app.kubernetes.io/instance: declarations}}"))
        .collect(Collectors.joining("---\n"));
    live.ask(wanted, "apply", "--prune", "-l", "app.kubernetes.io/instance=declarations",
        "--prune-allowlist=trustedaccess.dev/v1alpha1/TrustedServiceAccess", "-f", "-").orFail();
  }

  @Test
  void theActionKeepLeavesAccessOn() throws JsonProcessingException {
    live.startOperator();
    live.connect("1h");
    engineApplies("30-directory-service.yaml");
    live.awaitReady(DIRECTORIES, "True Ready");
    live.delete(DIRECTORIES);
    live.awaitReady(DIRECTORIES, "False DeletionHeld");

    var kept = act("keep", DIRECTORIES).path(0).at("/resource/spec/deletionPolicy").asText();
    live.patch(DIRECTORIES, "{\"spec\":{\"deletionPolicy\":\"" + kept + "\"}}");

    live.awaitGone(DIRECTORIES);
    assertThat(live.organization().isEnabled(DIRECTORIES)).isTrue();
  }

  private JsonNode act(String action, String name) throws JsonProcessingException {
    return JSON.readTree(GitOpsTools.argoAct(GitOpsStatesIT.ACTIONS.resolve(action).resolve("action.lua"),
        live.kubectl("get", "tsa", name, "-o", "json")));
  }
}
