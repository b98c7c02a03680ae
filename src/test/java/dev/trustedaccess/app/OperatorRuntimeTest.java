package dev.trustedaccess.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.trustedaccess.component.MockApiServer;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.telemetry.Metrics;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An API server whose watches end at once, with or without an error. */
class OperatorRuntimeTest {
  private final AtomicInteger watches = new AtomicInteger();
  private final KubernetesMockServer server = MockApiServer.start((request, _) -> watched(request));
  private final KubernetesClients clients = MockApiServer.clients(server);
  private volatile String lastWords = "";

  private Optional<MockResponse> watched(RecordedRequest request) {
    if (!request.getPath().contains("watch=true")) {
      return Optional.empty();
    }
    // Offered no WebSocket, the client watches by a plain request.
    boolean plain = request.getHeader("Upgrade") == null;
    if (plain) {
      watches.incrementAndGet();
    }
    return Optional.of(new MockResponse().setResponseCode(200).setBody(plain ? lastWords : ""));
  }

  private OperatorRuntime start() {
    return OperatorRuntime.start(clients, _ -> {
      throw new IllegalStateException("nothing is declared");
    }, CatalogFile.load(), Timing.STANDARD, new Metrics(new SimpleMeterRegistry()), Leadership.SOLE,
        InstantSource.system());
  }

  @AfterEach
  void stop() {
    clients.close();
    server.destroy();
  }

  @Test
  void watchesThatTheApiServerClosesLeaveItReadyAndAlive() {
    try (var operator = start()) {
      await("each watch to be made again").during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(40))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> {
            assertThat(operator.healthy()).as("ready").isTrue();
            return operator.alive() && watches.get() > 10;
          });
      assertThat(operator.alive(System.nanoTime() + Duration.ofHours(1).toNanos())).as("alive").isTrue();
    }
  }

  /** The framework ends the process where it meets one: this test with it. */
  @Test
  void anInformerThatEndsForGoodFailsLiveWithinMinutes() {
    try (var operator = start()) {
      // In the watches after the first: one that fails while it starts ends the start.
      lastWords = "{\"type\":\"ADDED\",\"object\":null}\n";
      // A minute passes from probe to probe.
      AtomicLong time = new AtomicLong(System.nanoTime());
      await("live to fail").atMost(Duration.ofSeconds(40))
          .until(() -> !operator.alive(time.addAndGet(Duration.ofMinutes(1).toNanos())));
      assertThat(operator.healthy(time.get())).as("ready").isFalse();
    }
  }
}
