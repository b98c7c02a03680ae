package dev.trustedaccess.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@SuppressWarnings("NullAway.Init") // started before each test
class HttpEndpointTest {
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final AtomicBoolean live = new AtomicBoolean(true);
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = HttpEndpoint.start(0, started::get, ready::get, live::get, () -> "a_metric 1.0\n");
  }

  @AfterEach
  void stop() {
    endpoint.close();
    client.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + endpoint.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void eachProbeAnswersForItself() throws IOException, InterruptedException {
    assertThat(get("/healthz/started").statusCode()).isEqualTo(503);
    assertThat(get("/healthz/ready").statusCode()).isEqualTo(503);
    assertThat(get("/healthz/live").statusCode()).isEqualTo(200);
    started.set(true);
    assertThat(get("/healthz/started").statusCode()).isEqualTo(200);
    assertThat(get("/healthz/ready").statusCode()).isEqualTo(503);
    ready.set(true);
    assertThat(get("/healthz/ready").body()).isEqualTo("ok\n");
    live.set(false);
    assertThat(get("/healthz/live").body()).isEqualTo("not yet\n");
  }

  @Test
  void metricsAreServedAndNothingElse() throws IOException, InterruptedException {
    assertThat(get("/metrics").body()).isEqualTo("a_metric 1.0\n");
    assertThat(get("/metrics").headers().firstValue("Content-Type")).hasValueSatisfying(
        type -> assertThat(type).startsWith("text/plain"));
    assertThat(get("/env").statusCode()).isEqualTo(404);
  }

  /** What comes back for these bytes, to the end of the connection. */
  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void whatIsNotServedIsRefusedWithWords() throws IOException {
    assertThat(raw("POST /metrics HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")).startsWith("HTTP/1.1 405 ");
    assertThat(raw("hello\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(raw("GET /" + "x".repeat(2_000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 431 ");
    assertThat(raw("GET / HTTP/1.1\r\n" + "X-Filler: xxxxxxxx\r\n".repeat(1_000))).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void aHeadHasNoBody() throws IOException {
    assertThat(raw("HEAD /metrics HTTP/1.1\r\n\r\n")).contains("200 OK", "Content-Length: 13").endsWith("\r\n\r\n");
  }

  @Test
  void aRequestThatIsNeverEndedIsClosed() throws IOException {
    long begun = System.nanoTime();
    assertThat(raw("GET /healthz/live HTTP/1.1\r\nHost: ")).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(20));
  }

  @Test
  void aBugBehindOneAnswerLeavesTheOthers() throws IOException, InterruptedException {
    try (var broken = HttpEndpoint.start(0, () -> {
      throw new IllegalStateException("a bug");
    }, () -> true, () -> true, () -> "")) {
      var started = URI.create("http://localhost:" + broken.port() + "/healthz/started");
      assertThat(
          client.send(HttpRequest.newBuilder(started).build(), HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(500);
      assertThat(client.send(HttpRequest.newBuilder(started.resolve("/healthz/live")).build(),
          HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aLargeAnswerArrivesWhole() throws IOException, InterruptedException {
    String large = "a_metric 1.0\n".repeat(200_000);
    try (var endless = HttpEndpoint.start(0, () -> true, () -> true, () -> true, () -> large)) {
      assertThat(
          client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + endless.port() + "/metrics")).build(),
              HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo(large);
    }
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    assertThatIOException().isThrownBy(
        () -> HttpEndpoint.start(endpoint.port(), () -> true, () -> true, () -> true, () -> "").close());
  }
}
