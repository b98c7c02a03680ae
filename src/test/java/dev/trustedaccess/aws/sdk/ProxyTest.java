package dev.trustedaccess.aws.sdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.wellarchitected.WellArchitectedClient;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The chart gives the proxy to the JVM, by its properties, which every request to AWS has to obey. */
class ProxyTest {
  private static final String HOST = "https.proxyHost";
  private static final String PORT = "https.proxyPort";
  private static final String TUNNEL = "CONNECT aws.example.invalid:443 HTTP/1.1";

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final ServerSocket proxy = listen();
  private final Clients clients = new Clients(Optional.of(URI.create("https://aws.example.invalid")), "test");

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void setProxy() {
    Thread.ofVirtual().start(this::refuse);
    System.setProperty(HOST, proxy.getInetAddress().getHostAddress());
    System.setProperty(PORT, String.valueOf(proxy.getLocalPort()));
  }

  @AfterEach
  void clearProxy() throws IOException {
    System.clearProperty(HOST);
    System.clearProperty(PORT);
    clients.close();
    proxy.close();
  }

  /** Answers that it lets nobody through, until it is closed. */
  private void refuse() {
    while (!proxy.isClosed()) {
      try (var client = proxy.accept();
          var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
        asked.add(lines.readLine());
        while (!lines.readLine().isEmpty()) {
          // The rest of the head.
        }
        client.getOutputStream().write("HTTP/1.1 502 no\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
      } catch (IOException e) {
        // The test is over, or the client closed first.
      }
    }
  }

  @Test
  void aReadGoesThroughIt() throws InterruptedException {
    goesThrough(client -> client.getGlobalSettings(request -> request.overrideConfiguration(sent())));
  }

  @Test
  void aChangeThatIsSentByPatchGoesThroughIt() throws InterruptedException {
    goesThrough(client -> client.updateGlobalSettings(request -> request.overrideConfiguration(sent())));
  }

  private void goesThrough(Consumer<WellArchitectedClient> call) throws InterruptedException {
    var client = clients.get(WellArchitectedClient.class, WellArchitectedClient::builder, "us-east-1", false);
    assertThatThrownBy(() -> call.accept(client)).isInstanceOf(SdkClientException.class);
    assertThat(asked.poll(10, TimeUnit.SECONDS)).isEqualTo(TUNNEL);
  }

  private static AwsRequestOverrideConfiguration sent() {
    return AwsRequestOverrideConfiguration.builder()
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .putExecutionAttribute(
            SendPermit.attribute(), new SendPermit(List.of(), Optional.empty(), InstantSource.system()))
        .build();
  }
}
