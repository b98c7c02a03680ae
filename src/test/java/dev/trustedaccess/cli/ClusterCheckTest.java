package dev.trustedaccess.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.cli.ClusterCheck.Obstacle;
import dev.trustedaccess.component.MockApiServer;
import dev.trustedaccess.testbed.OperatorProcess;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What prevents a start is named before the operator's libraries run into it. */
class ClusterCheckTest {
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Optional<MockResponse> answer = Optional.empty();
  private volatile int refusals = Integer.MAX_VALUE;
  private final KubernetesMockServer server = MockApiServer
      .start((_, _) -> asked.incrementAndGet() <= refusals ? answer : Optional.empty());

  @AfterEach
  void stop() {
    server.destroy();
  }

  private Optional<Obstacle> check(Duration patience) throws InterruptedException {
    try (KubernetesClients clients = MockApiServer.clients(server)) {
      return new ClusterCheck(clients.strict(), patience).obstacle();
    }
  }

  private static Obstacle at(String address) throws InterruptedException {
    Config config = new ConfigBuilder(Config.empty()).withMasterUrl(address).build();
    try (KubernetesClients clients = KubernetesClients.of(config)) {
      return new ClusterCheck(clients.strict(), Duration.ZERO).obstacle().orElseThrow();
    }
  }

  @Test
  void aClusterWithEverythingIsAskedOnceForEachKind() throws InterruptedException {
    assertThat(check(Duration.ofSeconds(5))).isEmpty();
    assertThat(asked).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource({
      "401, does not accept these credentials. Sign in again",
      "403, does not let this identity list organizationconnections.trustedaccess.dev. Install the operator's RBAC",
      "404, does not have the CRD organizationconnections.trustedaccess.dev. Apply the CRDs: kubectl apply"})
  void whatOnlyAPersonCanChangeIsNamedAtOnce(int code, String message) throws InterruptedException {
    answer = Optional.of(MockApiServer.refusal(code, "Refused", "no"));

    assertThat(check(Duration.ofMinutes(1))).hasValueSatisfying(obstacle -> {
      assertThat(obstacle.passing()).isFalse();
      assertThat(obstacle.message()).contains(message).contains(server.getHostName());
    });
    assertThat(asked).hasValue(1);
  }

  /** As an API server that starts does. */
  @Test
  void anApiServerThatIsSoonWellAgainPreventsNothing() throws InterruptedException {
    answer = Optional.of(MockApiServer.refusal(503, "ServiceUnavailable", "starting"));
    refusals = 1;

    assertThat(check(Duration.ofSeconds(10))).isEmpty();
  }

  @Test
  void oneThatStaysIllIsNamedAfterThat() throws InterruptedException {
    answer = Optional.of(MockApiServer.refusal(503, "ServiceUnavailable", "starting"));

    assertThat(check(Duration.ofMillis(2500))).hasValueSatisfying(obstacle -> {
      assertThat(obstacle.passing()).isTrue();
      assertThat(obstacle.message()).contains("HTTP status 503", "It says: starting");
    });
    assertThat(asked).hasValueGreaterThan(1);
  }

  @Test
  void whyNothingAnswersIsNamed() throws InterruptedException {
    assertThat(at("https://127.0.0.1:" + OperatorProcess.freePort() + "/").message()).contains("refuses connections");
    assertThat(at("https://cluster.invalid:6443/").message()).contains("has a name that DNS does not know");
  }

  @Test
  void aCertificateThatIsNotTrustedIsNamed() throws InterruptedException {
    KubernetesMockServer untrusted = new KubernetesMockServer(true);
    untrusted.init();
    try {
      assertThat(at("https://localhost:" + untrusted.getPort() + "/"))
          .satisfies(obstacle -> assertThat(obstacle.passing()).isFalse())
          .extracting(Obstacle::message)
          .asString()
          .contains("could not be reached over TLS", "certificate authority");
    } finally {
      untrusted.destroy();
    }
  }
}
