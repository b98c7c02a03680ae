package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

/** A program that runs beside the test until it is told to end; it never outlives this JVM. */
final class ManagedProcess implements AutoCloseable {
  private static final Path LOGS = Path.of("target", "testbed-logs");
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final AtomicInteger STARTED = new AtomicInteger();
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
  }

  private final String name;
  private final Process process;
  private final Path log;

  private ManagedProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a program; what it writes goes to a log file of its own.
   *
   * @param environment the program's whole environment, but for PATH
   */
  static ManagedProcess start(String name, List<String> line, Map<String, String> environment) {
    try {
      Files.createDirectories(LOGS);
      // The pid keeps the logs of several test JVMs, and of earlier runs, apart.
      var log = LOGS.resolve(
          "%s-%d-%d.log".formatted(name, ProcessHandle.current().pid(), STARTED.incrementAndGet()));
      var process = builder(line, environment).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      RUNNING.add(process);
      return new ManagedProcess(name, process, log.toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing of this JVM's environment but PATH reaches a child: least of all somebody's credentials. */
  static ProcessBuilder builder(List<String> line, Map<String, String> environment) {
    var builder = new ProcessBuilder(line);
    builder.environment().keySet().retainAll(Set.of("PATH"));
    builder.environment().putAll(environment);
    return builder;
  }

  /** Waits until the probe answers true; an exception counts as "not yet". Fails at once when the program ends. */
  void awaitReady(Duration limit, Callable<Boolean> probe) {
    try {
      await(name).atMost(limit)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .failFast(name + " ended", () -> !process.isAlive())
          .ignoreExceptions()
          .until(probe);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new IllegalStateException(name + " is not ready; the end of its log:\n" + logTail(), e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path log() {
    return log;
  }

  /** Sends a signal by its name. The JDK itself knows only SIGTERM and SIGKILL. */
  void signal(String signal) {
    new Command(List.of("kill", "-" + signal, String.valueOf(pid())), Map.of(), GRACE).run().orFail();
  }

  /** Sends SIGTERM and returns the exit code; kills a program that does not end within the grace period. */
  int terminate() {
    process.destroy();
    if (!ended(GRACE)) {
      kill();
      throw new IllegalStateException(name + " did not end within " + GRACE + " of SIGTERM");
    }
    return process.exitValue();
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() {
    process.destroyForcibly();
    if (!ended(GRACE)) {
      throw new IllegalStateException(name + " survived SIGKILL");
    }
  }

  /** Ends the program, by force where asking is not enough. */
  @Override
  public void close() {
    process.destroy();
    if (!ended(GRACE)) {
      kill();
    }
  }

  private boolean ended(Duration limit) {
    try {
      var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        RUNNING.remove(process);
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IllegalStateException("interrupted while " + name + " was ending", e);
    }
  }

  private String logTail() {
    try {
      var text = new String(Files.readAllBytes(log), UTF_8);
      return text.substring(Math.max(0, text.length() - 4_000));
    } catch (IOException e) {
      return "(unreadable: " + e.getMessage() + ")";
    }
  }
}
