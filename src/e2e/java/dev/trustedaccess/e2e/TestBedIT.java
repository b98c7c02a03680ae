package dev.trustedaccess.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.trustedaccess.testbed.FreezableProxy;
import dev.trustedaccess.testbed.MotoServer;
import dev.trustedaccess.testbed.RealApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The test bed itself: what the other tests here take for granted about the real parts. */
class TestBedIT {
  private static final String POLICY = """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - level: Metadata
        verbs: [create, delete]
      - level: None
      """;

  @SuppressWarnings("NullAway.Init")
  private static RealApiServer server;

  @BeforeAll
  static void start() {
    server = RealApiServer.builder().user("visitor", "visitors", "guests").auditPolicy(POLICY).start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void kubectlAndTheServerAreOfTheVersionThatWasBuilt() {
    assertThat(server.kubectl("version").orFail())
        .contains("Client Version: v1.34.4")
        .contains("Server Version: v1.34.4");
  }

  @Test
  void theAdministratorMayCreateAndAUserOfNoRoleMayNot() {
    assertThat(server.kubectl("create", "configmap", "by-admin").orFail()).contains("by-admin created");

    var refused = server.endpoint().kubectl("visitor").run("create", "configmap", "by-visitor");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr()).contains("configmaps is forbidden: User \"visitor\" cannot create resource");
    assertThat(names(server.client(), quorum())).contains("by-admin").doesNotContain("by-visitor");
  }

  @Test
  void aUserMayDoWhatOneOfTheGroupsIsGranted() {
    server.kubectl("create", "role", "list-secrets", "--verb=list", "--resource=secrets").orFail();
    server.kubectl("create", "rolebinding", "list-secrets", "--role=list-secrets", "--group=guests").orFail();

    var visitor = server.endpoint().kubectl("visitor");

    await().untilAsserted(() -> assertThat(visitor.run("get", "secrets").exitCode()).isZero());
    assertThat(visitor.run("get", "configmaps").exitCode()).isEqualTo(1);
  }

  @Test
  void requestsAreWrittenDownByThePolicy() {
    server.kubectl("create", "configmap", "written-down").orFail();
    server.kubectl("get", "configmap", "written-down").orFail();

    assertThat(server.auditEvents())
        .filteredOn(event -> event.at("/objectRef/name").asText().equals("written-down"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.at("/verb").asText()).isEqualTo("create");
          assertThat(event.at("/user/username").asText()).isEqualTo(RealApiServer.ADMIN);
          assertThat(event.at("/responseStatus/code").asInt()).isEqualTo(201);
        });
  }

  @Test
  void aKindIsServedAsSoonAsItsDefinitionIsApplied(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("lamps.yaml"), """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: lamps.testbed.invalid}
        spec:
          group: testbed.invalid
          scope: Cluster
          names: {kind: Lamp, plural: lamps, singular: lamp, shortNames: [lp]}
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, properties: {watts: {type: integer}}}}
        """);
    server.applyCrds(folder);

    server.endpoint().kubectl(RealApiServer.ADMIN).runWithInput("""
        apiVersion: testbed.invalid/v1
        kind: Lamp
        metadata: {name: desk}
        watts: 7
        """, "apply", "-f", "-").orFail();

    assertThat(server.kubectl("get", "lp", "desk", "-o", "jsonpath={.watts}").orFail()).isEqualTo("7");
  }

  @Test
  void aFrozenServerListsWhatIsGoneAndAnswersNoQuorumRead() {
    try (var stale = server.startStaleApiServer();
        var behind = client(stale.endpoint().config(RealApiServer.ADMIN))) {
      create("deleted-meanwhile");
      await().untilAsserted(() -> assertThat(names(behind, fromCache())).contains("deleted-meanwhile"));

      stale.freeze();
      server.client().configMaps().inNamespace("default").withName("deleted-meanwhile").delete();

      assertThat(names(server.client(), quorum())).doesNotContain("deleted-meanwhile");
      assertThat(names(behind, fromCache())).contains("deleted-meanwhile");
      assertThatThrownBy(() -> behind.configMaps().inNamespace("default").withName("deleted-meanwhile").get())
          .isInstanceOf(KubernetesClientException.class);

      stale.thaw();
      await().untilAsserted(() -> assertThat(names(behind, fromCache())).doesNotContain("deleted-meanwhile"));
    }
  }

  @Test
  void anApiServerCanBeMadeSilentForOneClientAlone() {
    try (var proxy = FreezableProxy.to(server.endpoint().port());
        var behind = client(server.endpoint().at(proxy.port()).config(RealApiServer.ADMIN))) {
      create("through-a-proxy");
      assertThat(names(behind, quorum())).contains("through-a-proxy");

      proxy.freeze();
      assertThatThrownBy(() -> names(behind, quorum())).isInstanceOf(KubernetesClientException.class);
      assertThat(names(server.client(), quorum())).contains("through-a-proxy");

      proxy.thaw();
      await().ignoreExceptions().untilAsserted(() -> assertThat(names(behind, quorum())).contains("through-a-proxy"));
    }
  }

  @Test
  void theControllerManagerCollectsWhatHasLostItsOwner() {
    server.startControllerManager();
    var owner = create("owner");
    server.client()
        .resource(new ConfigMapBuilder()
            .withNewMetadata()
            .withName("owned")
            .withNamespace("default")
            .addNewOwnerReference()
            .withApiVersion("v1")
            .withKind("ConfigMap")
            .withName("owner")
            .withUid(owner.getMetadata().getUid())
            .endOwnerReference()
            .endMetadata()
            .build())
        .create();

    server.client().resource(owner).delete();

    await().atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(names(server.client(), quorum())).doesNotContain("owned"));
  }

  @Test
  void motoKeepsAnOrganizationUntilItIsReset() {
    try (var moto = MotoServer.start(); var organizations = organizations(moto)) {
      organizations.createOrganization(request -> request.featureSet("ALL"));
      organizations.enableAWSServiceAccess(request -> request.servicePrincipal("config.amazonaws.com"));

      assertThat(organizations.listAWSServiceAccessForOrganization(request -> {}).enabledServicePrincipals())
          .singleElement()
          .satisfies(enabled -> assertThat(enabled.servicePrincipal()).isEqualTo("config.amazonaws.com"));
      assertThat(organizations.describeOrganization().organization().masterAccountId())
          .isEqualTo(MotoServer.ACCOUNT_ID);

      moto.reset();
      assertThatThrownBy(organizations::describeOrganization).isInstanceOf(AwsOrganizationsNotInUseException.class);
    }
  }

  private static ConfigMap create(String name) {
    return server.client()
        .resource(new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("default")
            .endMetadata()
            .build())
        .create();
  }

  private static List<String> names(KubernetesClient client, ListOptions options) {
    return client.configMaps()
        .inNamespace("default")
        .list(options)
        .getItems()
        .stream()
        .map(each -> each.getMetadata().getName())
        .toList();
  }

  private static ListOptions quorum() {
    return new ListOptions();
  }

  private static ListOptions fromCache() {
    return new ListOptionsBuilder().withResourceVersion("0").build();
  }

  /** A client that gives up soon: some of these tests wait for an answer that does not come. */
  private static KubernetesClient client(Config config) {
    var impatient = new ConfigBuilder(config).withRequestTimeout(2_000).withRequestRetryBackoffLimit(0).build();
    return new KubernetesClientBuilder().withConfig(impatient).build();
  }

  private static OrganizationsClient organizations(MotoServer moto) {
    return OrganizationsClient.builder()
        .endpointOverride(moto.endpoint())
        .region(Region.AWS_GLOBAL)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
