package dev.trustedaccess.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.app.OperatorRuntime;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Credentials;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.telemetry.Metrics;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * An organization, an API server and the operator between them, all in this JVM. The organization has the ids and roles that
 * {@code examples/} name.
 */
public final class Bench implements AutoCloseable {
  public static final String MANAGEMENT = "111122223333";
  public static final String SECURITY = "444455556666";
  /** The cluster's name at AWS. */
  public static final String CLUSTER = "c1057e4a";
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(40);

  private static final ServiceCatalog CATALOG = CatalogFile.load();

  static {
    // Else a thread of one bench that is closing fails a test that waits on another.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  private volatile Duration passed = Duration.ZERO;
  private final Simulator aws = Simulator.start(() -> Instant.now().plus(passed));
  private final Organization organization;
  private final Schema schema = new Schema();
  private final Slowness slowness = new Slowness();
  private final KubernetesMockServer server;
  private final KubernetesClients clients;
  private volatile PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Set<String> declared = ConcurrentHashMap.newKeySet();
  private volatile boolean leads = true;
  private volatile boolean eventsRefused;
  private volatile boolean kindsGone;
  private final Leadership leadership = _ -> leads;
  private @Nullable Account pod;
  private volatile Duration ahead = Duration.ZERO;
  private final InstantSource clock = () -> Instant.now().plus(passed).plus(ahead);
  private Duration settle = Duration.ZERO;
  private Instant stopped = Instant.EPOCH;
  private @Nullable SdkGateway gateway;
  private @Nullable OperatorRuntime operator;

  public Bench() {
    organization = exampleOrganization(aws);
    server = MockApiServer.start((request, stored) -> {
      if (eventsRefused && isEvent(request)) {
        return Optional.of(MockApiServer.refusal(403, "Forbidden", "events are not to be created"));
      }
      return kindsGone && request.getPath().contains("/customresourcedefinitions/")
          ? Optional.of(MockApiServer.refusal(404, "NotFound", "it is not there"))
          : slowness.answer(request, stored).or(() -> schema.answer(request, stored));
    });
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
    return clients.standard();
  }

  private static boolean isEvent(RecordedRequest request) {
    return "POST".equals(request.getMethod()) && request.getPath().endsWith("/events");
  }

  /** From now on the API server takes no Events. */
  void refuseEvents() {
    eventsRefused = true;
  }

  /** How long the API server takes for a read. */
  Slowness slowness() {
    return slowness;
  }

  /** From now on the API server serves objects whose kinds it does not show. */
  public void withoutKinds() {
    kindsGone = true;
  }

  /** What the API server takes; off at first, as the mock knows none. */
  Schema schema() {
    return schema;
  }

  /** New clients to the API server; the caller closes them. */
  public KubernetesClients clients() {
    return MockApiServer.clients(server);
  }

  /** The list lag that the operator was last started with. */
  Duration settle() {
    return settle;
  }

  /** Every name of what was declared here. */
  Set<String> everDeclared() {
    return declared;
  }

  public String metrics() {
    return registry.scrape();
  }

  /** Has the operator's pod run as somebody of that account. */
  public Bench podIn(Account account) {
    pod = account;
    return this;
  }

  /** So much time is over, for AWS and for the operator. */
  public void timePasses(Duration by) {
    passed = passed.plus(by);
  }

  /** From now on the operator reads its time so much ahead of the true one, or behind it. */
  Bench clockAhead(Duration by) {
    ahead = by;
    return this;
  }

  /** Starts the operator, with a short list lag to reckon with; longer than any call takes here. */
  public Bench startOperator() {
    return startOperator(Duration.ofSeconds(8));
  }

  /** Starts the operator, with a list lag of {@code settle} to reckon with. */
  public synchronized Bench startOperator(Duration settle) {
    this.settle = settle;
    afterTheTimeThatAProcessTakesToComeUp();
    registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Credentials.Keys keys = (pod == null ? organization.management() : pod).keys();
    gateway = new SdkGateway(new AwsEnvironment(
        Optional.of(aws.endpoint()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())),
        CLUSTER, AwsEnvironment.userAgent(CLUSTER), clock));
    operator = OperatorRuntime.start(
        clients, gateway, CATALOG,
        Timing.settling(settle),
        new Metrics(registry), leadership, clock);
    return this;
  }

