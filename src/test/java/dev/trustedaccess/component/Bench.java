package dev.trustedaccess.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.domain.Timing;
import dev.trustedaccess.ops.CatalogFile;
import dev.trustedaccess.ops.KubernetesClients;
import dev.trustedaccess.ops.Metrics;
import dev.trustedaccess.ops.OperatorRuntime;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Credentials;
import dev.trustedaccess.simulator.world.Organization;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * An organization, an API server and the operator between them, all in this JVM. The organization has the ids and roles that
 * {@code examples/} name.
 */
public final class Bench implements AutoCloseable {
  public static final String MANAGEMENT = "111122223333";
  public static final String SECURITY = "444455556666";
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ServiceCatalog CATALOG = CatalogFile.load();

  private final Simulator aws = Simulator.start();
  private final Organization organization;
  private final KubernetesMockServer server;
  private final KubernetesClients clients;
  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private @Nullable SdkGateway gateway;
  private @Nullable OperatorRuntime operator;

  public Bench() {
    organization = exampleOrganization(aws);
    server = MockApiServer.start();
    clients = MockApiServer.clients(server);
  }

  /** The organization of the examples, with its roles and a security account. */
  public static Organization exampleOrganization(Simulator aws) {
    Organization organization = aws.organization("o-exampleorg1", MANAGEMENT);
    organization.management().roleWithExternalId("trusted-access-organizations", "trusted-access-operator");
    organization.management().roleWithExternalId("trusted-access-services", "trusted-access-operator");
    organization.account(SECURITY, "security").role("trusted-access-read").role("trusted-access-service");
    return organization;
  }

  public Simulator aws() {
    return aws;
  }

  public Organization organization() {
    return organization;
  }

  public KubernetesClient cluster() {
    return clients.patient();
  }

  public String metrics() {
    return registry.scrape();
  }

  /** Starts the operator, with a list lag of {@code settle} to reckon with. */
  public Bench startOperator(Duration settle) {
    Credentials.Keys keys = organization.management().keys();
    gateway = new SdkGateway(new AwsEnvironment(
        Optional.of(aws.endpoint()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())),
        "c1057e4a", AwsEnvironment.userAgent("c1057e4a"), InstantSource.system()));
    Timing standard = Timing.STANDARD;
    operator = OperatorRuntime.start(
        clients, gateway, CATALOG,
        new Timing(settle, standard.arrival(), standard.initialization(), standard.contest(), standard.youngAccount()),
        new Metrics(registry), InstantSource.system());
    return this;
  }

  public void stopOperator() {
    if (operator != null) {
      operator.close();
      operator = null;
    }
    if (gateway != null) {
      gateway.close();
      gateway = null;
    }
  }

  /** Applies the connection of {@code examples/}, with short intervals and this hold. */
  public void connect(String hold) throws IOException {
    OrganizationConnection connection = read(OrganizationConnection.class, Path.of("examples/00-connection.yaml"));
    var spec = connection.getSpec();
    if (spec == null) {
      throw new IllegalStateException("the example has no spec");
    }
    connection.setSpec(new dev.trustedaccess.api.v1alpha1.OrganizationConnectionSpec(
        spec.organizationId(), spec.managementAccountId(), spec.mode(), spec.organizationsRole(), spec.serviceRole(),
        spec.memberRoles(), spec.regions(), spec.allowedServicePrincipals(), "2s", "2s", hold));
    cluster().resource(connection).create();
  }

  private <T> T read(Class<T> type, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return clients.patient().getKubernetesSerialization().unmarshal(in, type);
    }
  }

  /** Applies a declaration as its author would write it. */
  public void declare(String yaml) {
    cluster().resource(cluster().getKubernetesSerialization().unmarshal(yaml, TrustedServiceAccess.class)).create();
  }

  public Optional<TrustedServiceAccess> declaration(String name) {
    return Optional.ofNullable(cluster().resources(TrustedServiceAccess.class).withName(name).get());
  }

  public void delete(String name) {
    cluster().resources(TrustedServiceAccess.class).withName(name).delete();
  }

  /** Patches the declaration by a merge patch. */
  public void patch(String name, String merge) {
    cluster().resources(TrustedServiceAccess.class)
        .withName(name)
        .patch(io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
            io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE), merge);
  }

  public void confirm(ServiceConfirmation confirmation) {
    cluster().resource(confirmation).create();
  }

  /** Waits until the declaration is as wanted. */
  public void await(String name, Predicate<TrustedServiceAccess> wanted) {
    Awaitility.await("the declaration " + name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> declaration(name).filter(wanted).isPresent());
  }

  /** Waits until the declaration is gone. */
  public void awaitGone(String name) {
    Awaitility.await("the end of " + name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> declaration(name).isEmpty());
  }

  /** Waits until Ready says this. */
  public void awaitReady(String name, String status, String reason) {
    Awaitility.await("Ready of " + name + " to be " + status + " " + reason)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> condition(name, "Ready").map(c -> c.status() + " " + c.reason()).orElse("none"),
            (status + " " + reason)::equals);
  }

  public Optional<Condition> condition(String name, String type) {
    return declaration(name).map(TrustedServiceAccess::getStatus)
        .flatMap(status -> status.conditions() == null
            ? Optional.empty()
            : status.conditions().stream().filter(c -> type.equals(c.type())).findFirst());
  }

  @Override
  public void close() {
    stopOperator();
    clients.close();
    server.destroy();
    aws.close();
  }
}
