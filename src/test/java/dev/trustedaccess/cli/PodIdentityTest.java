package dev.trustedaccess.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.WebIdentity;
import dev.trustedaccess.simulator.world.Credentials.Keys;
import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.OperatorProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

/** The two ways in which EKS gives a pod its AWS identity, each with the variables and files that its web hook or agent sets. */
class PodIdentityTest {
  private static final String POD_TOKEN = WebIdentity.TOKEN;
  private static final String POD_ROLE = "trusted-access-pod";

  @TempDir
  private static Path folder;

  private final Bench bench = new Bench();
  @SuppressWarnings("NullAway.Init")
  private HttpServer stub;
  @SuppressWarnings("NullAway.Init")
  private Path token;

  @BeforeEach
  void start() throws IOException {
    bench.organization().management().role(POD_ROLE);
    bench.organization().enableAccess("ds.amazonaws.com");
    token = Files.writeString(folder.resolve("token"), POD_TOKEN);
    stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stub.start();
  }

  @AfterEach
  void stop() {
    stub.stop(0);
    bench.close();
  }

  @Test
  void podIdentity() {
    stub.createContext("/v1/credentials", exchange -> {
      boolean known = POD_TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
      Keys keys = podKeys();
      answer(exchange, known ? 200 : 403, known ? """
          {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s", "Expiration": "%s"}
          """.formatted(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken(), inAnHour()) : "{}");
    });

    Command.Result result = export(Map.of(
        "AWS_ENDPOINT_URL", bench.aws().endpoint().toString(),
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", url("/v1/credentials"),
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.toString()));

    actsAsThePod(result);
  }

  @Test
  void rolesForServiceAccounts() throws IOException {
    Command.Result result;
    try (var sts = new WebIdentity(bench.aws(), bench.organization().management(), POD_ROLE)) {
      result = export(sts.environment(folder));
    }

    actsAsThePod(result);
  }

  private void actsAsThePod(Command.Result result) {
    assertThat(result.orFail()).contains("servicePrincipal: ds.amazonaws.com").doesNotContain(POD_TOKEN);
    assertThat(bench.aws().calls().of("sts:AssumeRole")).isNotEmpty()
        .allSatisfy(call -> assertThat(call.role()).isEqualTo(POD_ROLE));
  }

  private static Command.Result export(Map<String, String> identity) {
    Map<String, String> environment = new HashMap<>(Map.of("AWS_REGION", "us-east-1"));
    environment.putAll(identity);
    return OperatorProcess.verb(folder.resolve("none"), environment, "export", "--external-id",
        "trusted-access-operator",
        "--role-arn", "arn:aws:iam::" + Bench.MANAGEMENT + ":role/trusted-access-organizations");
  }

  private Keys podKeys() {
    var management = bench.organization().management();
    return bench.aws()
        .world()
        .credentials()
        .assume(management, management.findRole(POD_ROLE).orElseThrow(), "pod", null, ofHours(1))
        .keys();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + stub.getAddress().getPort() + path;
  }

  private static Instant inAnHour() {
    return Instant.now().plus(ofHours(1));
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    try (exchange; var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
