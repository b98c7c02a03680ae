package dev.trustedaccess.demo;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

import dev.trustedaccess.page.Page;
import dev.trustedaccess.web.PageEndpoint;

/** The operator's page beside the demo, for whoever asks for it. */
final class DemoPage implements AutoCloseable {
  private static final String PORT = "8081";

  private final PageEndpoint endpoint;

  private DemoPage(PageEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Starts the page, on another port if the wanted one is in use: what somebody wants to see is the page.
   *
   * @param asked the property {@code demo.page}: false for no page, true for port 8081, or a port
   */
  static Optional<DemoPage> start(String asked, Supplier<Page> page, Terminal terminal) throws IOException {
    if (asked.equals("false")) {
      return Optional.empty();
    }
    String wanted = asked.equals("true") ? PORT : asked;
    try {
      return Optional.of(new DemoPage(PageEndpoint.start(Integer.parseInt(wanted), page)));
    } catch (IOException | IllegalArgumentException unusable) {
      DemoPage free = new DemoPage(PageEndpoint.start(0, page));
      terminal.tell("Port " + wanted + " cannot be used for the page (" + unusable.getMessage() + "), so it is at "
          + free.address() + ". To choose another port: mvn -q -Pdemo -Ddemo.page=PORT");
      return Optional.of(free);
    }
  }

  String address() {
    return "http://localhost:" + endpoint.port();
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
