package dev.trustedaccess.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trustedaccess.page.Holdings;
import dev.trustedaccess.page.Page;
import dev.trustedaccess.page.RecordedHoldings;
import dev.trustedaccess.states.Recorded;
import dev.trustedaccess.states.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** What comes over the wire when somebody asks for the page. */
@SuppressWarnings("NullAway.Init") // started before each test
class PageEndpointTest {
  private final AtomicInteger made = new AtomicInteger();
  private Page page = RecordedHoldings.page(RecordedHoldings.of(Recorded.of(State.CLEANUP_PENDING)));
  private PageEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = PageEndpoint.start(0, () -> {
      made.incrementAndGet();
      return page;
    });
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private String get(String path, String host) throws IOException {
    return raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  private String document() throws IOException {
    String answer = get("/", "localhost:" + endpoint.port());
    assertThat(answer).startsWith("HTTP/1.1 200 ");
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  private static String data(String document) {
    String open = "<script type=\"application/json\" id=\"data\">";
    int from = document.indexOf(open) + open.length();
    return document.substring(from, document.indexOf("</script>", from));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8081", "localhost", "127.0.0.1:9", "[::1]:8081", "LOCALHOST:8081"})
  void isServedToWhoeverAsksOnThisMachine(String host) throws IOException {
    assertThat(get("/", host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example:8081", "localhost.evil.example", "", "10.0.0.1:8081", "localhost:8081:1"})
  void isRefusedUnderAnotherName(String host) throws IOException {
    assertThat(get("/", host)).startsWith("HTTP/1.1 403 ").doesNotContain("block-bad-bots");
    assertThat(made).hasValue(0);
  }

  @Test
  void onlyTheLoopbackInterfaceListens() throws IOException {
    List<InetAddress> others = NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
    for (InetAddress address : others) {
      try (var socket = new Socket()) {
        assertThatIOException().isThrownBy(
            () -> socket.connect(new InetSocketAddress(address, endpoint.port()), 2_000));
      }
    }
    assertThat(document()).isNotEmpty();
  }

  @Test
  void onlyReadsAreServedAndOnlyOneDocument() throws IOException {
    String host = "Host: localhost\r\n\r\n";
    assertThat(raw("POST / HTTP/1.1\r\n" + host)).startsWith("HTTP/1.1 405 ");
    assertThat(raw("DELETE / HTTP/1.1\r\n" + host)).startsWith("HTTP/1.1 405 ");
    assertThat(raw("HEAD / HTTP/1.1\r\n" + host)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    assertThat(get("/metrics", "localhost")).startsWith("HTTP/1.1 404 ");
    assertThat(get("/favicon.ico", "localhost")).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void theDocumentMayRunAndLoadOnlyWhatItHas() throws Exception {
    String answer = get("/", "localhost");
    String head = answer.substring(0, answer.indexOf("\r\n\r\n") + 2);
    String document = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(head.replaceAll("'sha256-[^']+'", "HASH"))
        .contains("Content-Security-Policy: default-src 'none'; script-src HASH HASH; style-src HASH; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n")
        .contains("Cache-Control: no-store\r\n", "X-Content-Type-Options: nosniff\r\n")
        .contains("Cross-Origin-Opener-Policy: same-origin\r\n", "Cross-Origin-Resource-Policy: same-origin\r\n",
            "Referrer-Policy: no-referrer\r\n")
        .doesNotContain("unsafe", "Access-Control-Allow");
    List<String> running = Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL)
        .matcher(document)
        .results()
        .map(each -> each.group(2))
        .toList();
    assertThat(running).hasSize(3);
    for (String each : running) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(each.getBytes(UTF_8));
      assertThat(head).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertThat(document).doesNotContain("sourceMappingURL", "@import")
        .doesNotContainPattern("<[a-z]+ [^>]*\\bsrc=")
        .doesNotContainPattern("<link(?! rel=\"icon\" href=\"data:,\")");
    assertThat(Pattern.compile("dangerouslySetInnerHTML|innerHTML|eval\\(|insertAdjacentHTML")
        .matcher(running.getLast())
        .results()
        .map(MatchResult::group)).as("in the page's own script").isEmpty();
  }

  @Test
  void theDataIsThePageAndNoValueEndsTheScript() throws IOException {
    var object = RecordedHoldings.declaration(Recorded.of(State.CLEANUP_PENDING));
    String hostile = "</script><script>alert(1)</script><!-- & \u2028";
    object.getMetadata().setName(hostile);
    page = RecordedHoldings.page(new Holdings(List.of(object), List.of(), Map.of()));
    String document = document();
    JsonNode data = new ObjectMapper().readTree(data(document));
    assertThat(data.at("/services/0/name").asText()).isEqualTo(hostile);
    assertThat(data.at("/services/0/remaining/0/id").asText()).isEqualTo("block-bad-bots");
    assertThat(data(document)).doesNotContain("<", ">", "&");
    assertThat(document.split("<script", -1)).hasSize(4);
  }

  @Test
  void manyRequestsAtOnceShareOnePage() throws IOException {
    assertThat(made).as("before anyone asks").hasValue(0);
    for (int i = 0; i < 5; i++) {
      document();
    }
    assertThat(made.get()).isBetween(1, 4);
  }
}
