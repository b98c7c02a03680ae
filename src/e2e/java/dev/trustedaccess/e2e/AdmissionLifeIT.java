package dev.trustedaccess.e2e;

import java.util.Map;
import java.util.stream.Stream;

import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.OperatorProcess;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.e2e.GuardedCluster.FMS;
import static dev.trustedaccess.e2e.GuardedCluster.ORGANIZATIONS_ADMINISTRATOR;
import static dev.trustedaccess.e2e.GuardedCluster.SERVICE_ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

/** What lives under the admission policies: the operator, the controllers of the cluster, and the kinds themselves. */
class AdmissionLifeIT {
  private static final String DIRECTORIES = "ds.amazonaws.com";
  private static final String GROUP = ".trustedaccess.dev";
  private static final String COLLECTOR = "system:serviceaccount:kube-system:generic-garbage-collector";
  private static final String WITHOUT_FINALIZERS = "{\"metadata\":{\"finalizers\":null}}";

  @SuppressWarnings("NullAway.Init")
  private static GuardedCluster cluster;

  @BeforeAll
  static void start() {
    cluster = GuardedCluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** Argo CD's manifests/cluster-rbac/server/argocd-server-clusterrole.yaml, as far as it reaches our kinds. */
  private static final String ARGO_CD = """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: argocd-server}
      rules: [{apiGroups: ["*"], resources: ["*"], verbs: [delete, get, patch]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: argocd-server}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: argocd-server}
      subjects: [{kind: ServiceAccount, name: argocd-server, namespace: argocd}]
      """;

  @AfterEach
  void clear() {
    cluster.clear();
  }

  @Test
  void theOperatorAndBothAdministratorsDoTheirWholeWork() {
    try (var live = new Live(cluster.server()).startOperator()) {
      live.connect("0s");
      byToken(ORGANIZATIONS_ADMINISTRATOR, """
          apiVersion: trustedaccess.dev/v1alpha1
          kind: TrustedServiceAccess
          metadata: {name: ds.amazonaws.com}
          spec: {servicePrincipal: ds.amazonaws.com, initialization: {mode: Confirmed}}
          """, "apply", "-f", "-");
      live.awaitReady(DIRECTORIES, "False AwaitingServiceAdministrator");
      OperatorProcess.verb(cluster.server().endpoint().kubeconfig(SERVICE_ADMINISTRATOR), Map.of(), "confirm",
          "initialized", DIRECTORIES).orFail();
      live.awaitReady(DIRECTORIES, "True Ready");

      byToken(ORGANIZATIONS_ADMINISTRATOR, "", "delete", "tsa", DIRECTORIES, "--timeout=60s");
      live.kubectl("delete", "orgconn", "default", "--timeout=60s");

      assertThat(live.witness().moments()).extracting(Witness.Moment::kind).containsExactly("Enable", "Disable");
      assertThat(live.organization().enabledPrincipals()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"tsa, enable", "tsa, disable", "tsa, confirm", "orgconn, disable"})
  void theOperatorHasNoVerbOfPeople(String kind, String verb) {
    var answer = cluster.server()
        .endpoint()
        .kubectl(SharedCluster.OPERATOR)
        .run("auth", "can-i", verb, kind + "/" + FMS);

    assertThat(answer.stdout().strip()).isEqualTo("no");
  }

  @Test
  void whoHoldsTheOperatorsTokenCannotRewriteADeclaration() {
    cluster.server().kubectl("create", "-f", "examples/10-firewall-manager.yaml").orFail();

    var refused = cluster.server()
        .endpoint()
        .kubectl(SharedCluster.OPERATOR)
        .run("patch", "tsa", FMS, "--type=merge", "-p", "{\"spec\":{\"deletionPolicy\":\"Disable\"}}");

    assertThat(refused.stderr()).contains("may not change the spec of fms.amazonaws.com");
  }

  @Test
  void norAConnection() {
    cluster.server().kubectl("create", "-f", "examples/00-connection.yaml").orFail();
    var operator = cluster.server().endpoint().kubectl(SharedCluster.OPERATOR);

    var refused = operator.run("patch", "orgconn", "default", "--type=merge", "-p",
        "{\"spec\":{\"deletionHold\":\"0s\"}}");

    assertThat(refused.stderr()).contains(
        "may not change the spec of default", "resourceNames: [default], verbs: [update]");
    operator.run("patch", "orgconn", "default", "--type=merge", "-p",
        "{\"metadata\":{\"finalizers\":[\"trustedaccess.dev/in-use\"]}}").orFail();
  }

  /** Its server carries out the actions as itself; of its own it may get, patch and delete anything, and create nothing of ours. */
  @Test
  void argoCdsServerMayDoWhatItsActionsTake() {
    var server = cluster.server();
    cluster.as(RealApiServer.ADMIN, ARGO_CD, "apply", "-f", "-").orFail();
    server.kubectl("create", "-f", "examples/10-firewall-manager.yaml").orFail();
    server.kubectl("patch", "tsa", FMS, "--type=merge", "-p",
        "{\"metadata\":{\"finalizers\":[\"trustedaccess.dev/access\"]}}").orFail();
    server.kubectl("delete", "tsa", FMS, "--wait=false").orFail();
    Live.await("its own rights").until(() -> asArgoCd("", "get", "tsa", FMS).exitCode() == 0);
    assertThat(confirms().stderr()).contains("cannot create resource \"serviceconfirmations\"");
    assertThat(keeps().stderr()).contains("may not change the spec of fms.amazonaws.com");

    server.kubectl("apply", "-f", "examples/argocd/argocd-server-rights.yaml").orFail();

    Live.await("the actions").until(() -> confirms().exitCode() == 0 && keeps().exitCode() == 0);
  }

  private static Command.Result confirms() {
    return asArgoCd("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: ServiceConfirmation
        metadata: {name: fms.amazonaws.com}
        spec: {cleanedUp: {accessUid: 00000000-0000-4000-8000-000000000000, deletionTimestamp: "2026-01-31T08:00:00Z"}}
        """, "create", "--dry-run=server", "-f", "-");
  }

  private static Command.Result keeps() {
    return asArgoCd("", "patch", "tsa", FMS, "--type=merge", "--dry-run=server", "-p",
        "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
  }

  private static Command.Result asArgoCd(String input, String... command) {
    return cluster.server()
        .endpoint()
        .kubectl(RealApiServer.ADMIN)
        .runWithInput(input,
            Stream.concat(Stream.of(command), Stream.of("--as=system:serviceaccount:argocd:argocd-server"))
                .toArray(String[]::new));
  }

  /** Anybody who may patch can name an owner that is not there: that must not become a deletion. */
  @Test
  void theGarbageCollectorDeletesNoDeclaration() {
    cluster.server().kubectl("create", "-f", "examples/10-firewall-manager.yaml").orFail();

    var refused = cluster.as(COLLECTOR, "", "delete", "tsa", FMS, "--wait=false");

    assertThat(refused.stderr()).contains("may not delete fms.amazonaws.com");
  }

  @ParameterizedTest
  @CsvSource({"tsa, examples/10-firewall-manager.yaml", "svcconf, examples/confirmation/initialized.yaml",
      "orgconn, examples/00-connection.yaml"})
  void theGarbageCollectorEndsAForegroundDeletion(String kind, String file) {
    var server = cluster.server();
    server.kubectl("create", "-f", file).orFail();
    server.kubectl("delete", "-f", file, "--cascade=foreground", "--wait=false").orFail();
    var name = server.kubectl("get", kind, "-o", "jsonpath={.items[0].metadata.name}").orFail();

    cluster.as(COLLECTOR, "", "patch", kind, name, "--type=merge", "-p", WITHOUT_FINALIZERS).orFail();

    assertThat(server.kubectl("get", kind, "-o", "name").orFail()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustedserviceaccesses", "organizationconnections", "serviceconfirmations"})
  void aKindIsNotDeletedByMistake(String plural) {
    var refused = cluster.server().kubectl("delete", "crd", plural + GROUP, "--wait=false");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr()).contains(plural + GROUP + " was not deleted, because every ")
        .contains("kubectl annotate crd " + plural + GROUP + " trustedaccess.dev/allow-delete=true");
  }

  @Test
  void norAreTheyInACollection() {
    var refused = cluster.server()
        .kubectl("delete", "--raw", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions");

    assertThat(refused.stderr()).contains(" was not deleted, because every ");
    assertThat(cluster.server()
        .kubectl("get", "crd", "-o", "jsonpath={.items[*].metadata.deletionTimestamp}")
        .orFail()).isEmpty();
  }

  @Test
  void kindsOfOthersAreLeftAlone() {
    cluster.as(RealApiServer.ADMIN, """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: lamps.testbed.invalid}
        spec:
          group: testbed.invalid
          scope: Cluster
          names: {kind: Lamp, plural: lamps}
          versions:
          - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
        """, "create", "-f", "-").orFail();

    cluster.server().kubectl("delete", "crd", "lamps.testbed.invalid", "--timeout=60s").orFail();
  }

  /** Why the kinds are guarded: what goes with them is not asked about. */
  @Test
  void aKindThatMayBeDeletedTakesEvenTheProtectedAlong() {
    var server = cluster.server();
    server.kubectl("create", "-f", "examples/10-firewall-manager.yaml").orFail();
    server.kubectl("annotate", "tsa", FMS, "trustedaccess.dev/protected=true").orFail();
    assertThat(server.kubectl("delete", "tsa", FMS, "--wait=false").exitCode()).isEqualTo(1);

    server.kubectl("annotate", "crd", "trustedserviceaccesses" + GROUP, "trustedaccess.dev/allow-delete=true").orFail();
    server.kubectl("delete", "crd", "trustedserviceaccesses" + GROUP, "--timeout=60s").orFail();

    server.applyCrds(SharedCluster.CRDS);
    assertThat(server.kubectl("get", "tsa", "-o", "name").orFail()).isEmpty();
  }

  private static void byToken(String user, String input, String... command) {
    cluster.server().endpoint().kubectl(user).runWithInput(input, command).orFail();
  }
}
