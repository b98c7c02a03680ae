package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The operator in a JVM of its own, from the built jar, so that it can be killed, stopped and watched as in a cluster.
 * Before the jar exists it runs from this JVM's class path; where {@code trustedaccess.image} names an unpacked image, from that.
 */
public final class OperatorProcess implements AutoCloseable {
  private static final String CONTAINER = Path.of(".ci", "testbed", "container").toAbsolutePath().toString();
  private static final Duration VERB_LIMIT = Duration.ofSeconds(60);
  private static final Duration READY_LIMIT = Duration.ofSeconds(30);

  private final Closer parts;
  private final ManagedProcess process;

  private OperatorProcess(Closer parts, ManagedProcess process) {
    this.parts = parts;
    this.process = process;
  }

  /**
   * Starts {@code run}; returns before it is ready.
   *
   * @param environment the operator's configuration; nothing of this JVM's own environment reaches it
   */
  public static OperatorProcess run(Path kubeconfig, Map<String, String> environment) {
    var parts = new Closer();
    try {
      var home = parts.add(new ScratchFolder("operator"));
      var process = parts.add(ManagedProcess.start("operator", line(home, List.of("run")),
          environment(home, kubeconfig, environment)));
      return new OperatorProcess(parts, process);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** Runs a verb that ends by itself, such as {@code version} or {@code confirm cleaned-up NAME}. */
  public static Command.Result verb(Path kubeconfig, Map<String, String> environment, String... arguments) {
    try (var home = new ScratchFolder("operator")) {
      return new Command(line(home, List.of(arguments)), environment(home, kubeconfig, environment), VERB_LIMIT).run();
    }
  }

  /** A folder in this one with a program in it: what the documentation calls {@code trusted-access-operator}. */
  static Path programs(ScratchFolder home) {
    var folder = home.folder("bin");
    var line = line(home, List.of()).stream().map(part -> "'" + part + "'").collect(Collectors.joining(" "));
    var program = home.write("bin/trusted-access-operator", "#!/bin/sh\nexec " + line + " \"$@\"\n");
    if (!program.toFile().setExecutable(true)) {
      throw new IllegalStateException(program + " cannot be made executable");
    }
    return folder;
  }

  /** A loopback port for the operator to serve its health at. */
  public static int freePort() {
    return Loopback.freePort();
  }

  /** Waits until a GET of this address answers 200; fails at once, with the end of the log, if the operator ends. */
  public void awaitReady(URI readiness) {
    var request = HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build();
    try (var http = HttpClient.newHttpClient()) {
      process.awaitReady(READY_LIMIT, () -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as a crash does: SIGKILL. */
  public void kill() {
    process.kill();
  }

  /** Ends it as a cluster does, SIGTERM, and returns its exit code (143 where the signal itself ended the JVM). */
  public int terminate() {
    return process.terminate();
  }

  /** Holds all its threads: SIGSTOP. */
  public void pause() {
    process.signal("STOP");
  }

  /** Lets it go on where it was held: SIGCONT. */
  public void resume() {
    process.signal("CONT");
  }

  /** What it wrote so far, standard output and error together, as lines. */
  public List<String> log() {
    try {
      return new String(Files.readAllBytes(process.log()), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    parts.close();
  }

  private static List<String> line(ScratchFolder home, List<String> arguments) {
    var image = System.getProperty("trustedaccess.image");
    if (image != null) {
      return Stream.concat(Stream.of(CONTAINER, image), arguments.stream()).toList();
    }
    List<String> line = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Duser.home=" + home.folder("home"),
        // Small, since it shares two cores with an API server and the tests.
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx128m"));
    var jar = Path.of(System.getProperty("trustedaccess.jar", ""));
    line.addAll(Files.isRegularFile(jar)
        ? List.of(
            // Halves the start. Made by the first operator that ends in order; the name changes with the jar.
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + jar.resolveSibling("operator-" + jar.toFile().lastModified() + ".jsa"),
            "-jar", jar.toString())
        : List.of("-cp", System.getProperty("java.class.path"), "dev.trustedaccess.Main"));
    line.addAll(arguments);
    return line;
  }

  private static Map<String, String> environment(ScratchFolder home, Path kubeconfig, Map<String, String> given) {
    Map<String, String> environment = new HashMap<>(Map.of(
        "HOME", home.folder("home").toString(),
        "KUBECONFIG", kubeconfig.toString(),
        // A test that forgot its credentials must not ask the machine's metadata service for some.
        "AWS_EC2_METADATA_DISABLED", "true"));
    environment.putAll(given);
    return environment;
  }
}
