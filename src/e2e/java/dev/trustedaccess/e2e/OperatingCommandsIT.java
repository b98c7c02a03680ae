package dev.trustedaccess.e2e;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.docs.DocumentedCommand;
import dev.trustedaccess.testbed.OperatorProcess;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands for who operates, as the runbooks and the chart's notes show them, on a release with its pods (which are never
 * placed on a node) and an operator that leads by the Lease. Each test that changes something has a service of its own.
 */
class OperatingCommandsIT {
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");
  private static final String FMS = "fms.amazonaws.com";
  private static final String CONFIG = "config.amazonaws.com";
  private static final String SIGN_ON = "sso.amazonaws.com";
  private static final String CONNECTION_FILE = Live.EXAMPLES + "00-connection.yaml";
  private static final String LIST = "organizations:ListAWSServiceAccessForOrganization";

  @SuppressWarnings("NullAway.Init")
  private static RealApiServer server;
  @SuppressWarnings("NullAway.Init")
  private static Live live;
  @SuppressWarnings("NullAway.Init")
  private static Terminal terminal;
  @SuppressWarnings("NullAway.Init")
  private static OperatorProcess operator;
  @SuppressWarnings("NullAway.Init")
  private static String notes;

  @BeforeAll
  static void install() {
    server = Chart.bareServer();
    server.startControllerManager();
    live = new Live(server);
    live.organization().enabled("ram.amazonaws.com", LONG_AGO);
    terminal = Terminal.of(server, live);
    notes = terminal.run(DocumentedCommand.INSTALL_CHART, "CONNECTION.yaml", CONNECTION_FILE, "DECLARATIONS.yaml",
        Live.EXAMPLES + "10-firewall-manager.yaml");
    // As the README says of replicas: only then there is a Lease.
    terminal.type(Chart.PRESENT.helm("upgrade tao", "--reuse-values", "--set replicas=2"));
    operator = live.startReplica(
        Map.of("TRUSTED_ACCESS_LEADER_ELECTION", "true", "TRUSTED_ACCESS_NAMESPACE", Chart.NAMESPACE));
    live.hurry("0s");
    live.declare(SIGN_ON);
    live.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "tsa", "--all");
  }

  @AfterAll
  static void leave() {
    operator.close();
    live.leave();
    server.close();
  }

  @Test
  void theNotesOfAnInstallSayWhatToDoNext() {
    assertThat(notes).contains(DocumentedCommand.NOTES_CONNECTION.text(), DocumentedCommand.NOTES_DECLARATIONS.text(),
        DocumentedCommand.NOTES_GET.text());
    terminal.run(DocumentedCommand.NOTES_CONNECTION, "CONNECTION.yaml", CONNECTION_FILE);
    terminal.run(DocumentedCommand.NOTES_DECLARATIONS, "DECLARATIONS.yaml", Live.EXAMPLES + "10-firewall-manager.yaml");
    live.hurry("0s");

    assertThat(terminal.run(DocumentedCommand.NOTES_GET)).contains("default", FMS);
  }

  @Test
  void theFirstSnapshotHasWhatIsThereAndItsReason() {
    assertThat(terminal.run(DocumentedCommand.FIRST_SNAPSHOT)).contains("default", FMS, "REASON", "Ready");
    assertThat(terminal.run(DocumentedCommand.GET)).contains(FMS, "REASON", "DELETING");
    assertThat(terminal.run(DocumentedCommand.UNDECLARED, "NAME", "default")).isEqualTo("ram.amazonaws.com");
  }

  @Test
  void thePodsAndWhoLeadsAreFound() {
    assertThat(terminal.run(DocumentedCommand.PODS)).contains(Chart.NAMESPACE, "trusted-access-operator-");
    assertThat(terminal.run(DocumentedCommand.PODS, "get", "describe")).contains("Image:", "Events:");
    assertThat(terminal.run(DocumentedCommand.LEASE)).contains("holderIdentity: ", "renewTime: ");
  }

  /** With an interval so long that only the request can cause a snapshot. */
  @Test
  void aConnectionIsReadAtOnceOnRequest() {
    live.patch(OrganizationConnection.class, "default", "{\"spec\":{\"observeInterval\":\"1h\"}}");
    Live.await("the end of snapshots")
        .until(() -> live.aws()
            .calls()
            .of(LIST)
            .getLast()
            .at()
            .isBefore(Instant.now().minusSeconds(4)));

    live.organization().management().deny(LIST);
    terminal.run(DocumentedCommand.READ_AT_ONCE, "NAME", "default");
    Live.await("the fault to be seen").until(() -> connectionIs("False"));
    assertThat(terminal.run(DocumentedCommand.DESCRIBE_CONNECTION, "NAME", "default")).contains(LIST, "AccessDenied");

    live.organization().management().allow(LIST);
    terminal.run(DocumentedCommand.READ_AT_ONCE, "NAME", "default");
    Live.await("the repair to be seen").until(() -> connectionIs("True"));
    live.hurry("0s");
  }

  private static boolean connectionIs(String ready) {
    return live.kubectl("get", "orgconn", "default", "-o", "jsonpath={.status.conditions[?(@.type=='Ready')].status}")
        .equals(ready);
  }

  @Test
  void aServiceInitializedByHandIsConfirmedAsTheExampleShows() {
    live.apply(Live.declaration(CONFIG).replace("mode: None", "mode: Confirmed"));
    live.awaitReady(CONFIG, "False AwaitingServiceAdministrator");
    assertThat(terminal.run(DocumentedCommand.DESCRIBE, "NAME", CONFIG)).contains("AwaitingServiceAdministrator",
        "trusted-access-operator confirm initialized " + CONFIG);

    terminal.run(DocumentedCommand.EXAMPLE_OF_A_WORD);

    live.awaitReady(CONFIG, "True Ready");
    assertThat(live.cluster().resources(ServiceConfirmation.class).withName(CONFIG).get().getSpec())
        .satisfies(word -> assertThat(word.initialized()).hasNoNullFieldsOrProperties());
    terminal.run(DocumentedCommand.CONFIRM_INITIALIZED, "NAME", CONFIG);
    terminal.run(DocumentedCommand.CONFIRM, "initialized|cleaned-up", "initialized", "NAME", CONFIG);
  }

  @Test
  void aDeletionThatHasBegunNamesWhatRemainsAndTheNextStep() {
    live.organization().firewallManager().policy(SECURITY, "eu-west-1", "block-bad-bots");
    live.delete(FMS);
    live.awaitReady(FMS, "False CleanupPending");

    assertThat(terminal.run(DocumentedCommand.REMAINING, "NAME", FMS)).contains("block-bad-bots", SECURITY,
        "eu-west-1");
    assertThat(terminal.run(DocumentedCommand.DELETION_THAT_DOES_NOT_END, "NAME", FMS))
        .contains("DELETING", "CleanupPending", "block-bad-bots");
  }

  @Test
  void theLeastPoliciesArePrintedInEachLanguage() {
    var all = terminal.run(DocumentedCommand.POLICIES);
    assertThat(all).contains("\"trustPolicy\"", "role/trusted-access-operator-pod", "AWSTemplateFormatVersion",
        "resource \"aws_iam_role\"");
    assertThat(all.substring(all.indexOf("resource \"aws_iam_role\""))).as("observe only").doesNotContain(":Enable");
    assertThat(terminal.run(DocumentedCommand.POLICY_OF_DIRECTORY, "DIR", Live.EXAMPLES))
        .contains("organizations:EnableAWSServiceAccess");
    assertThat(terminal.run(DocumentedCommand.POLICY, "DIR", Live.EXAMPLES, "ARN",
        "arn:aws:iam::222233334444:role/trusted-access-operator-pod")).contains("role/trusted-access-operator-pod");
  }

  @Test
  void preflightFindsNothingToDoWhereAllIsThere() {
    assertThat(terminal.run(DocumentedCommand.PREFLIGHT)).contains("cluster", "default").doesNotContain("fail ");
    assertThat(terminal.run(DocumentedCommand.PREFLIGHT_FILES)).contains("default").doesNotContain("fail ");
    // The exit code is 2 if applying would change something.
    assertThat(terminal.type(DocumentedCommand.PLAN.text() + " || test $? = 2")).contains("fms.amazonaws.com")
        .doesNotContain("refuse ", "unread ");
    assertThat(terminal.type(DocumentedCommand.PLAN_OF_SNAPSHOT.text() + " || test $? = 2\nrm organization.json"))
        .contains("fms.amazonaws.com", "Planned from organization.json")
        .doesNotContain("refuse ", "unread ");
  }

  @Test
  void theAliasIsTheJar() {
    var alias = DocumentedCommand.ALIAS.with("JDK25", System.getProperty("java.home"));

    assertThat(terminal.type("shopt -s expand_aliases\n" + alias + "\ntrusted-access-operator version"))
        .contains("0.1.0-SNAPSHOT");
  }

  @Test
  void theServiceAccountOfAReleaseIsAnnotated() {
    terminal.run(DocumentedCommand.ANNOTATE_SERVICE_ACCOUNT);

    assertThat(server.kubectl("get", "serviceaccount", "trusted-access-operator", "-n", Chart.NAMESPACE, "-o",
        "jsonpath={.metadata.annotations.eks\\.amazonaws\\.com/role-arn}").orFail())
        .isEqualTo("arn:aws:iam::222233334444:role/trusted-access-operator-pod");
  }

  @Test
  void theKindsOfTheChartAreNotAppliedByHandToo() {
    var refused = server.shell(DocumentedCommand.APPLY_KINDS.text());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr()).contains("conflict");
  }

  @Test
  void aTrustStoreOfOnesOwnHasThePublicAuthoritiesToo() {
    var entries = terminal.type("""
        cd "$HOME"
        keytool -genkeypair -alias ca -dname CN=ours -keyalg EC -keystore ca.p12 -storepass changeit
        keytool -exportcert -rfc -alias ca -keystore ca.p12 -storepass changeit -file ca.pem
        install -m 600 "%s/lib/security/cacerts" truststore.jks
        %s
        %s
        keytool -list -keystore truststore.jks -storetype JKS -storepass changeit
        """.formatted(System.getProperty("java.home"), DocumentedCommand.IMPORT_AUTHORITY.text(),
        DocumentedCommand.TRUST_STORE.text())).lines().filter(line -> line.contains("trustedCertEntry")).toList();

    assertThat(entries).hasSizeGreaterThan(50).anyMatch(entry -> entry.startsWith("ours,"));
    assertThat(server.kubectl("get", "configmap", "our-authorities", "-n", Chart.NAMESPACE, "-o",
        "jsonpath={.binaryData}").orFail()).contains("truststore.jks");
  }

  /** Argo CD's kinds without their schema: whether it would take the applications, its own tests have to say. */
  @Test
  void argoCdGetsTheScriptsBesideWhatItHasAndTheApplications() {
    withoutSchema("argoproj.io", "v1alpha1", "Application");
    withoutSchema("argoproj.io", "v1alpha1", "AppProject");
    live.kubectl("create", "namespace", "argocd");
    live.kubectl("create", "configmap", "argocd-cm", "-n", "argocd", "--from-literal=url=https://argocd.example.com");

    terminal.run(DocumentedCommand.ARGO_CD);

    assertThat(live.cluster().configMaps().inNamespace("argocd").withName("argocd-cm").get().getData())
        .containsEntry("url", "https://argocd.example.com")
        .containsKeys("resource.customizations.health.trustedaccess.dev_TrustedServiceAccess",
            "resource.customizations.actions.trustedaccess.dev_TrustedServiceAccess");
    assertThat(live.kubectl("get", "applications", "-n", "argocd", "-o", "name").lines()).hasSize(2);
  }

  @Test
  void theDashboardIsThereForGrafanaAndThePodsAreScraped() {
    withoutSchema("monitoring.coreos.com", "v1", "PodMonitor");

    terminal.run(DocumentedCommand.DASHBOARD_ON);

    var found = live.kubectl("get", "podmonitor,configmap", "-n", Chart.NAMESPACE, "-l", "grafana_dashboard=1", "-o",
        "name");
    assertThat(found.lines()).containsExactly("configmap/trusted-access-operator-dashboard");
    assertThat(live.kubectl("get", "podmonitor", "-n", Chart.NAMESPACE, "-o", "name").lines()).hasSize(1);
    assertThat(terminal.run(DocumentedCommand.CONNECTION_YAML, "NAME", "default")).contains("enabledPrincipals");
  }

  /** Others' kind, for what is only to be stored. */
  private static void withoutSchema(String group, String version, String kind) {
    live.apply("""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %4$ss.%1$s}
        spec:
          group: %1$s
          scope: Namespaced
          names: {kind: %3$s, plural: %4$ss}
          versions:
          - name: %2$s
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """.formatted(group, version, kind, kind.toLowerCase(Locale.ROOT)));
    live.kubectl("wait", "--for=condition=Established", "crd", "--all");
  }
}
