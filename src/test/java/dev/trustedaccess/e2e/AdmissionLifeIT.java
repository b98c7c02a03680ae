package dev.trustedaccess.e2e;

import java.util.Map;

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
    assertThat(refused.stderr()).contains(plural + GROUP + " is not deleted, because every ")
        .contains("kubectl annotate crd " + plural + GROUP + " trustedaccess.dev/allow-delete=true");
  }

  @Test
  void norAreTheyInACollection() {
    var refused = cluster.server()
        .kubectl("delete", "--raw", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions");

    assertThat(refused.stderr()).contains(" is not deleted, because every ");
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
