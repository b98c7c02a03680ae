package dev.trustedaccess.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.trustedaccess.page.Page;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page on the loopback interface, at {@code /}. Only {@code kubectl port-forward} reaches it there, so
 * Kubernetes' own rules decide who may see it. A request for another host name is refused: a website that lets its name
 * point to the loopback address cannot read the page.
 */
public final class PageEndpoint implements AutoCloseable {
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
  /** A browser opens a few at a time; each holds a response in memory until it is read. */
  private static final int CONNECTIONS = 8;
  /** A forwarded connection may be slow. */
  private static final Duration ANSWER_TIME = Duration.ofSeconds(30);
  /** All requests within this time share one response. */
  private static final Duration SHARED = Duration.ofSeconds(1);

  private final SmallHttpServer server;
  private final Supplier<Page> page;
  private @Nullable PageDocument document;
  private @Nullable HttpAnswer last;
  private long createdAt;

  private PageEndpoint(int port, Supplier<Page> page) throws IOException {
    this.page = page;
    server = new SmallHttpServer(
        new SmallHttpServer.Options(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "the page", CONNECTIONS, ANSWER_TIME),
        this::answer);
  }

  /**
   * Listens on {@code port} of the loopback interface; 0 picks a free port. Throws IOException if the port is in use.
   *
   * @param page what is shown; asked for one page at a time, and not before the first request
   */
  public static PageEndpoint start(int port, Supplier<Page> page) throws IOException {
    PageEndpoint endpoint = new PageEndpoint(port, page);
    endpoint.server.start();
    return endpoint;
  }

  public int port() {
    return server.port();
  }

  private HttpAnswer answer(RequestHead.Asked asked) {
    if (!HOSTS.contains(PORT.matcher(asked.host()).replaceFirst(""))) {
      return HttpAnswer.text(FORBIDDEN, "served as localhost only\n");
    }
    return asked.path().equals("/") ? document() : HttpAnswer.text(NOT_FOUND, "not found\n");
  }

  private HttpAnswer document() {
    long now = System.nanoTime();
    HttpAnswer shared = last;
    if (shared != null && now - createdAt < SHARED.toNanos()) {
      return shared;
    }
    PageDocument made = document;
    if (made == null) {
      made = PageDocument.load();
      document = made;
    }
    HttpAnswer answer = new HttpAnswer(
        OK, "text/html; charset=utf-8", made.headers(), ByteBuffer.wrap(made.of(page.get())).asReadOnlyBuffer());
    last = answer;
    createdAt = now;
    return answer;
  }

  @Override
  public void close() {
    server.close();
  }
}
