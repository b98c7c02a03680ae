package dev.trustedaccess.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.trustedaccess.image.ImageRoot;

/** The operator in a JVM of its own: runtime, jar, AOT cache and options are those of the image. */
final class OperatorJvm implements AutoCloseable {
  private static final ImageRoot IMAGE = new ImageRoot(Path.of("target", "image"));
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;
  private final int pagePort;

  private OperatorJvm(Process process, int port, int pagePort) {
    this.process = process;
    this.port = port;
    this.pagePort = pagePort;
  }

  /** Starts and does not wait; {@code more} flags come after those of the image. */
  static OperatorJvm start(Scene scene, Path folder, String... more) throws IOException {
    int port;
    int pagePort;
    try (var free = new ServerSocket(0); var another = new ServerSocket(0)) {
      port = free.getLocalPort();
      pagePort = another.getLocalPort();
    }
    Path token = Files.writeString(folder.resolve("token"), "scene");
    List<String> line = new ArrayList<>(List.of(
        IMAGE.java().toString(), "@" + ImageRoot.OPTIONS, "-XX:SharedArchiveFile=" + IMAGE.cache()));
    line.addAll(List.of(more));
    line.addAll(List.of("-jar", IMAGE.jar().toString(), "run"));
    var builder = new ProcessBuilder(line).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("operator.log").toFile()));
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(scene.aws().environment(scene.organization().management()));
    builder.environment()
        .putAll(Map.of(
            "HOME", folder.toString(), "TRUSTED_ACCESS_HTTP_PORT", "" + port, "TRUSTED_ACCESS_PAGE_PORT",
            "" + pagePort,
            // As in a pod, but for where the token is.
            "KUBERNETES_SERVICE_HOST", scene.apiServer().getHost(), "KUBERNETES_SERVICE_PORT",
            "" + scene.apiServer().getPort(), "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", token.toString(),
            "KUBERNETES_TRUST_CERTIFICATES", "true"));
    return new OperatorJvm(builder.start(), port, pagePort);
  }

  /** The image's files, as {@code mvn -Pimage package} has made them. */
  static ImageRoot image() {
    return IMAGE;
  }

  /** A figure of its metrics, by the beginning of its line; empty while it is not there. */
  Optional<Double> metric(String beginning) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
      return HTTP.send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(beginning))
          .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst();
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  /** Reads its page; the document's bytes. */
  long page() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pagePort + "/")).build();
    return HTTP.send(request, BodyHandlers.ofByteArray()).body().length;
  }

  /** A line of the kernel's account of the process, in MiB: {@code VmRSS}, {@code VmHWM}. */
  double mebibytes(String field) throws IOException {
    return Files.readString(Path.of("/proc/" + process.pid() + "/status"))
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** The processor time that it has used, in seconds: unlike the time on the clock, hardly another on a busy machine. */
  double processorSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  /** Runs the JDK's own diagnostic command and returns what it says. */
  String jcmd(String... command) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(process.pid())));
    line.addAll(List.of(command));
    Process running = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    running.waitFor(30, TimeUnit.SECONDS);
    return said;
  }

  /** Tells it to end, and waits; a training run writes its cache then. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("the operator did not end");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