  /** In which AWS's buckets fill again. */
  private void afterTheTimeThatAProcessTakesToComeUp() {
    Instant until = stopped.plusSeconds(4);
    Awaitility.await("a new process").atMost(LONGEST_WAIT).until(() -> Instant.now().isAfter(until));
  }

  /** Has another process hold the Lease, or this one. */
  void leads(boolean holds) {
    leads = holds;
  }

  public synchronized void stopOperator() {
    if (operator != null) {
      stopped = Instant.now();
      operator.close();
      operator = null;
    }
    if (gateway != null) {
      gateway.close();
      gateway = null;
    }
  }

  /** Applies the connection of {@code examples/}, with short intervals and this hold. */
  public void connect(String hold) {
    connect(spec -> spec.put("deletionHold", hold));
  }

  /** Applies the connection of {@code examples/}, with short intervals, no hold and these changes to its spec. */
  public void connect(Consumer<Map<String, Object>> changes) {
    connect("default", changes);
  }

  /** The same under another name. */
  public void connect(String name, Consumer<Map<String, Object>> changes) {
    GenericKubernetesResource connection = connectionOfTheExamples();
    connection.getMetadata().setName(name);
    Map<String, Object> spec = connection.get("spec");
    spec.putAll(Map.of("observeInterval", "2s", "roleInventoryInterval", "1h", "deletionHold", "0s"));
    changes.accept(spec);
    raw(connection).create();
  }

