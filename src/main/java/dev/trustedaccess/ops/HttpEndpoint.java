package dev.trustedaccess.ops;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Serves what a kubelet and a scraper ask: {@code /healthz/started}, {@code /healthz/ready}, {@code /healthz/live} (200 or 503)
 * and {@code /metrics}.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;

  private HttpEndpoint(HttpServer server) {
    this.server = server;
  }

  /** Listens on {@code port}; 0 picks a free one. Throws IOException where the port is taken. */
  public static HttpEndpoint start(
      int port, BooleanSupplier started, BooleanSupplier ready, BooleanSupplier live, Supplier<String> scrape)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    probe(server, "/healthz/started", started);
    probe(server, "/healthz/ready", ready);
    probe(server, "/healthz/live", live);
    server.createContext("/metrics", exchange -> answer(exchange, OK, "text/plain; version=0.0.4", scrape.get()));
    server.createContext("/", exchange -> answer(exchange, NOT_FOUND, "text/plain", "not found\n"));
    server.start();
    return new HttpEndpoint(server);
  }

  private static void probe(HttpServer server, String path, BooleanSupplier holds) {
    server.createContext(path, exchange -> {
      boolean well = holds.getAsBoolean();
      answer(exchange, well ? OK : UNAVAILABLE, "text/plain", well ? "ok\n" : "not yet\n");
    });
  }

  private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
