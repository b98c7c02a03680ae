package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpServer;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.component.Bench;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionConditionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatusBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What a person is told about the cluster: its kinds, and the connections in it. */
class PreflightClusterTest {
  private static final String CONNECTIONS = "organizationconnections.trustedaccess.dev";
  private static final String DECLARATIONS = "trustedserviceaccesses.trustedaccess.dev";
  private static final String CONFIRMATIONS = "serviceconfirmations.trustedaccess.dev";

  private final Bench bench = new Bench();

  @AfterEach
  void stop() {
    bench.close();
  }

  private PreflightRun preflight(String... arguments) {
    return PreflightRun.of(
        bench.aws(), bench.organization().management(), Duration.ZERO, bench::clients, arguments);
  }

  private void install(String crd, Consumer<CustomResourceDefinition> change) {
    try (InputStream yaml = Files.newInputStream(Path.of("crds", crd + ".yaml"))) {
      CustomResourceDefinition object = bench.cluster()
          .getKubernetesSerialization()
          .unmarshal(yaml, CustomResourceDefinition.class);
      object.setStatus(new CustomResourceDefinitionStatusBuilder()
          .withConditions(new CustomResourceDefinitionConditionBuilder().withType("Established")
              .withStatus("True")
              .build())
          .build());
      change.accept(object);
      bench.cluster().resource(object).create();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static Map<String, JSONSchemaProps> spec(CustomResourceDefinition crd) {
    return requireNonNull(
        crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema().getProperties().get("spec"))
        .getProperties();
  }

  private static List<JsonNode> modes(CustomResourceDefinition crd) {
    return requireNonNull(spec(crd).get("mode")).getEnum();
  }

  private void installAll(Consumer<CustomResourceDefinition> change) {
    install(CONNECTIONS, _ -> {});
    install(DECLARATIONS, change);
    install(CONFIRMATIONS, _ -> {});
  }

  @Test
  void withNothingInstalledEachKindIsMissing() {
    bench.withoutKinds();
    PreflightRun run = preflight();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines("fail")).hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith("cluster: The cluster does not have ")
            .endsWith("kubectl apply --server-side -f crds/"));
  }

  @Test
  void rightAfterTheInstallationOnlyAConnectionIsMissing() {
    installAll(_ -> {});

    PreflightRun run = preflight();

    assertThat(run.exit()).isZero();
    assertThat(run.lines("ok")).containsExactlyInAnyOrder(
        "cluster: " + CONNECTIONS + " matches this build.",
        "cluster: " + DECLARATIONS + " matches this build.",
        "cluster: " + CONFIRMATIONS + " matches this build.");
    assertThat(run.lines("warn")).singleElement()
        .asString()
        .contains("no OrganizationConnection yet", "preflight -f DIR");
    assertThat(bench.aws().calls().all()).isEmpty();
  }

  @Test
  void eachConnectionIsCheckedWithItsDeclarations() {
    installAll(_ -> {});
    bench.connect("0s");
    bench.connect("broken", spec -> spec.put("mode", "Mange"));
    bench.connect("other", spec -> spec.put("organizationId", "o-another12345"));
    bench.connect("twin", spec -> spec.put("organizationId", "o-another12345"));
    bench.declareService("fms.amazonaws.com");
    bench.organization().management().deny("fms:GetAdminAccount");

    PreflightRun run = preflight();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines("fail")).satisfiesExactlyInAnyOrder(
        line -> assertThat(line).startsWith("default: AWS denies fms:GetAdminAccount"),
        line -> assertThat(line).startsWith("broken: spec.mode is 'Mange'"),
        line -> assertThat(line).endsWith("Keep one of these: kubectl get orgconn other twin"),
        line -> assertThat(line).startsWith("other: The credentials belong to organization o-exampleorg1"),
        line -> assertThat(line).startsWith("twin: The credentials belong to organization o-exampleorg1"));

    bench.organization().management().allow("fms:GetAdminAccount");
    assertThat(preflight("--connection", "default").exit()).isZero();
    assertThat(preflight("--connection", "broken").exit()).isEqualTo(1);
    assertThat(preflight("--connection", "nobody").exit()).isEqualTo(2);
  }

  @Test
  void aKindOfAnOlderBuildLosesWhatIsWritten() {
    installAll(crd -> {
      spec(crd).remove("deletionPolicy");
      modes(crd).removeIf(value -> value.asText().equals("Observe"));
    });

    PreflightRun run = preflight();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines("fail")).singleElement()
        .asString()
        .contains(DECLARATIONS, "spec.deletionPolicy, spec.mode", "would be lost",
            "kubectl apply --server-side -f crds/");
  }

  @Test
  void aKindOfANewerBuildIsAWarning() {
    installAll(crd -> {
      spec(crd).put("newField", new JSONSchemaProps());
      modes(crd).add(new TextNode("Newest"));
    });

    PreflightRun run = preflight();

    assertThat(run.exit()).isZero();
    assertThat(run.lines("warn")).first().asString().contains(DECLARATIONS, "newer", "spec.mode, spec.newField");
  }

  @Test
  void aKindThatIsNotServedOrNotEstablishedOrGoingIsSaid() {
    install(CONNECTIONS, crd -> crd.getSpec().getVersions().getFirst().setName("v1"));
    install(DECLARATIONS, crd -> crd.setStatus(null));
    install(CONFIRMATIONS, crd -> crd.getMetadata().getFinalizers().add("customresourcecleanup.apiextensions.k8s.io"));
    bench.cluster().apiextensions().v1().customResourceDefinitions().withName(CONFIRMATIONS).delete();

    PreflightRun run = preflight();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines("fail")).satisfiesExactlyInAnyOrder(
        line -> assertThat(line).contains(CONNECTIONS + " does not serve v1alpha1"),
        line -> assertThat(line).contains(DECLARATIONS + " is not established", "kubectl describe crd " + DECLARATIONS),
        line -> assertThat(line).contains(CONFIRMATIONS + " is being deleted"));
  }

  @Test
  void aClusterThatCannotBeAskedHasAnExitCodeOfItsOwn() {
    PreflightRun run = PreflightRun.of(bench.aws(), bench.organization().management(), Duration.ZERO,
        () -> KubernetesClients.of(new ConfigBuilder(Config.empty())
            .withMasterUrl("http://localhost:1/")
            .withRequestRetryBackoffLimit(0)
            .build()));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("cluster at http://localhost:1/ could not be read: it refuses connections. ",
        "KUBECONFIG",
        "preflight -f DIR");
    assertThat(run.out()).isEmpty();
  }

  /** The client's own message has the whole response in it, which nobody reads at night. */
  @Test
  void whatTheApiServerSaysIsQuotedAlone() throws IOException {
    byte[] busy = """
        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 429, "message": "storage is (re)initializing"}
        """
        .getBytes(StandardCharsets.UTF_8);
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      try (exchange) {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(429, busy.length);
        exchange.getResponseBody().write(busy);
      }
    });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      PreflightRun run = PreflightRun.of(bench.aws(), bench.organization().management(), Duration.ZERO,
          () -> KubernetesClients.of(new ConfigBuilder(Config.empty()).withMasterUrl(address).build()));

      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).startsWith(
          "The cluster at " + address + " could not be read: storage is (re)initializing. Choose another cluster");
    } finally {
      server.stop(0);
    }
  }
}
