package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Prometheus, which scrapes one operator and judges the alerts by it. */
public final class PrometheusServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  /** As the chart's PodMonitor has it called. */
  private static final String JOB = "trusted-access/trusted-access-operator";

  private final Closer parts;
  private final HttpClient http;
  private final URI endpoint;

  private PrometheusServer(Closer parts, HttpClient http, URI endpoint) {
    this.parts = parts;
    this.http = http;
    this.endpoint = endpoint;
  }

  /**
   * Starts one without any past, and waits until it answers.
   *
   * @param operator host and port of the operator's metrics
   * @param interval between two scrapes, and two judgements
   * @param alerts the file with them
   */
  public static PrometheusServer start(String operator, Duration interval, Path alerts) {
    var parts = new Closer();
    try {
      var folder = parts.add(new ScratchFolder("prometheus"));
      var address = Loopback.ADDRESS + ":" + Loopback.freePort();
      var config = folder.write("prometheus.yml", """
          global: {scrape_interval: %1$ds, scrape_timeout: %1$ds, evaluation_interval: %1$ds}
          rule_files: ["%2$s"]
          scrape_configs:
            - job_name: %3$s
              static_configs: [{targets: ["%4$s"]}]
          """.formatted(interval.toSeconds(), alerts.toAbsolutePath(), JOB, operator));
      var process = parts.add(ManagedProcess.start("prometheus", List.of(
          Binaries.gitops("prometheus").toString(),
          "--config.file=" + config,
          "--storage.tsdb.path=" + folder.folder("data"),
          "--web.listen-address=" + address), Map.of("HOME", folder.folder("home").toString())));
      var http = parts.add(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build());
      var server = new PrometheusServer(parts, http, URI.create("http://" + address));
      process.awaitReady(LIMIT, () -> server.get("/-/ready").statusCode() == 200);
      return server;
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** The data of an answer, such as of {@code query_range}. */
  public JsonNode ask(String what, Map<String, String> parameters) {
    var query = parameters.entrySet()
        .stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
    var answer = get("/api/v1/" + what + "?" + query);
    if (answer.statusCode() != 200) {
      throw new AssertionError("%s %s: %s".formatted(what, parameters, answer.body()));
    }
    try {
      return JSON.readTree(answer.body()).path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    parts.close();
  }

  private HttpResponse<String> get(String path) {
    try {
      return http.send(HttpRequest.newBuilder(endpoint.resolve(path)).timeout(LIMIT).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Prometheus was asked", e);
    }
  }
}
