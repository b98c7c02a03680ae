package dev.trustedaccess.e2e;

import java.util.List;
import java.util.Map;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.testbed.RealApiServer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Objects that were stored while the schema was off, as a restored etcd may hold them too, with the schema on again. */
@ExtendWith(SharedCluster.class)
class CorruptObjectsIT {
  private static final String GOOD = "ds.amazonaws.com";
  private static final Map<String, String> UNREADABLE = Map.of(
      "ssm.amazonaws.com", "spec: null", "fms.amazonaws.com", "spec: everything", "account.amazonaws.com", "",
      "ram.amazonaws.com", "spec: {servicePrincipal: [1, 2], mode: {a: b}}");
  private static final Map<String, String> CONNECTIONS = Map.of(
      "absent", "", "text", "spec: everything", "parts", "spec: {organizationId: [1], mode: {a: b}, regions: 7}");
  private static final Map<String, String> STATUSES = Map.of(
      "ds.amazonaws.com", "{\"conditions\":[null]}",
      "account.amazonaws.com", "{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}],\"observedGeneration\":1}",
      "access-analyzer.amazonaws.com",
      "{\"roles\":{\"a\":\"b\"},\"cleanup\":{\"remainingCount\":-5},\"impact\":\"" + "x".repeat(500)
          + "\"}",
      "ssm.amazonaws.com",
      "{\"ownedResources\":[{\"kind\":7}],\"lastChange\":{\"attempt\":-1,\"time\":\"soon\"},\"enabledBy\":\"Nobody\"}",
      "iam.amazonaws.com", "\"spoilt\"");

  private final RealApiServer server;
  @SuppressWarnings("NullAway.Init")
  private Live live;

  CorruptObjectsIT(RealApiServer server) {
    this.server = server;
  }

  @BeforeEach
  void connected() {
    live = new Live(server);
    live.connect("0s");
  }

  @AfterEach
  void stop() {
    // What the schema refuses cannot be rid of its finalizers either.
    try (var _ = new NoSchema(live)) {
      live.close();
    }
  }

  /** Events about the declaration or connection that has this name now; another test's object may have had it before. */
  private List<String> events(String name) {
    String uid = live.kubectl("get", "tsa,orgconn", "-o",
        "jsonpath={.items[?(@.metadata.name=='" + name + "')].metadata.uid}").strip();
    return live.cluster()
        .v1()
        .events()
        .inNamespace("default")
        .list()
        .getItems()
        .stream()
        .filter(event -> uid.equals(event.getInvolvedObject().getUid()))
        .map(event -> event.getType() + " " + event.getReason())
        .toList();
  }

  private String reason(String connection) {
    return live.kubectl("get", "orgconn", connection, "-o",
        "jsonpath={.status.conditions[?(@.type=='Stalled')].reason}").strip();
  }

  @Test
  void whatTheApiServerTakesNoStatusOfIsToldByEventAndMetricAndAllElseGoesOn() {
    try (var _ = new NoSchema(live)) {
      UNREADABLE.forEach((name, spec) -> live.ask("""
          apiVersion: trustedaccess.dev/v1alpha1
          kind: TrustedServiceAccess
          metadata: {name: %s}
          %s
          """.formatted(name, spec), "create", "--validate=false", "-f", "-").orFail());
      CONNECTIONS.forEach((name, spec) -> live.ask("""
          apiVersion: trustedaccess.dev/v1alpha1
          kind: OrganizationConnection
          metadata: {name: %s}
          %s
          """.formatted(name, spec), "create", "--validate=false", "-f", "-").orFail());
    }
    live.startOperator();
    live.declare(GOOD);
    live.awaitReady(GOOD, "True Ready");

    UNREADABLE.keySet().forEach(name -> {
      Live.await("an Event about " + name).until(() -> events(name).contains("Warning InvalidSpec"));
      assertThat(live.scrape()).contains(
          "trusted_access_declaration_stalled{organization=\"default\",principal=\"" + name + "\"} 1.0");
    });
    // Of some the API server takes a status all the same: a part that is as it was stored is not judged again.
    CONNECTIONS.keySet().forEach(name -> {
      Live.await("an Event about " + name + ", or its status")
          .until(() -> events(name).contains("Warning ConnectionInvalid") || reason(name).equals("ConnectionInvalid"));
      assertThat(live.scrape()).contains("trusted_access_connection_stalled{organization=\"" + name + "\"} 1.0");
    });
    assertThat(live.operator().log()).anyMatch(line -> line.contains("rejects the status"));
    UNREADABLE.keySet().forEach(name -> assertThat(events(name)).as("told once").hasSize(1));
  }

  @Test
  void aSpoiltStatusIsMadeWholeFirstAndThenLifeGoesOn() {
    live.declare(STATUSES.keySet().toArray(String[]::new));
    try (var _ = new NoSchema(live)) {
      STATUSES.forEach((name, status) -> live.kubectl(
          "patch", "tsa", name, "--subresource=status", "--type=merge", "-p", "{\"status\":" + status + "}"));
    }
    assertThatThrownBy(() -> live.cluster()
        .resources(TrustedServiceAccess.class)
        .withName(GOOD)
        .patch(PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"finalizers\":[\"" + Kinds.ACCESS_FINALIZER + "\"]}}"))
        .as("as the API server judges it")
        .isInstanceOfSatisfying(KubernetesClientException.class,
            refused -> assertThat(refused.getCode()).isEqualTo(422));
    live.startOperator();

    STATUSES.keySet().forEach(name -> live.awaitReady(name, "True Ready"));
    live.delete(GOOD);
    live.awaitGone(GOOD);
  }
}
