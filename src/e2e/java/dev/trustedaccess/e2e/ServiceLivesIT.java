package dev.trustedaccess.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The seed's services from {@code kubectl apply -f examples/} to {@code kubectl delete -f examples/}. */
@ExtendWith(SharedCluster.class)
class ServiceLivesIT {
  private static final String FMS = "fms.amazonaws.com";
  private static final String CONFIG = "config.amazonaws.com";
  private static final String RULES = "config-multiaccountsetup.amazonaws.com";
  private static final String DIRECTORIES = "ds.amazonaws.com";
  private static final String SIGN_ON = "sso.amazonaws.com";
  private static final String ARTIFACT = "aws-artifact-account-sync.amazonaws.com";
  /** Found on before the operator comes. */
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");

  @SuppressWarnings("NullAway.Init")
  private Live live;

  @BeforeEach
  void start(RealApiServer server) {
    live = new Live(server);
  }

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void areEnabledInitializedAndDisabledInOrder() throws Exception {
    live.organization().enabled(SIGN_ON, LONG_AGO);
    live.organization().management().things("us-east-1").put("instance", "arn:aws:sso:::instance/ssoins-1");
    live.organization().management().role("AWSArtifactAccountSync", "/service-role/");
    live.startOperator();

    live.kubectl("apply", "-f", Live.EXAMPLES);
    live.hurry("15s");

    // The aggregator is the user's: Config waits for it, and the operator makes none.
    live.awaitReady(CONFIG, "False AwaitingServiceAdministrator");
    assertThat(live.organization().isEnabled(CONFIG)).isTrue();
    live.organization()
        .management()
        .things("us-east-1")
        .put("organization-aggregator", "all");
    live.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "tsa", "--all");
    live.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "orgconn/default");

    assertThat(live.organization().enabledPrincipals()).containsOnlyKeys(
        FMS, CONFIG, RULES, DIRECTORIES, SIGN_ON, ARTIFACT);
    assertThat(live.organization().delegatedAdministrators(FMS)).containsOnlyKeys(Bench.SECURITY);
    columnsShowIt();
    nothingButStatusAndFinalizersIsOurs();
    live.staysQuiet(Duration.ofSeconds(5));

    withdraw();

    // Sign-on was on before, so Restore leaves it on.
    assertThat(live.organization().enabledPrincipals()).containsOnly(Map.entry(SIGN_ON, LONG_AGO));
    assertThat(live.organization().delegatedAdministrators(FMS)).isEmpty();
    nothingIsLeft();
    live.witness().everyChangeWasPrepared();
    var changes = live.aws().calls().changes().stream().map(ServiceLivesIT::said).toList();
    assertThat(changes).doesNotHaveDuplicates().hasSize(12);
    assertThat(changes).containsSubsequence("fms:DisassociateAdminAccount",
        "organizations:DisableAWSServiceAccess " + FMS);
    assertThat(changes).containsSubsequence(
        "organizations:DisableAWSServiceAccess " + RULES, "organizations:DisableAWSServiceAccess " + CONFIG);
  }

  private static String said(Call call) {
    return call.action() + call.principal().map(principal -> " " + principal).orElse("");
  }

  private void columnsShowIt() {
    var table = live.kubectl("get", "tsa").lines().toList();
    assertThat(table.getFirst().split(" +"))
        .containsExactly("NAME", "ENABLED", "INITIALIZED", "ROLES", "READY", "REASON", "DELETING", "AGE");
    assertThat(table).hasSize(7);
    assertThat(row(table, FMS)).startsWith(FMS, "True", "True").contains("Ready");
    var wide = live.kubectl("get", "tsa", "-o", "wide").lines().toList();
    assertThat(wide.getFirst()).contains("ORGANIZATION", "ENABLED BY", "IMPACT", "MESSAGE");
    assertThat(row(wide, FMS)).contains("default", "Operator", "destructive");
    assertThat(row(wide, SIGN_ON)).contains("default", "Other", "service-outage");
  }

  private static List<String> row(List<String> table, String name) {
    return table.stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> List.of(line.split(" +")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + table));
  }

  /** The API server's own record of who owns which field. */
  private void nothingButStatusAndFinalizersIsOurs() {
    assertThat(live.all()).allSatisfy(object -> {
      assertThat(object.getMetadata().getGeneration()).isEqualTo(1);
      assertThat(object.getMetadata().getManagedFields())
          .filteredOn(entry -> !entry.getManager().startsWith("kubectl"))
          .isNotEmpty()
          .allSatisfy(entry -> assertThat(entry.getFieldsV1().getAdditionalProperties()).doesNotContainKey("f:spec"));
    });
  }

  /** kubectl waits for the end of all, while the service administrator confirms what must be confirmed. */
  private void withdraw() throws Exception {
    // A thread of its own: the common pool is the Kubernetes client's, and may have a single one.
    var deletion = new FutureTask<>(() -> live.kubectl("delete", "-f", Live.EXAMPLES, "--timeout=100s"));
    Thread.ofVirtual().start(deletion);
    live.awaitReady(FMS, "False DeletionHeld");
    live.awaitReady(ARTIFACT, "False ImpactNotConfirmed");
    live.awaitReady(FMS, "False ImpactNotConfirmed");
    assertThat(live.witness().moments()).noneMatch(
        moment -> moment.takesAway() && List.of(FMS, ARTIFACT, CONFIG).contains(moment.call().principal().orElse(FMS)));
    assertThat(live.confirm("cleaned-up", FMS).orFail()).contains("Confirmed: " + FMS);
    live.confirm("cleaned-up", ARTIFACT).orFail();
    live.awaitReady(CONFIG, "False CleanupPending");
    live.organization().management().things("us-east-1").clear("organization-aggregator");
    deletion.get(2, TimeUnit.MINUTES);
  }

  private void nothingIsLeft() {
    assertThat(live.all()).isEmpty();
    assertThat(live.cluster().resources(OrganizationConnection.class).list().getItems()).isEmpty();
    live.kubectl("delete", "svcconf", "--all");
    assertThat(live.cluster().resources(ServiceConfirmation.class).list().getItems()).isEmpty();
  }

  @Test
  void mayBeAppliedBeforeTheirConnection() {
    live.everythingToWaitForIsThere().startOperator();
    live.kubectl("apply", "-f", Live.EXAMPLES + "50-artifact.yaml", "-f", Live.EXAMPLES + "20-config.yaml");
    live.awaitReady(CONFIG, "Unknown ConnectionNotFound");
    assertThat(live.aws().calls().all()).isEmpty();

    live.kubectl("apply", "-f", Live.EXAMPLES + "10-firewall-manager.yaml", "-f", Live.EXAMPLES + "00-connection.yaml");

    live.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "tsa", "--all");
    assertThat(live.organization().enabledPrincipals()).containsOnlyKeys(ARTIFACT, CONFIG, RULES, FMS);
    live.witness().everyChangeWasPrepared();
  }

  @Test
  void aSecondFieldManagerTakesNothingFromTheFirstNorFromTheOperator() {
    live.everythingToWaitForIsThere().startOperator();
    live.connect("0s");
    live.kubectl("apply", "--server-side", "-f", Live.EXAMPLES + "30-directory-service.yaml");
    live.awaitReady(DIRECTORIES, "True Ready");
    var before = live.get(DIRECTORIES);

    live.applyServerSide("second", """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: ds.amazonaws.com, labels: {team: second}}
        spec:
          servicePrincipal: ds.amazonaws.com
          serviceLinkedRoles: {expectation: AsNeeded}
        status: {enabledBy: Other, enabledTime: "2020-01-01T00:00:00Z", conditions: []}
        """);

    live.awaitAnotherSnapshot();
    var after = live.get(DIRECTORIES);
    assertThat(after.getStatus()).isEqualTo(before.getStatus());
    assertThat(after.getFinalizers()).isEqualTo(before.getFinalizers());
    assertThat(after.getMetadata().getLabels()).containsEntry("team", "second");
    assertThat(managers(after)).contains("kubectl", "second");
    assertThat(live.aws().calls().changes()).hasSize(1);

    live.kubectl("delete", "tsa", DIRECTORIES, "--timeout=60s");
    assertThat(live.organization().isEnabled(DIRECTORIES)).isFalse();
  }

  private static List<String> managers(TrustedServiceAccess object) {
    return object.getMetadata()
        .getManagedFields()
        .stream()
        .map(entry -> entry.getManager())
        .collect(Collectors.toList());
  }
}
