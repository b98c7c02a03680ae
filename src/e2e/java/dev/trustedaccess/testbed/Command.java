package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A program that is run to its end.
 *
 * @param line the program and its arguments
 * @param environment the whole environment of the program, but for PATH, which it gets from this one
 * @param timeout after which the program is killed and the run fails
 */
public record Command(List<String> line, Map<String, String> environment, Duration timeout) {
  public Command {
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
  }

  /** What a program said and how it ended. */
  public record Result(int exitCode, String stdout, String stderr) {
    /**
     * What the program wrote to standard output.
     *
     * @throws AssertionError if it failed; the message has what it wrote to standard error
     */
    public String orFail() {
      if (exitCode != 0) {
        throw new AssertionError("exit code " + exitCode + ": " + stderr + stdout);
      }
      return stdout;
    }
  }

  /** Runs the program with nothing to read. */
  public Result run() {
    return run("");
  }

  /** Runs the program with this text on its standard input. */
  public Result run(String input) {
    try (var folder = new ScratchFolder("command")) {
      // Files rather than pipes: neither side can block the other, whatever is written.
      var stdin = Files.writeString(folder.resolve("stdin"), input);
      var stdout = folder.resolve("stdout");
      var stderr = folder.resolve("stderr");
      var process = ManagedProcess.builder(line, environment)
          .redirectInput(stdin.toFile())
          .redirectOutput(stdout.toFile())
          .redirectError(stderr.toFile())
          .start();
      await(process);
      return new Result(process.exitValue(), read(stdout), read(stderr));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Process process) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(line.getFirst() + " did not end within " + timeout);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + line.getFirst() + " ran", e);
    } finally {
      // A program that is killed cannot end those that it started, as terraform its provider.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String read(Path file) throws IOException {
    // Decodes leniently: what a program writes need not be UTF-8.
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
