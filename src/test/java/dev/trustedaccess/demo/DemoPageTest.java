package dev.trustedaccess.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.page.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo shows the page only to whoever asks for it, and then in any case. */
class DemoPageTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Terminal terminal = new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), false);

  private Optional<DemoPage> start(String asked) throws IOException {
    return DemoPage.start(asked, () -> Page.standby(Instant.EPOCH, "demo", "", 8081), terminal);
  }

  private static int answer(DemoPage page) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(URI.create(page.address())).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void whoDoesNotAskGetsNone() throws IOException {
    assertThat(start("false")).isEmpty();
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsNamedInOneLineAndThePageIsServedOnAnother() throws IOException, InterruptedException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DemoPage page = start(Integer.toString(other.getLocalPort())).orElseThrow()) {
      assertThat(answer(page)).isEqualTo(200);
      assertThat(shown.toString(StandardCharsets.UTF_8))
          .contains("Port " + other.getLocalPort() + " cannot be used", "in use", page.address(), "-Ddemo.page=PORT")
          .doesNotContain("Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "70000", "-1", ""})
  void whatIsNoPortStillShowsThePage(String asked) throws IOException, InterruptedException {
    try (DemoPage page = start(asked).orElseThrow()) {
      assertThat(answer(page)).isEqualTo(200);
      assertThat(shown.toString(StandardCharsets.UTF_8)).contains("Port " + asked + " cannot be used", page.address());
    }
  }

  @Test
  void aChosenPortIsUsed() throws IOException {
    int free;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = probe.getLocalPort();
    }
    try (DemoPage page = start(Integer.toString(free)).orElseThrow()) {
      assertThat(page.address()).isEqualTo("http://localhost:" + free);
      assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
    }
  }
}
