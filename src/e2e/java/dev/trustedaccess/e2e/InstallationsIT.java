package dev.trustedaccess.e2e;

import java.nio.file.Path;

import dev.trustedaccess.docs.DocumentedCommand;
import dev.trustedaccess.testbed.Binaries;
import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The chart as people install it: by Helm 3 and by Helm 4, over what kubectl applied, where the cluster gives users to pods, and
 * with an account made beforehand. The namespace is restricted; the nodes run no container.
 */
class InstallationsIT {
  private static final String WAIT = " --wait --timeout=60s";
  private static final String REFUSED_USER = "unable to validate against any security context constraint";

  /** The SCC restricted-v2, as far as it refuses: users are absent, which it then fills in, or of the namespace's range. */
  private static final String CONSTRAINT = """
      kubectl apply -f - <<'YAML'
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: restricted-v2}
      spec:
        matchConstraints:
          resourceRules: [{apiGroups: [""], apiVersions: [v1], resources: [pods], operations: [CREATE]}]
        variables:
          - name: users
            expression: >-
              [object.spec.?securityContext.?runAsUser] + object.spec.containers.map(c, c.?securityContext.?runAsUser)
          - name: group
            expression: object.spec.?securityContext.?fsGroup
        validations:
          - expression: >-
              (variables.users + [variables.group]).all(id, id.orValue(1000680000) >= 1000680000 && id.orValue(1000680000) < 1000690000)
            message: unable to validate against any security context constraint
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: restricted-v2}
      spec: {policyName: restricted-v2, validationActions: [Deny]}
      YAML
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path scratch;
  @SuppressWarnings("NullAway.Init")
  private static RealApiServer server;
  private Helm used = Helm.THREE;

  /** The versions of Helm that are in use. */
  enum Helm {
    THREE("v3.", DocumentedCommand.TAKE_OVER_BY_HELM_THREE), FOUR("v4.", DocumentedCommand.TAKE_OVER_BY_HELM_FOUR);

    private final String version;
    private final DocumentedCommand takeOver;

    Helm(String version, DocumentedCommand takeOver) {
      this.version = version;
      this.takeOver = takeOver;
    }

    private Path program() {
      return this == THREE ? Binaries.helm("helm") : Binaries.helm4();
    }
  }

  @BeforeAll
  static void startCluster() {
    server = Chart.bareServer();
    server.startControllerManager();
    server.startFakeNodes("one");
    server.shell("""
        kubectl create namespace trusted-access
        kubectl label namespace trusted-access pod-security.kubernetes.io/enforce=restricted
        """).orFail();
  }

  @AfterAll
  static void stopCluster() {
    server.close();
  }

  @AfterEach
  void clear() {
    shell("helm uninstall tao -n trusted-access --wait --ignore-not-found").orFail();
    Chart.remove(server);
  }

  @ParameterizedTest
  @EnumSource
  void aReleaseLivesFromInstallToUninstall(Helm helm) {
    used = helm;
    assertThat(shell("helm version --short").orFail()).startsWith(helm.version);

    shell(Chart.before(scratch).helm("install tao") + WAIT).orFail();
    assertThat(pod("{.spec.containers[0].image}")).endsWith("-before");

    shell(Chart.PRESENT.helm("upgrade tao") + WAIT).orFail();
    assertThat(pod("{.spec.containers[0].image}")).doesNotEndWith("-before");

    shell("helm rollback tao 1 -n trusted-access" + WAIT).orFail();
    assertThat(pod("{.spec.containers[0].image}")).endsWith("-before");

    shell("helm uninstall tao -n trusted-access" + WAIT).orFail();
    assertThat(server.kubectl("get", "crd", "-o", "name").orFail())
        .contains("trustedserviceaccesses.trustedaccess.dev");
  }

  @ParameterizedTest
  @CsvSource({"THREE,apply -f crds/", "FOUR,apply -f crds/", "THREE,apply --server-side -f crds/",
      "FOUR,apply --server-side -f crds/"})
  void kindsThatKubectlAppliedAreTakenOver(Helm helm, String before) {
    used = helm;
    shell("kubectl " + before).orFail();
    shell("kubectl wait --for=condition=Established --timeout=30s -f crds/").orFail();
    shell("kubectl apply -f examples/00-connection.yaml").orFail();
    var uid = server.kubectl("get", "orgconn", "default", "-o", "jsonpath={.metadata.uid}").orFail();

    assertThat(shell(Chart.PRESENT.helm("install tao")).stderr()).contains("invalid ownership metadata");
    shell(helm.takeOver.with("REGISTRY", "registry.invalid") + WAIT).orFail();
    shell(Chart.PRESENT.helm("upgrade tao") + WAIT).orFail();

    assertThat(server.kubectl("get", "orgconn", "default", "-o", "jsonpath={.metadata.uid}").orFail()).isEqualTo(uid);
  }

  @ParameterizedTest
  @EnumSource
  void openShiftGivesUserAndGroups(Helm helm) {
    used = helm;
    server.shell(CONSTRAINT).orFail();
    server.kubectl("create", "serviceaccount", "probe", "-n", Chart.NAMESPACE).orFail();
    try {
      // The pod of helm test has the context of the operator's.
      Live.await("the constraint").until(() -> pods("").stderr().contains(REFUSED_USER));
      pods("--set podSecurityContext=null").orFail();

      shell(DocumentedCommand.INSTALL_ON_OPENSHIFT.with("REGISTRY", "registry.invalid") + WAIT).orFail();

      assertThat(pod("{.status.phase}")).isEqualTo("Running");
      assertThat(pod("{.spec.securityContext.runAsUser}")).isEmpty();
    } finally {
      server.kubectl("delete", "serviceaccount", "probe", "-n", Chart.NAMESPACE).orFail();
      server.kubectl("delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", "restricted-v2").orFail();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServiceAccountMadeBeforehandIsTaken(Helm helm) {
    used = helm;
    server.kubectl("create", "serviceaccount", "made-by-eksctl", "-n", Chart.NAMESPACE).orFail();
    try {
      shell(DocumentedCommand.INSTALL_WITH_ACCOUNT.with("REGISTRY", "registry.invalid", "=NAME", "=made-by-eksctl")
          + WAIT)
          .orFail();

      assertThat(pod("{.spec.serviceAccountName}")).isEqualTo("made-by-eksctl");
      Live.await("its rights")
          .until(() -> server.kubectl("auth", "can-i", "patch", "trustedserviceaccesses",
              "--as=system:serviceaccount:trusted-access:made-by-eksctl").exitCode() == 0);
      shell("helm uninstall tao -n trusted-access" + WAIT).orFail();
      server.kubectl("get", "serviceaccount", "made-by-eksctl", "-n", Chart.NAMESPACE).orFail();
    } finally {
      server.kubectl("delete", "serviceaccount", "made-by-eksctl", "-n", Chart.NAMESPACE).orFail();
    }
  }

  @Test
  void podsHaveWhatTheValuesSay() {
    server.kubectl("create", "configmap", "our-bundle", "-n", Chart.NAMESPACE, "--from-literal=ca.pem=none").orFail();
    try {
      shell(Chart.PRESENT.helm("install tao", "--set podLabels.team=security,podAnnotations.note=ours",
          "--set revisionHistoryLimit=2,priorityClassName=system-cluster-critical",
          "--set volumes[0].name=bundle,volumes[0].configMap.name=our-bundle",
          "--set volumeMounts[0].name=bundle,volumeMounts[0].mountPath=/etc/bundle") + WAIT).orFail();

      assertThat(pod("{.status.phase} {.metadata.labels.team} {.metadata.annotations.note} {.spec.priorityClassName}"))
          .isEqualTo("Running security ours system-cluster-critical");
      assertThat(pod("{.spec.volumes[*].configMap.name}")).contains("our-bundle");
    } finally {
      server.kubectl("delete", "configmap", "our-bundle", "-n", Chart.NAMESPACE).orFail();
    }
  }

  private Command.Result pods(String options) {
    return shell(
        "helm template tao helm/trusted-access-operator -n trusted-access -s templates/preflight.yaml"
            + " --set serviceAccount.name=probe " + options
            + " | kubectl create --dry-run=server -f -");
  }

  private static String pod(String path) {
    return server
        .kubectl("get", "pods", "-n", Chart.NAMESPACE, "-l", "app.kubernetes.io/name=trusted-access-operator", "-o",
            "jsonpath={range .items[*]}" + path + "{end}")
        .orFail();
  }

  private Command.Result shell(String script) {
    return server.endpoint().shell(RealApiServer.ADMIN).with(used.program()).run(script);
  }
}
