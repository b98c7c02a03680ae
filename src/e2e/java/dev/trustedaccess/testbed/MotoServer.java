package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * moto, an AWS in memory written by others, over HTTP. Any credentials do; they act in account
 * {@value #ACCOUNT_ID}, those of an assumed role in the role's account.
 */
public final class MotoServer implements AutoCloseable {
  /**
   * The account that credentials belong to which moto has not given out itself. It is moto's own choice: told
   * MOTO_ACCOUNT_ID, it would let assumed roles act in that account too.
   */
  public static final String ACCOUNT_ID = "123456789012";

  private final Closer parts;
  private final HttpClient http;
  private final URI endpoint;

  private MotoServer(Closer parts, HttpClient http, URI endpoint) {
    this.parts = parts;
    this.http = http;
    this.endpoint = endpoint;
  }

  /** Starts a server without any state and waits until it answers. */
  public static MotoServer start() {
    var parts = new Closer();
    try {
      var home = parts.add(new ScratchFolder("moto"));
      var port = Loopback.freePort();
      var process = parts.add(ManagedProcess.start("moto",
          List.of(Binaries.moto("moto_server").toString(), "-H", Loopback.ADDRESS, "-p", String.valueOf(port)),
          Map.of("HOME", home.folder("home").toString())));
      var http = parts.add(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
      var server = new MotoServer(parts, http, URI.create("http://" + Loopback.ADDRESS + ":" + port));
      process.awaitReady(Duration.ofSeconds(60), () -> server.get("/moto-api/") == 200);
      return server;
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** Where every AWS service is served. */
  public URI endpoint() {
    return endpoint;
  }

  /** Forgets everything, in all accounts. */
  public void reset() {
    var status = send(request("/moto-api/reset").POST(BodyPublishers.noBody()).build());
    if (status != 200) {
      throw new IllegalStateException("moto answered a reset with " + status);
    }
  }

  @Override
  public void close() {
    parts.close();
  }

  private int get(String path) {
    return send(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(Duration.ofSeconds(10));
  }

  private int send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while moto was asked", e);
    }
  }
}
