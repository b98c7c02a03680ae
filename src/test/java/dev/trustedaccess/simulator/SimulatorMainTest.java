package dev.trustedaccess.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SimulatorMainTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir
  private Path directory;

  /** As Maven starts it: a signal that ends Maven does not reach its child. */
  @Test
  void endsWithTheProcessThatStartedIt() throws Exception {
    Path settings = directory.resolve("simulator.env");
    Process parent = new ProcessBuilder("sh", "-c", "\"$@\" & wait", "sh",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "-cp", System.getProperty("java.class.path"), SimulatorMain.class.getName(), settings.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(directory.resolve("errors").toFile())
        .start();
    Optional<ProcessHandle> started = Optional.empty();
    try {
      Awaitility.await("the simulator").atMost(LIMIT).until(() -> parent.children().findAny().isPresent());
      ProcessHandle simulator = parent.children().findAny().orElseThrow();
      started = Optional.of(simulator);
      Awaitility.await("its settings").atMost(LIMIT).until(() -> Files.exists(settings));
      parent.destroy();
      simulator.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(simulator.isAlive()).isFalse();
    } finally {
      started.ifPresent(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }
}
