package dev.trustedaccess.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import dev.trustedaccess.testbed.OperatorProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A cluster that has nothing of ours: the process ends, for whoever started it to see, instead of staying as if it worked. */
class RunCommandTest {
  private static final byte[] NOT_FOUND = """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}
      """.getBytes(UTF_8);

  @TempDir
  private static Path folder;

  @SuppressWarnings("NullAway.Init")
  private HttpServer cluster;

  @BeforeEach
  void start() throws IOException {
    cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cluster.createContext("/", exchange -> {
      try (exchange) {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(404, NOT_FOUND.length);
        exchange.getResponseBody().write(NOT_FOUND);
      }
    });
    cluster.start();
  }

  @AfterEach
  void stop() {
    cluster.stop(0);
  }

  /** With one more argument the command line is parsed; a pod's is not. */
  @ParameterizedTest
  @ValueSource(strings = {"run", "run --"})
  void withoutItsCrdsTheOperatorEndsAndNamesTheRemedy(String line) throws IOException {
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
        apiVersion: v1
        kind: Config
        clusters: [{name: bare, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: bare, user: {token: bare}}]
        contexts: [{name: bare, context: {cluster: bare, user: bare}}]
        current-context: bare
        """.formatted(cluster.getAddress().getPort()));

    var ended = OperatorProcess.verb(kubeconfig,
        Map.of("TRUSTED_ACCESS_HTTP_PORT", "0", "AWS_REGION", "us-east-1"), line.split(" ", -1));

    assertThat(ended.exitCode()).isEqualTo(1);
    String log = ended.stdout() + ended.stderr();
    assertThat(log.lines().filter(event -> !event.contains(" INFO "))).singleElement()
        .asString()
        .contains(
            "ERROR", "http://127.0.0.1:", "organizationconnections", "kubectl apply",
            "trusted-access-operator preflight");
  }
}
