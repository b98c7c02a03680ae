package dev.trustedaccess.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Clients of an API server that sends the headers of a response, and then nothing more. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KubernetesClientsTest {
  private static final Duration LIMIT = Duration.ofMillis(1500);

  private final StallingServer server = new StallingServer();
  private final KubernetesClients clients = KubernetesClients.of(
      new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:" + server.port() + "/").build(), LIMIT, LIMIT);

  @AfterEach
  void stop() {
    clients.close();
    server.close();
  }

  @Test
  void aReadEndsThoughTheBodyNeverDoes() {
    for (KubernetesClient client : List.of(clients.strict(), clients.standard())) {
      assertThatThrownBy(() -> client.configMaps().inNamespace("default").withName("any").get())
          .isInstanceOf(KubernetesClientException.class)
          .hasStackTraceContaining("the response was not complete 1 seconds after its headers");
    }
  }

  @Test
  void aListAndAWriteEndToo() {
    assertThatThrownBy(() -> clients.standard().configMaps().inNamespace("default").list())
        .isInstanceOf(KubernetesClientException.class);
    assertThatThrownBy(() -> clients.standard().configMaps().inNamespace("default").withName("any").delete())
        .isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void aWatchIsNotEnded() throws InterruptedException {
    Watcher<ConfigMap> watcher = new Watcher<>() {
      @Override
      public void eventReceived(Action action, ConfigMap object) {}

      @Override
      public void onClose(WatcherException cause) {}
    };
    try (var _ = clients.standard().configMaps().inNamespace("default").watch(watcher)) {
      server.watches().acquire();
      assertThat(server.watches().tryAcquire(LIMIT.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS))
          .as("whether it was ended and begun again")
          .isFalse();
    }
  }

  /** An upgrade to HTTP/2 in mid-request garbles large bodies. */
  @Test
  void plainHttpIsNotUpgraded() {
    for (KubernetesClient client : List.of(clients.strict(), clients.standard())) {
      assertThatThrownBy(() -> client.configMaps().inNamespace("default").withName("any").get())
          .isInstanceOf(KubernetesClientException.class);
    }
    assertThat(server.requests()).isNotEmpty().noneMatch(request -> request.contains("h2c"));
  }

  private static final class StallingServer implements AutoCloseable {
    /** Content-Length: what it says is never sent in whole. */
    private static final String HEADERS = """
        HTTP/1.1 200 OK\r
        Content-Type: application/json\r
        Content-Length: 1000\r
        \r
        {""";
    /** To a request for a WebSocket: the client then watches by a plain request. */
    private static final String NO_WEB_SOCKET = """
        HTTP/1.1 200 OK\r
        Content-Length: 0\r
        \r
        """;

    private final ServerSocket listening;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Semaphore watches = new Semaphore(0);

    StallingServer() {
      try {
        listening = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
      } catch (IOException unavailable) {
        throw new UncheckedIOException(unavailable);
      }
      Thread.ofVirtual().start(this::accept);
    }

    int port() {
      return listening.getLocalPort();
    }

    /** One permit for each watch that was begun by a plain request. */
    Semaphore watches() {
      return watches;
    }

    List<String> requests() {
      return requests;
    }

    private void accept() {
      while (!listening.isClosed()) {
        try {
          Socket socket = listening.accept();
          open.add(socket);
          Thread.ofVirtual().start(() -> answer(socket));
        } catch (IOException closed) {
          return;
        }
      }
    }

    private void answer(Socket socket) {
      try {
        byte[] request = new byte[8192];
        for (int read = socket.getInputStream().read(request); read > 0; read = socket.getInputStream().read(request)) {
          String text = new String(request, 0, read, StandardCharsets.US_ASCII);
          requests.add(text);
          boolean webSocket = text.contains("Sec-WebSocket-Key");
          if (!webSocket && text.contains("watch=true")) {
            watches.release();
          }
          socket.getOutputStream().write((webSocket ? NO_WEB_SOCKET : HEADERS).getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException closed) {
        // The client has ended the request, as it should.
      }
    }

    @Override
    public void close() {
      try {
        listening.close();
        for (Socket socket : open) {
          socket.close();
        }
      } catch (IOException closed) {
        throw new UncheckedIOException(closed);
      }
    }
  }
}
