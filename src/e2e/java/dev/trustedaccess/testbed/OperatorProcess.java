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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.image.ImageRoot;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The operator in a JVM of its own, from the built jar, so that it can be killed, stopped and watched as in a cluster.
 * Before the jar exists it runs from this JVM's class path; where {@code trustedaccess.image} names an unpacked image, from that.
 */
public final class OperatorProcess implements AutoCloseable {
  private static final String CONTAINER = Path.of(".ci", "testbed", "container").toAbsolutePath().toString();
  /** It shares two cores with an API server and the tests. */
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m");
  /** Those of the image's options that the heap depends on. */
  private static final List<String> HEAP = List.of(
      "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel", "-Xm",
      "-XX:+ExitOnOutOfMemoryError");
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
    return run(kubeconfig, environment, SMALL);
  }

  /** The same with the heap that the image gives it. */
  public static OperatorProcess runWithTheImagesHeap(Path kubeconfig, Map<String, String> environment) {
    try {
      return run(kubeconfig, environment, Files.readAllLines(ImageRoot.OPTIONS)
          .stream()
          .filter(option -> HEAP.stream().anyMatch(option::startsWith))
          .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OperatorProcess run(Path kubeconfig, Map<String, String> environment, List<String> options) {
    var parts = new Closer();
    try {
      var home = parts.add(new ScratchFolder("operator"));
      var process = parts.add(ManagedProcess.start("operator", line(home, options, List.of("run")),
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

  /** What is alive on its heap, in KiB, after a collection. */
  public int heap() {
    jcmd("GC.run");
    return Pattern.compile("total \\d+K, used (\\d+)K")
        .matcher(jcmd("GC.heap_info"))
        .results()
        .mapToInt(generation -> Integer.parseInt(generation.group(1)))
        .sum();
  }

  private String jcmd(String command) {
    return new Command(List.of(
        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(pid()), command),
        Map.of(), VERB_LIMIT).run().orFail();
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
    return line(home, SMALL, arguments);
  }

  private static List<String> line(ScratchFolder home, List<String> options, List<String> arguments) {
    var image = System.getProperty("trustedaccess.image");
    if (image != null) {
      return Stream.concat(Stream.of(CONTAINER, image), arguments.stream()).toList();
    }
    List<String> line = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Duser.home=" + home.folder("home")));
    line.addAll(options);
    var jar = Path.of(System.getProperty("trustedaccess.jar", ""));
    line.addAll(Files.isRegularFile(jar)
        ? List.of(
            // Halves the start. Made by the first operator that ends in order; the name changes with the jar and the heap.
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + jar.resolveSibling(
                "operator-%d-%x.jsa".formatted(jar.toFile().lastModified(), options.hashCode())),
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
