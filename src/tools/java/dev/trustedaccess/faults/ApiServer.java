package dev.trustedaccess.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import dev.trustedaccess.component.MockApiServer;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;

/** The mock of an API server that remembers what a process has asked lately, and now and then refuses it something. */
final class ApiServer implements MockApiServer.Before, AutoCloseable {
  private static final Duration KEPT = Duration.ofSeconds(20);

  /** A request of a process. */
  record Asked(Instant at, String agent, String method, String path) {}

  private final KubernetesMockServer server = MockApiServer.start(this);
  private final Deque<Asked> asked = new ConcurrentLinkedDeque<>();
  private final AtomicLong refused = new AtomicLong();
  private volatile BooleanSupplier trouble = () -> false;

  int port() {
    return server.getPort();
  }

  KubernetesMockServer server() {
    return server;
  }

  /** Whether the next request of a process is refused, with 409 where it writes and 500 where it reads. */
  void trouble(BooleanSupplier now) {
    trouble = now;
  }

  long refused() {
    return refused.get();
  }

  @Override
  public Optional<MockResponse> answer(RecordedRequest request, MockApiServer.Stored stored) {
    String agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
    if (!agent.startsWith("process/")) {
      return Optional.empty();
    }
    Instant now = Instant.now();
    asked.add(new Asked(now, agent, request.getMethod(), request.getPath()));
    for (Asked first = asked.peek(); first != null && first.at().isBefore(now.minus(KEPT)); first = asked.peek()) {
      asked.poll();
    }
    boolean watch = request.getPath().contains("watch=");
    if (!watch && trouble.getAsBoolean()) {
      refused.incrementAndGet();
      return Optional.of(request.getMethod().equals("GET")
          ? MockApiServer.refusal(500, "InternalError", "ordered by the test")
          : MockApiServer.refusal(409, "Conflict", "ordered by the test"));
    }
    // Nobody here reads Events; the mock would go through all of them for each request.
    return request.getMethod().equals("POST") && request.getPath().endsWith("/events")
        ? Optional.of(new MockResponse().setResponseCode(201)
            .setBody(new String(request.getBody().getBytes(), StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  /** What this process read since then without a version, which is by quorum, as paths. */
  List<String> quorumReads(String agent, Instant since) {
    return asked.stream()
        .filter(each -> each.agent().equals(agent) && each.method().equals("GET") && !each.at().isBefore(since))
        .map(Asked::path)
        .filter(path -> !path.contains("resourceVersion="))
        .map(path -> path.contains("?") ? path.substring(0, path.indexOf('?')) : path)
        .toList();
  }

  @Override
  public void close() {
    server.destroy();
  }
}
