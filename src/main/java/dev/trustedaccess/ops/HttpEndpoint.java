package dev.trustedaccess.ops;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Serves what a kubelet and a scraper ask: {@code /healthz/started}, {@code /healthz/ready}, {@code /healthz/live} (200 or 503)
 * and {@code /metrics}.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final SmallServer server;

  private HttpEndpoint(SmallServer server) {
    this.server = server;
  }

  /** Listens on {@code port}; 0 picks a free one. Throws IOException where the port is taken. */
  public static HttpEndpoint start(
      int port, BooleanSupplier started, BooleanSupplier ready, BooleanSupplier live, Supplier<String> scrape)
      throws IOException {
    Map<String, Supplier<Answer>> served = Map.of(
        "/healthz/started", probe(started), "/healthz/ready", probe(ready), "/healthz/live", probe(live),
        "/metrics", new Scrapes(scrape));
    Supplier<Answer> nothing = () -> Answer.text(NOT_FOUND, "not found\n");
    SmallServer server = new SmallServer(port, path -> served.getOrDefault(path, nothing).get());
    server.start();
    return new HttpEndpoint(server);
  }

  private static Supplier<Answer> probe(BooleanSupplier holds) {
    return () -> holds.getAsBoolean() ? Answer.text(OK, "ok\n") : Answer.text(UNAVAILABLE, "not yet\n");
  }

  /** All who ask within a second share one: whoever asks often and reads nothing makes no more of them. */
  private static final class Scrapes implements Supplier<Answer> {
    private static final long SHARED = Duration.ofSeconds(1).toNanos();

    private final Supplier<String> scrape;
    private Answer last = Answer.text(UNAVAILABLE, "");
    private long made = System.nanoTime() - SHARED;

    Scrapes(Supplier<String> scrape) {
      this.scrape = scrape;
    }

    @Override
    public Answer get() {
      long now = System.nanoTime();
      if (now - made >= SHARED) {
        last = Answer.of(OK, "text/plain; version=0.0.4", scrape.get());
        made = now;
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
