package dev.trustedaccess.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.testbed.OperatorProcess;
import dev.trustedaccess.testbed.RealApiServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The operator as a process of its own, between a real API server and the simulator of AWS, with the organization of
 * {@code examples/}. What it leaves in the cluster is removed at the end.
 */
final class Live extends LiveObjects implements AutoCloseable {
  /**
   * How long lists are taken to lag behind changes. The simulator's do not, unless told to; but no less than what a plan may
   * wait for its turn, or a change is sent again.
   */
  static final Duration SETTLE = Duration.ofSeconds(12);

  private final RealApiServer server;
  private final KubernetesClients clients;
  private final Simulator aws = Simulator.start();
  private final Organization organization = Bench.exampleOrganization(aws);
  private final Witness witness;
  private Duration settle = SETTLE;
  private @Nullable OperatorProcess operator;
  private int port;

  Live(RealApiServer server) {
    super(server);
    this.server = server;
    clients = KubernetesClients.of(server.config(RealApiServer.ADMIN));
    witness = Witness.of(aws, clients.standard());
  }

  Simulator aws() {
    return aws;
  }

  Organization organization() {
    return organization;
  }

  Witness witness() {
    return witness;
  }

  @Override
  KubernetesClient cluster() {
    return clients.standard();
  }

  /** Everything is there that the services of the examples wait for, but what is made once access is enabled. */
  Live everythingToWaitForIsThere() {
    organization.management()
        .things("us-east-1")
        .put("organization-aggregator", "all");
    organization.management().things("us-east-1").put("instance", "arn:aws:sso:::instance/ssoins-00000000031ce6f0");
    organization.management().role("AWSArtifactAccountSync", "/service-role/");
    return this;
  }

  /** Has the operator reckon with another lag. */
  Live settlingWithin(Duration lag) {
    settle = lag;
    return this;
  }

  Live startOperator() {
    return startOperator(server.endpoint().kubeconfig(SharedCluster.OPERATOR));
  }

  /** Starts the operator and waits until it is ready. */
  Live startOperator(java.nio.file.Path kubeconfig) {
    operator = start(kubeconfig, Map.of());
    return this;
  }

  /** Starts one of several operators, with more of its environment, and waits until it is ready; it is the caller's to close. */
  OperatorProcess startReplica(Map<String, String> environment) {
    return start(server.endpoint().kubeconfig(SharedCluster.OPERATOR), environment);
  }

  /** Starts an operator for the same organization in another cluster, and waits until it is ready; it is the caller's to close. */
  OperatorProcess startIn(RealApiServer other) {
    return start(other.endpoint().kubeconfig(SharedCluster.OPERATOR), Map.of());
  }

  private OperatorProcess start(java.nio.file.Path kubeconfig, Map<String, String> more) {
    port = OperatorProcess.freePort();
    Map<String, String> environment = new TreeMap<>(aws.environment(organization.management()));
    environment.put("TRUSTED_ACCESS_HTTP_PORT", String.valueOf(port));
    environment.put("TRUSTED_ACCESS_SETTLE_TIME", settle.toString());
    environment.putAll(more);
    var started = OperatorProcess.run(kubeconfig, environment);
    try {
      started.awaitReady(URI.create("http://127.0.0.1:" + port + "/healthz/ready"));
      return started;
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
  }

  /** Another process takes over from one that was killed. */
  void restartOperator() {
    stopOperator();
    startOperator();
  }

  /** Host and port of the operator that was started last. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** The metrics of the operator that was started last. */
  String scrape() {
    return scrape(address());
  }

  /** What the operator at this host and port shows Prometheus. */
  String scrape(String address) {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create("http://" + address + "/metrics")).build(),
          BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the metrics were read", e);
    }
  }

  /** Whether an operator was started and not stopped. */
  boolean runs() {
    return operator != null;
  }

  OperatorProcess operator() {
    return Objects.requireNonNull(operator, "no operator was started");
  }

  /** Ends the operator as a cluster does. */
  void stopOperator() {
    if (operator != null) {
      operator.close();
      operator = null;
    }
  }

  /** Waits until a pass that began after this call has judged the declaration. */
  void awaitAnotherSnapshot() {
    var since = aws.calls().last();
    await("two more snapshots").until(
        () -> aws.calls()
            .since(since)
            .stream()
            .filter(c -> c.action().equals("organizations:DescribeOrganization"))
            .count() >= 2);
  }

  /** Watches for the time of several snapshots, and that nothing is changed at AWS meanwhile. */
  void staysQuiet(Duration time) {
    var changes = aws.calls().changes().size();
    var until = Instant.now().plus(time);
    Awaitility.await("quiet at AWS")
        .atMost(time.plusSeconds(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> {
          if (aws.calls().changes().size() != changes) {
            throw new AssertionError("changed at AWS: " + aws.calls().changes());
          }
          return Instant.now().isAfter(until);
        });
  }

  @Override
  public void close() {
    stopOperator();
    removeAll();
    leave();
  }

  /** Ends all but what is in the cluster. */
  void leave() {
    stopOperator();
    clients.close();
    aws.close();
  }
}
