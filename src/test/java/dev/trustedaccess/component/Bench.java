package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.app.OperatorRuntime;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.simulator.ExampleOrganization;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Credentials;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.telemetry.Metrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.RecordedRequest;
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
public final class Bench extends BenchObjects implements AutoCloseable {
  public static final String MANAGEMENT = ExampleOrganization.MANAGEMENT;
  public static final String SECURITY = ExampleOrganization.SECURITY;
  /** The cluster's name at AWS. */
  public static final String CLUSTER = "c1057e4a";

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
  private volatile boolean leads = true;
  private volatile boolean eventsRefused;
  private volatile boolean kindsGone;
  private volatile MockApiServer.Before trouble = (_, _) -> Optional.empty();
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
          : trouble.answer(request, stored)
              .or(() -> slowness.answer(request, stored))
              .or(() -> schema.answer(request, stored));
    });
    clients = MockApiServer.clients(server);
  }

  /** The organization of the examples, with its roles and a security account. */
  public static Organization exampleOrganization(Simulator aws) {
    return ExampleOrganization.in(aws);
  }

  public Simulator aws() {
    return aws;
  }

  public Organization organization() {
    return organization;
  }

  @Override
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

  /** From now on the API server answers these requests so. */
  void apiServerAnswers(MockApiServer.Before answers) {
    trouble = answers;
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

  /** Waits until so many more organization snapshots have ended; what was not done by then is not done. */
  public void awaitSnapshots(int more) {
    long before = snapshots();
    Awaitility.await(more + " more snapshots").atMost(LONGEST_WAIT).until(() -> snapshots() >= before + more + 1);
  }

  private long snapshots() {
    return aws.calls().count("organizations:DescribeOrganization");
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
