package dev.trustedaccess.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Credentials.Keys;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * STS for a pod with a web identity: answers AssumeRoleWithWebIdentity, which nobody signs, and passes every other call on
 * to the simulator.
 */
public final class WebIdentity implements AutoCloseable {
  /** What the pod's token file contains. */
  public static final String TOKEN = "the-token-of-the-pod";
  private static final Duration SESSION = Duration.ofHours(1);

  private final Simulator aws;
  private final Account account;
  private final String role;
  private final HttpServer server;

  /** For a pod that may assume this role in this account. */
  public WebIdentity(Simulator aws, Account account, String role) throws IOException {
    this.aws = aws;
    this.account = account;
    this.role = role;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  /** The environment that EKS gives such a pod, with a token file in {@code folder}. */
  public Map<String, String> environment(Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("web-identity-token"), TOKEN);
    return Map.of(
        "AWS_REGION", "us-east-1",
        "AWS_ENDPOINT_URL", aws.endpoint().toString(),
        "AWS_ENDPOINT_URL_STS", "http://127.0.0.1:" + server.getAddress().getPort() + "/",
        "AWS_ROLE_ARN", arn(),
        "AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
  }

  private String arn() {
    return "arn:aws:iam::" + account.id() + ":role/" + role;
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Map<String, String> asked = form(body);
    if (!"AssumeRoleWithWebIdentity".equals(asked.get("Action"))) {
      forward(exchange, body);
      return;
    }
    boolean known = TOKEN.equals(asked.get("WebIdentityToken")) && arn().equals(asked.get("RoleArn"));
    Keys keys = aws.world()
        .credentials()
        .assume(account, account.findRole(role).orElseThrow(), "pod", null, SESSION)
        .keys();
    answer(exchange, known ? 200 : 403, """
        <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
        <AccessKeyId>%s</AccessKeyId><SecretAccessKey>%s</SecretAccessKey><SessionToken>%s</SessionToken>
        <Expiration>%s</Expiration>
        </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
        """.formatted(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken(), Instant.now().plus(SESSION)));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> fields = new TreeMap<>();
    Arrays.stream(body.split("&"))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2)
        .forEach(field -> fields.put(field[0], URLDecoder.decode(field[1], UTF_8)));
    return fields;
  }

  private void forward(HttpExchange exchange, String body) throws IOException {
    HttpRequest.Builder request = HttpRequest
        .newBuilder(URI.create(aws.endpoint() + exchange.getRequestURI().getPath()))
        .POST(BodyPublishers.ofString(body));
    for (String header : List.of("Authorization", "X-Amz-Security-Token", "Content-Type", "User-Agent")) {
      exchange.getRequestHeaders().getOrDefault(header, List.of()).forEach(value -> request.header(header, value));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      answer(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    try (exchange; var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
