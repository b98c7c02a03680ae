package dev.trustedaccess.simulator.wire;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

import static java.util.Objects.requireNonNullElse;

/**
 * The HTTP server, on loopback only, a virtual thread for each request. It is Vert.x because the JDK's own server
 * overwrites the {@code Date} header, and the operator takes AWS's time from there.
 */
final class HttpEdge implements AutoCloseable {
  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter
      .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
      .withZone(ZoneOffset.UTC);
  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<HttpIn, Optional<HttpOut>> answers;
  private final Supplier<Instant> now;
  private final HttpServer server;

  /**
   * Starts it.
   *
   * @param port 0 for any free one
   * @param answers empty to cut the connection
   */
  HttpEdge(int port, Supplier<Instant> now, Function<HttpIn, Optional<HttpOut>> answers) {
    this.now = now;
    this.answers = answers;
    this.server = await(vertx.createHttpServer().requestHandler(this::accept).listen(port, LOOPBACK));
  }

  URI endpoint() {
    return URI.create("http://" + LOOPBACK + ":" + server.actualPort());
  }

  private void accept(HttpServerRequest request) {
    request.body().onSuccess(body -> threads.execute(() -> serve(request, body.toString())));
  }

  private void serve(HttpServerRequest request, String body) {
    Optional<HttpOut> out;
    try {
      out = answers.apply(read(request, body));
    } catch (RuntimeException bug) {
      out = Optional.of(new HttpOut(500, "text/plain", Map.of(), "The simulator failed: " + bug));
    }
    out.ifPresentOrElse(o -> write(request, o), () -> request.connection().close());
  }

  private static HttpIn read(HttpServerRequest request, String body) {
    var headers = new HashMap<String, String>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new HttpIn(request.method().name(), requireNonNullElse(request.path(), "/"),
        QueryProtocol.form(requireNonNullElse(request.query(), "")), headers,
        body);
  }

  private void write(HttpServerRequest request, HttpOut out) {
    var response = request.response().setStatusCode(out.status());
    response.putHeader("Date", HTTP_DATE.format(now.get()));
    response.putHeader("Content-Type", out.contentType());
    out.headers().forEach(response::putHeader);
    response.end(out.body());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the simulator's server", e);
    }
  }
}
