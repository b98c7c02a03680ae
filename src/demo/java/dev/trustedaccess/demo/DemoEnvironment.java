package dev.trustedaccess.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.app.OperatorRuntime;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.component.MockApiServer;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.page.Page;
import dev.trustedaccess.page.PageMaker;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Credentials;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.telemetry.Metrics;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A simulated AWS, an API server in memory and the operator. The organization has twenty accounts, and trusted access is
 * enabled for a dozen services, for some of them for years.
 */
final class DemoEnvironment implements AutoCloseable {
  static final int ACCOUNTS = 20;
  static final String SECURITY = Bench.SECURITY;
  /** How long AWS's lists may lag behind a change; the operator allows for it. */
  static final Duration SETTLE = Duration.ofSeconds(8);
  private static final Duration LISTS_LAG = Duration.ofMillis(600);
  private static final Duration ROLES_APPEAR_WITHIN = Duration.ofSeconds(7);
  private static final String CLUSTER = "demo-cluster";

  private final Simulator aws = Simulator.start();
  private final Organization organization = organization(aws);
  private final KubernetesMockServer server = MockApiServer.start();
  private final KubernetesClients clients = MockApiServer.clients(server);
  private final SdkGateway gateway;
  private final OperatorRuntime operator;

  DemoEnvironment() {
    Credentials.Keys keys = organization.management().keys();
    gateway = new SdkGateway(new AwsEnvironment(
        Optional.of(aws.endpoint()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())),
        CLUSTER, AwsEnvironment.userAgent(CLUSTER), InstantSource.system()));
    operator = OperatorRuntime.start(
        clients, gateway, CatalogFile.load(),
        Timing.settling(SETTLE),
        new Metrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)), Leadership.SOLE, InstantSource.system());
  }

  private static Organization organization(Simulator aws) {
    Organization organization = Bench.exampleOrganization(aws);
    organization.accounts(ACCOUNTS - organization.accounts().size())
        .forEach(account -> account.role("trusted-access-read"));
    enabledSince(organization, "2020-11-17", "ram.amazonaws.com", "tagpolicies.tag.amazonaws.com");
    enabledSince(organization, "2021-03-02", "account.amazonaws.com", "cloudtrail.amazonaws.com", "ds.amazonaws.com");
    enabledSince(organization, "2022-06-21", "backup.amazonaws.com", "health.amazonaws.com", "ssm.amazonaws.com");
    enabledSince(organization, "2023-09-05", "compute-optimizer.amazonaws.com", "guardduty.amazonaws.com");
    enabledSince(organization, "2024-02-13", "inspector2.amazonaws.com", "ipam.amazonaws.com");
    organization.lists().lagBy(LISTS_LAG);
    organization.serviceLinkedRoles().appearWithin(ROLES_APPEAR_WITHIN).asNeededIn(0.6);
    organization.firewallManager()
        .comesAfter(Duration.ofMillis(1_500))
        .goesAfter(Duration.ofMillis(500), Duration.ZERO);
    return organization;
  }

  private static void enabledSince(Organization organization, String day, String... principals) {
    organization.enabled(Instant.parse(day + "T09:00:00Z"), principals);
  }

  Simulator aws() {
    return aws;
  }

  Organization organization() {
    return organization;
  }

  /** What the operator's page shows now. */
  Page page() {
    return PageMaker.of(
        operator.holdings().orElseThrow(), CatalogFile.load(), Timing.settling(SETTLE), Instant.now(), "demo");
  }

  Cluster cluster() {
    return new Cluster(clients.standard());
  }

  /** Writes a kubeconfig for the API server, as any command line client reads one. */
  void writeKubeconfig(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, """
        apiVersion: v1
        kind: Config
        clusters: [{name: demo, cluster: {server: "http://%s:%d"}}]
        users: [{name: demo, user: {}}]
        contexts: [{name: demo, context: {cluster: demo, user: demo}}]
        current-context: demo
        """.formatted(server.getHostName(), server.getPort()));
  }

  @Override
  public void close() {
    operator.close();
    gateway.close();
    clients.close();
    server.destroy();
    aws.close();
  }
}
