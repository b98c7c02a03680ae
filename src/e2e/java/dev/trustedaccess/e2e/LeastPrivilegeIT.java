package dev.trustedaccess.e2e;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.testbed.OperatorProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.e2e.GuardedCluster.FMS;
import static dev.trustedaccess.e2e.SharedCluster.OPERATOR;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The operator's rights in the cluster equal, both ways, what the API server's audit log says that a whole life used, with
 * one replica and under the admission policies.
 */
class LeastPrivilegeIT {
  private static final int FORBIDDEN = 403;
  /** No request has this verb: the admission policies ask for it when a finalizer goes. */
  private static final String RELEASE = "release";
  private static final String WITHOUT_FINALIZERS = "{\"metadata\":{\"finalizers\":null}}";

  @SuppressWarnings("NullAway.Init")
  private static GuardedCluster cluster;

  @BeforeAll
  static void start() {
    cluster = GuardedCluster.startAuditing(OPERATOR);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void everyRequestIsAllowedAndEveryRightIsUsed() {
    int others = cluster.server().auditEvents().size();
    live();

    List<JsonNode> requests = cluster.server().auditEvents().stream().skip(others).toList();
    assertThat(requests).filteredOn(event -> event.path("responseStatus").path("code").asInt() == FORBIDDEN).isEmpty();
    Set<Right> granted = Right.granted(cluster.server().client(), OPERATOR);
    Set<Right> used = requests.stream()
        .flatMap(event -> Right.used(event, granted).stream())
        .collect(toCollection(TreeSet::new));
    granted.removeIf(right -> right.verb().equals(RELEASE));
    assertThat(used).isEqualTo(granted);
  }

  /** From before the installation is used to the end of the last object. */
  private static void live() {
    try (var live = new Live(cluster.server()).everythingToWaitForIsThere().startOperator()) {
      live.kubectl("apply", "-f", Live.EXAMPLES, "-f", service("account-management"), "-f", service("guardduty"),
          "-f", service("health"), "-f", service("ram"));
      live.hurry("0s");
      live.kubectl("wait", "--for=condition=Ready", "--timeout=100s", "tsa", "--all");
      var preflight = OperatorProcess.verb(
          cluster.server().endpoint().kubeconfig(OPERATOR), live.aws().environment(live.organization().management()),
          "preflight");
      assertThat(preflight.orFail()).contains("trustedserviceaccesses.trustedaccess.dev matches this build")
          .doesNotContain("warn ");

      var all = live.all().stream().map(each -> each.getMetadata().getName()).toArray(String[]::new);
      live.delete(all);
      Stream.of(all).forEach(name -> live.find(name).ifPresent(live::confirmCleanedUp));
      live.organization().management().things("us-east-1").clear("organization-aggregator");
      live.awaitGone(all);
      live.kubectl("delete", "orgconn", "default", "--timeout=60s");
      assertThat(live.organization().enabledPrincipals()).isEmpty();
      assertThat(live.organization().delegatedAdministrators(FMS)).doesNotContainKey(Bench.SECURITY);
    }
  }

  /** The operator needs the same rights for every service. */
  private static String service(String id) {
    return Live.EXAMPLES + "services/" + id + ".yaml";
  }

  @Test
  void nothingIsGrantedAtLarge() {
    assertThat(Right.granted(cluster.server().client(), OPERATOR)).isNotEmpty()
        .allSatisfy(right -> assertThat(List.of(right.verb(), right.group(), right.resource())).doesNotContain("*"))
        .noneMatch(right -> right.resource().startsWith("secrets") || right.resource().startsWith("serviceaccounts"));
  }

  /** What the audit log cannot show: without this verb the admission policies let no finalizer of ours go. */
  @Test
  void withoutReleaseAnEndedDeletionWouldStayForEver() {
    var server = cluster.server();
    var operator = server.endpoint().kubectl(OPERATOR);
    server.kubectl("create", "-f", "examples/10-firewall-manager.yaml").orFail();
    server.kubectl("patch", "tsa", FMS, "--type=merge", "-p",
        "{\"metadata\":{\"finalizers\":[\"trustedaccess.dev/access\"]}}").orFail();
    server.kubectl("delete", "tsa", FMS, "--wait=false").orFail();
    var role = server.client().rbac().clusterRoles().withName("trusted-access-operator");
    var whole = role.require();
    try {
      role.edit(each -> {
        each.getRules().removeIf(rule -> rule.getVerbs().contains(RELEASE));
        return each;
      });
      Live.await("the end of the right").until(() -> operator.run("auth", "can-i", RELEASE, "tsa").exitCode() != 0);
      assertThat(operator.run("patch", "tsa", FMS, "--type=merge", "-p", WITHOUT_FINALIZERS).stderr())
          .contains("may not remove the finalizer trustedaccess.dev/access from " + FMS);
    } finally {
      role.edit(each -> {
        each.setRules(whole.getRules());
        return each;
      });
    }
    Live.await("the right").until(() -> operator.run("auth", "can-i", RELEASE, "tsa").exitCode() == 0);
    operator.run("patch", "tsa", FMS, "--type=merge", "-p", WITHOUT_FINALIZERS).orFail();
    assertThat(server.kubectl("get", "tsa", "-o", "name").orFail()).isEmpty();
  }
}
