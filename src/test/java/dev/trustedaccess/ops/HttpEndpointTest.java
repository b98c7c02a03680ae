package dev.trustedaccess.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  @Test
  void aPortThatIsTakenIsSaid() {
    assertThatIOException().isThrownBy(
        () -> HttpEndpoint.start(endpoint.port(), () -> true, () -> true, () -> true, () -> "").close());
  }
}
