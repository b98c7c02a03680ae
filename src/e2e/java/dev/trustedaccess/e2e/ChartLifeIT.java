package dev.trustedaccess.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A release from its install to its uninstall, with live objects, in a namespace where Pod Security is restricted. The nodes
 * are not there: a pod is accepted, placed and called ready, and no container runs in it. What the pod would do is done by the
 * operator's jar in a process beside it, as the service account that the chart makes.
 */
class ChartLifeIT {
  private static final String WAIT = "--wait --timeout=60s";
  private static final String RESTRICTED = """
      kubectl create namespace trusted-access
      kubectl label namespace trusted-access pod-security.kubernetes.io/enforce=restricted
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  static Path scratch;
  @SuppressWarnings("NullAway.Init")
  private static RealApiServer server;

  @BeforeAll
  static void startCluster() {
    server = Chart.bareServer();
    server.startControllerManager();
    server.startFakeNodes("one", "two");
    server.shell(RESTRICTED).orFail();
  }

  @AfterAll
  static void stopCluster() {
    server.close();
  }

  @AfterEach
  void uninstall() {
    server.shell("helm uninstall tao -n trusted-access --wait --ignore-not-found").orFail();
  }

  @Test
  void anUpgradeARollbackAndAnUninstallLeaveAllAsItIsAtAws() {
    var before = Chart.before(scratch);
    try (var live = new Live(server).everythingToWaitForIsThere()) {
      server.shell(before.helm("install tao", WAIT)).orFail();
      assertThat(podVersion()).endsWith("-before");
      live.startOperator();
      live.kubectl("apply", "-f", Live.EXAMPLES);
      live.hurry("0s");
      live.kubectl("wait", "--for=condition=Ready", "--timeout=60s", "tsa", "--all");
      var objects = live.all().stream().collect(Collectors.toMap(ChartLifeIT::name, ChartLifeIT::steady));
      var changes = live.aws().calls().changes().size();
      assertThat(objects).hasSize(6);

      server.shell(Chart.PRESENT.helm("upgrade tao", WAIT)).orFail();
      assertThat(podVersion()).doesNotEndWith("-before");
      goesOnFrom(live, objects, changes);

      server.shell("helm rollback tao 1 -n trusted-access " + WAIT).orFail();
      assertThat(podVersion()).endsWith("-before");
      goesOnFrom(live, objects, changes);

      live.stopOperator();
      server.shell("helm uninstall tao -n trusted-access " + WAIT).orFail();
      assertThat(server.kubectl("get", "pods,deployments", "-n", Chart.NAMESPACE, "-o", "name").orFail()).isEmpty();
      assertThat(live.all()).extracting(ChartLifeIT::name).containsExactlyInAnyOrderElementsOf(objects.keySet());

      server.shell(Chart.PRESENT.helm("install tao", WAIT)).orFail();
      goesOnFrom(live, objects, changes);
    }
  }

  /** Its pod is replaced, so the operator is another process; what it finds is what it finds in order. */
  private static void goesOnFrom(Live live, Map<String, String> objects, int changes) {
    live.restartOperator();
    live.awaitAnotherSnapshot();
    live.awaitAnotherSnapshot();
    assertThat(live.all().stream().collect(Collectors.toMap(ChartLifeIT::name, ChartLifeIT::steady)))
        .isEqualTo(objects);
    assertThat(live.aws().calls().changes()).hasSize(changes);
  }

  /** What would be another if the object had been made anew, had been written by others, or had been anything but ready. */
  private static String steady(TrustedServiceAccess object) {
    var ready = Live.condition(object, "Ready").orElseThrow();
    return "%s generation %s, Ready %s since %s".formatted(object.getMetadata().getUid(),
        object.getMetadata().getGeneration(), ready.status(), ready.lastTransitionTime());
  }

  private static String name(TrustedServiceAccess object) {
    return object.getMetadata().getName();
  }

  private static String podVersion() {
    return server.kubectl("get", "pods", "-n", Chart.NAMESPACE, "-o", "jsonpath={.items[*].spec.containers[*].image}")
        .orFail()
        .replaceFirst(".*:", "");
  }

  @Test
  void everyOptionForSafetyStillGetsTwoPodsReadyOnTwoNodes() {
    server.shell(Chart.PRESENT.helm("install tao", WAIT + " -f helm/trusted-access-operator/ci/hardened-values.yaml",
        // Their kinds are the Prometheus operator's.
        "--set podMonitor.enabled=false,prometheusRule.enabled=false")).orFail();

    assertThat(server.kubectl("get", "pods", "-n", Chart.NAMESPACE, "-o",
        "jsonpath={range .items[*]}{.spec.nodeName} {.status.phase}{\"\\n\"}{end}").orFail().lines())
        .containsExactlyInAnyOrder("one Running", "two Running");
  }

  /** Fake nodes end no pod: the kubelet's word, that it came to its end, is given here. */
  @Test
  void helmTestAsksPreflightInAPodOfItsOwn() {
    server.shell(Chart.PRESENT.helm("install tao", WAIT)).orFail();

    var told = server.shell("""
        pod=trusted-access-operator-preflight
        helm test tao -n trusted-access --timeout 60s >"$HOME/told" 2>&1 & test=$!
        kubectl wait --for=create pod/$pod -n trusted-access --timeout=30s
        kubectl wait --for=jsonpath='{.status.phase}'=Running pod/$pod -n trusted-access --timeout=30s
        kubectl patch pod $pod -n trusted-access --subresource=status --type=merge -p '{"status":{"phase":"Succeeded"}}'
        wait $test; code=$?
        cat "$HOME/told"
        kubectl delete pod $pod -n trusted-access
        exit $code
        """).orFail();

    assertThat(told).contains("TEST SUITE:     trusted-access-operator-preflight", "Phase:          Succeeded");
  }

  @Test
  void theNamespaceRefusesAPodThatIsNotRestricted() {
    var refused = server.kubectl("run", "careless", "--image=registry.invalid/careless", "-n", Chart.NAMESPACE,
        "--dry-run=server");

    assertThat(refused.stderr()).contains("violates PodSecurity \"restricted:latest\"");
  }

  @Test
  void whoMayViewMayReadOurKindsAndWhoMayEditNoMore() {
    server.shell(Chart.PRESENT.helm("install tao")).orFail();
    server.shell("""
        kubectl create clusterrolebinding viewer --clusterrole=view --user=viewer
        kubectl create clusterrolebinding editor --clusterrole=edit --user=editor
        """).orFail();

    for (var user : List.of("viewer", "editor")) {
      Live.await("the role view").until(() -> as(user, "get", "tsa,orgconn,svcconf").exitCode() == 0);
      assertThat(as(user, "create", "-f", "examples/30-directory-service.yaml").stderr())
          .contains("User \"" + user + "\" cannot create resource \"trustedserviceaccesses\"");
    }
  }

  private static Command.Result as(String user, String... command) {
    return server.endpoint()
        .kubectl(RealApiServer.ADMIN)
        .run(Stream.concat(Stream.of(command), Stream.of("--as=" + user))
            .toArray(String[]::new));
  }
}
