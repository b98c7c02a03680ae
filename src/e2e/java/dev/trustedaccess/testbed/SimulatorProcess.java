package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.trustedaccess.simulator.SimulatorMain;

/** The simulator of AWS in a JVM of its own, as {@code mvn -Psimulator} starts it. */
public final class SimulatorProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  /** The last line of the settings. */
  private static final String COMPLETE = "AWS_SECRET_ACCESS_KEY";

  private final Closer parts;
  private final Path settings;

  private SimulatorProcess(Closer parts, Path settings) {
    this.parts = parts;
    this.settings = settings;
  }

  /** Starts it, and waits until it has written how to reach it. */
  public static SimulatorProcess start() {
    var parts = new Closer();
    try {
      Path settings = parts.add(new ScratchFolder("simulator")).resolve("simulator.env");
      parts.add(ManagedProcess.start("simulator", List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
          "-cp", System.getProperty("java.class.path"), SimulatorMain.class.getName(), settings.toString()), Map.of()))
          .awaitReady(START_LIMIT, () -> Files.readString(settings).contains(COMPLETE));
      return new SimulatorProcess(parts, settings);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** What the file of settings exports. */
  public Map<String, String> environment() {
    try {
      return Files.readAllLines(settings)
          .stream()
          .map(line -> line.substring("export ".length()).split("=", 2))
          .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    parts.close();
  }
}
