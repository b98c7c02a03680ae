package dev.trustedaccess.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Serves {@code /healthz/started}, {@code /healthz/ready} and {@code /healthz/live} (200 or 503) for a kubelet, and
 * {@code /metrics} for Prometheus.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;
  private static final int CONNECTIONS = 128;
  private static final Duration ANSWER_TIME = Duration.ofSeconds(5);

  private final SmallHttpServer server;

  private HttpEndpoint(SmallHttpServer server) {
    this.server = server;
  }

  /** Listens on {@code port}; 0 picks a free port. Throws IOException if the port is in use. */
  public static HttpEndpoint start(
      int port, BooleanSupplier started, BooleanSupplier ready, BooleanSupplier live, Supplier<String> scrape)
      throws IOException {
    Map<String, Supplier<HttpAnswer>> served = Map.of(
        "/healthz/started", probe(started), "/healthz/ready", probe(ready), "/healthz/live", probe(live),
        "/metrics", new Scrapes(scrape));
    Supplier<HttpAnswer> nothing = () -> HttpAnswer.text(NOT_FOUND, "not found\n");
    SmallHttpServer server = new SmallHttpServer(
        new SmallHttpServer.Options(
            new InetSocketAddress(port), "health and metrics", CONNECTIONS, ANSWER_TIME),
        asked -> served.getOrDefault(asked.path(), nothing).get());
    server.start();
    return new HttpEndpoint(server);
  }

  private static Supplier<HttpAnswer> probe(BooleanSupplier holds) {
    return () -> holds.getAsBoolean() ? HttpAnswer.text(OK, "ok\n") : HttpAnswer.text(UNAVAILABLE, "not yet\n");
  }

  /**
   * All requests within a second share one response, so that a client that asks often and reads nothing causes no
   * further ones.
   */
  private static final class Scrapes implements Supplier<HttpAnswer> {
    private static final long SHARED = Duration.ofSeconds(1).toNanos();

    private final Supplier<String> scrape;
    private HttpAnswer last = HttpAnswer.text(UNAVAILABLE, "");
    private long createdAt = System.nanoTime() - SHARED;

    Scrapes(Supplier<String> scrape) {
      this.scrape = scrape;
    }

    @Override
    public HttpAnswer get() {
      long now = System.nanoTime();
      if (now - createdAt >= SHARED) {
        last = HttpAnswer.of(OK, "text/plain; version=0.0.4", scrape.get());
        createdAt = now;
      }
      return last;
    }
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
  }
}
