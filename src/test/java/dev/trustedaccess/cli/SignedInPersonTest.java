package dev.trustedaccess.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Credentials;
import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.OperatorProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A person who signs in with IAM Identity Center, as {@code aws sso login} does, has no keys but those that it hands out. */
class SignedInPersonTest {
  private static final String START = "https://example.awsapps.com/start";

  @TempDir
  private Path home;

  /** What {@code aws configure sso} and {@code aws sso login} leave behind. */
  private void signIn() throws IOException, NoSuchAlgorithmException {
    Path folder = Files.createDirectories(home.resolve(".aws/sso/cache"));
    Files.writeString(home.resolve(".aws/config"), """
        [profile security]
        sso_session = example
        sso_account_id = %s
        sso_role_name = Reader
        [sso-session example]
        sso_start_url = %s
        sso_region = us-east-1
        """.formatted(Bench.MANAGEMENT, START));
    String name = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest("example".getBytes(UTF_8)));
    Files.writeString(folder.resolve(name + ".json"), """
        {"startUrl": "%s", "region": "us-east-1", "accessToken": "token", "expiresAt": "2999-01-01T00:00:00Z"}
        """.formatted(START));
  }

  @Test
  void theirOrganizationIsExported() throws IOException, NoSuchAlgorithmException {
    signIn();
    HttpServer identityCenter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (Simulator aws = Simulator.start()) {
      Credentials.Keys keys = Bench.exampleOrganization(aws).management().keys();
      byte[] answer = """
          {"roleCredentials": {"accessKeyId": "%s", "secretAccessKey": "%s", "sessionToken": "any", "expiration": 32472144000000}}
          """
          .formatted(keys.accessKeyId(), keys.secretAccessKey())
          .getBytes(UTF_8);
      identityCenter.createContext("/federation/credentials", exchange -> {
        try (exchange) {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
        }
      });
      identityCenter.start();
      Map<String, String> environment = new HashMap<>(Map.of(
          "HOME", home.toString(), "AWS_PROFILE", "security", "AWS_ENDPOINT_URL", aws.endpoint().toString(),
          "AWS_ENDPOINT_URL_SSO", "http://127.0.0.1:" + identityCenter.getAddress().getPort()));

      Command.Result ended = OperatorProcess.verb(home.resolve("none"), environment, "export");

      assertThat(ended.exitCode()).as(ended.stderr()).isZero();
      assertThat(ended.stdout()).contains("organizationId: o-exampleorg1");
    } finally {
      identityCenter.stop(0);
    }
  }
}
