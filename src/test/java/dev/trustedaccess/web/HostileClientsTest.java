package dev.trustedaccess.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.trustedaccess.component.Bench;
import dev.trustedaccess.component.MockApiServer;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.testbed.HostileConnections;
import dev.trustedaccess.testbed.HostileConnections.Manner;
import dev.trustedaccess.testbed.OperatorProcess;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The operator with the image's heap, and others in the cluster that reach its port and mean no good. */
@Isolated("what it measures must not be another test's")
@SuppressWarnings("NullAway.Init") // started before all
class HostileClientsTest {
  private static final int PROBES = 10;
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(1);
  private static final int MOST_GROWTH_KIB = 2 * 1024;

  @TempDir
  private static Path folder;
  private static KubernetesMockServer cluster;
  private static Simulator aws;
  private static OperatorProcess operator;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    cluster = MockApiServer.start();
    aws = Simulator.start();
    port = OperatorProcess.freePort();
    Map<String, String> environment = new HashMap<>(aws.environment(Bench.exampleOrganization(aws).management()));
    environment.put("TRUSTED_ACCESS_HTTP_PORT", String.valueOf(port));
    operator = OperatorProcess.runWithTheImagesHeap(Files.writeString(folder.resolve("kubeconfig"), """
        apiVersion: v1
        kind: Config
        clusters: [{name: mock, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: mock, user: {token: mock}}]
        contexts: [{name: mock, context: {cluster: mock, user: mock}}]
        current-context: mock
        """.formatted(cluster.getPort())), environment);
    operator.awaitReady(URI.create("http://127.0.0.1:" + port + "/healthz/ready"));
  }

  @AfterAll
  static void stop() {
    operator.close();
    aws.close();
    cluster.destroy();
  }

  @Test
  void aProbeIsAnsweredWithinASecondAndTheHeapIsAsBefore() throws Exception {
    int before = operator.heap();
    long trickling = slowestProbe(500, HostileConnections::trickling);
    long silent = slowestProbe(500, HostileConnections::silent);
    long large = slowestProbe(60, HostileConnections::large);
    long unread = slowestProbe(500, HostileConnections::unread);
    int after = operator.heap();

    System.out.printf(
        "slowest of %d probes: %d ms beside 500 connections that trickle headers, %d ms beside 500 that say nothing, %d ms"
            + " beside 60 with 300 KB of unfinished headers, %d ms beside 500 that read no answer; heap %.1f MiB before,"
            + " %.1f MiB after%n",
        PROBES, trickling, silent, large, unread, before / 1024.0, after / 1024.0);
    assertThat(after - before).as("growth of the heap in KiB").isLessThan(MOST_GROWTH_KIB);
  }

  /** In milliseconds; each probe must be answered 200 within its limit. */
  private static long slowestProbe(int count, Manner manner) throws IOException, InterruptedException {
    long slowest = 0;
    try (var hostile = HostileConnections.start(count, port, manner)) {
      await("so many connections")
          .atMost(Duration.ofSeconds(15))
          .until(() -> hostile.made() >= count);
      for (int i = 0; i < PROBES; i++) {
        slowest = Math.max(slowest, probe());
        Thread.sleep(50);
      }
    }
    assertThat(operator.isAlive()).as("the operator runs").isTrue();
    return slowest;
  }

  /** With a client of its own, as a kubelet has: a connection for each probe. */
  private static long probe() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz/live"))
        .timeout(PROBE_LIMIT)
        .build();
    try (var client = HttpClient.newBuilder().connectTimeout(PROBE_LIMIT).build()) {
      long begun = System.nanoTime();
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
  }
}