  private GenericKubernetesResource connectionOfTheExamples() {
    try (InputStream in = Files.newInputStream(Path.of("examples/00-connection.yaml"))) {
      return cluster().getKubernetesSerialization().unmarshal(in, GenericKubernetesResource.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Applies a declaration of this service, with more lines of its spec. */
  public void declareService(String principal, String... spec) {
    declare("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %1$s}
        spec:
          servicePrincipal: %1$s
        """.formatted(principal) + Arrays.stream(spec).map(line -> "  " + line + "\n").collect(joining()));
  }

  /** Applies an object of ours as it is written, whatever its content. */
  public void apply(String yaml) {
    raw(cluster().getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class)).create();
  }

  private Resource<GenericKubernetesResource> raw(GenericKubernetesResource object) {
    return cluster().genericKubernetesResources(new ResourceDefinitionContext.Builder()
        .withGroup(Kinds.GROUP)
        .withVersion(Kinds.VERSION)
        .withKind(object.getKind())
        .withPlural(object.getKind().toLowerCase(Locale.ROOT) + (object.getKind().endsWith("s") ? "es" : "s"))
        .withNamespaced(false)
        .build()).resource(object);
  }

  /** Applies a declaration as its author would write it. */
  public void declare(String yaml) {
    TrustedServiceAccess object = cluster().getKubernetesSerialization().unmarshal(yaml, TrustedServiceAccess.class);
    String principal = DeclarationReader.principalOf(object);
    declared.add(principal);
    declared.addAll(CATALOG.otherNames(principal));
    cluster().resource(object).create();
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

  /** Patches a connection by a merge patch. */
  public void patchConnection(String name, String merge) {
    cluster().resources(OrganizationConnection.class)
        .withName(name)
        .patch(io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
            io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE), merge);
  }

  /** The Events about a declaration, as {@code type reason: message}. */
  public List<String> events(String name) {
    return cluster().v1()
        .events()
        .inNamespace("default")
        .list()
        .getItems()
        .stream()
        .filter(event -> name.equals(event.getInvolvedObject().getName()))
        .map(event -> event.getType() + " " + event.getReason() + ": " + event.getMessage())
        .toList();
  }

  public void confirm(ServiceConfirmation confirmation) {
    cluster().resource(confirmation).createOr(NonDeletingOperation::update);
  }

  /** The service administrator's word that the declaration, which is being deleted, is cleaned up. */
  public void confirmCleanedUp(String name) {
    ObjectMeta about = declaration(name).orElseThrow().getMetadata();
    confirmCleanedUp(name, about.getUid(), about.getDeletionTimestamp());
  }

  /** That word about whatever life and deletion. */
  public void confirmCleanedUp(String name, String uid, String deletionTimestamp) {
    say(name, new ServiceConfirmationSpec(null, new ServiceConfirmationSpec.CleanedUp(uid, deletionTimestamp)));
  }

  /** The service administrator's word that the declaration's service is set up. */
  public void confirmInitialized(String name) {
    TrustedServiceAccess about = declaration(name).orElseThrow();
    say(name, new ServiceConfirmationSpec(
        new ServiceConfirmationSpec.Initialized(about.getMetadata().getUid(), status(name).enabledTime()), null));
  }

  private void say(String name, ServiceConfirmationSpec words) {
    ServiceConfirmation confirmation = new ServiceConfirmation();
    confirmation.setMetadata(new ObjectMetaBuilder().withName(name).build());
    confirmation.setSpec(words);
    confirm(confirmation);
  }

  public Optional<OrganizationConnection> connection(String name) {
    return Optional.ofNullable(cluster().resources(OrganizationConnection.class).withName(name).get());
  }

  /** What the declaration's status says; there must be one. */
  public TrustedServiceAccessStatus status(String name) {
    return requireNonNull(declaration(name).orElseThrow().getStatus(), "the status of " + name);
  }

  /** The message of a condition, or nothing. */
  public String message(String name, String type) {
    return condition(name, type).map(Condition::message).orElse("");
  }

  /** Waits until the declaration is as wanted. */
  public void await(String name, Predicate<TrustedServiceAccess> wanted) {
    Awaitility.await("the declaration " + name)
        .atMost(LONGEST_WAIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> declaration(name).filter(wanted).isPresent());
  }

  /** Waits until the declaration is gone. */
  public void awaitGone(String name) {
    Awaitility.await("the end of " + name)
        .atMost(LONGEST_WAIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> declaration(name).isEmpty());
  }

  /** Waits until Ready says this. */
  public void awaitReady(String name, String status, String reason) {
    awaitCondition(name, "Ready", status, reason);
  }

  /** Waits until a condition says this. */
  public void awaitCondition(String name, String type, String status, String reason) {
    Awaitility.await(type + " of " + name + " to be " + status + " " + reason)
        .atMost(LONGEST_WAIT)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> condition(name, type).map(c -> c.status() + " " + c.reason()).orElse("none"),
            (status + " " + reason)::equals);
  }

  /** Waits until so many more organization snapshots have ended; what was not done by then is not done. */
  public void awaitSnapshots(int more) {
    long before = snapshots();
    Awaitility.await(more + " more snapshots").atMost(LONGEST_WAIT).until(() -> snapshots() >= before + more + 1);
  }

  private long snapshots() {
    return aws.calls().count("organizations:DescribeOrganization");
  }

  /** Waits until this holds. */
  public void await(String what, BooleanSupplier holds) {
    Awaitility.await(what).atMost(LONGEST_WAIT).pollInterval(Duration.ofMillis(100)).until(holds::getAsBoolean);
  }

  /** The changes at AWS so far that were carried out, as {@code operation principal}, in their order. */
  public List<String> changes() {
    return aws.calls()
        .changes()
        .stream()
        .filter(Call::done)
        .filter(call -> !call.action().startsWith("sts:"))
        .map(call -> call.action().substring(call.action().indexOf(':') + 1)
            + call.principal().map(principal -> " " + principal).orElse(""))
        .toList();
  }

  public Optional<Condition> condition(String name, String type) {
    return declaration(name).map(TrustedServiceAccess::getStatus).flatMap(status -> among(status.conditions(), type));
  }

  public Optional<Condition> connectionCondition(String name, String type) {
    return connection(name).map(OrganizationConnection::getStatus).flatMap(status -> among(status.conditions(), type));
  }

  private static Optional<Condition> among(@Nullable List<Condition> conditions, String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(condition -> type.equals(condition.type())).findFirst();
  }

  /** Waits until a condition of a connection says this. */
  public void awaitConnection(String name, String type, String status, String reason) {
    await(type + " of connection " + name + " to be " + status + " " + reason,
        () -> connectionCondition(name, type)
            .filter(condition -> status.equals(condition.status()) && reason.equals(condition.reason()))
            .isPresent());
  }

  /** What remains, as the declaration's status lists it. */
  public List<TrustedServiceAccessStatus.Remaining> remaining(String name) {
    return Optional.ofNullable(status(name).cleanup())
        .map(TrustedServiceAccessStatus.Cleanup::remaining)
        .orElse(List.of());
  }

  /** The value of the metric with this word among its labels, or nothing. */
  public String metric(String name, String label) {
    return metrics().lines()
        .filter(line -> line.startsWith(name + "{") && line.contains("\"" + label + "\""))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    stopOperator();
    clients.close();
    server.destroy();
    aws.close();
  }
}
