package dev.trustedaccess.faults;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.ScratchFolder;

/**
 * Breaks the code on purpose, one mistake at a time, and sees that the suite fails for each. Prints the table; ends with
 * exit code 1 where a mistake went unnoticed, or where its place in the sources is not found any more. Arguments are parts
 * of the mistakes' names; none means all. The property {@code breaks.write} writes the table into the page.
 */
public final class Breaks {
  /** Asked after the tests that a break names: a mistake may show anywhere. */
  private static final List<String> SUITE = List.of("InvariantsTest");
  private static final Duration LONGEST = Duration.ofMinutes(6);
  private static final int AT_ONCE = 2;

  private record Outcome(Break broken, boolean caught, String by, Duration took) {
    String line() {
      return "| " + broken.mistake() + " | " + (caught ? "`" + by.substring(0, by.indexOf(':')) + "`" : "**nothing**")
          + " |\n";
    }

    String row() {
      return "%-7s %4d s  %-92s  %s".formatted(caught ? "caught" : "MISSED", took.toSeconds(), broken.mistake(), by);
    }
  }

  private Breaks() {}

  public static void main(String[] parts) throws InterruptedException, ExecutionException {
    List<Break> breaks = Break.all()
        .stream()
        .filter(each -> parts.length == 0 || Stream.of(parts).anyMatch(each.mistake()::contains))
        .toList();
    breaks.forEach(Break::broken);
    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Outcome>> runs = breaks.stream().map(each -> workers.submit(() -> run(each))).toList();
      for (Future<Outcome> run : runs) {
        outcomes.add(run.get());
        System.out.println(outcomes.getLast().row());
      }
    }
    if (Boolean.getBoolean("breaks.write")) {
      Page.write("mvn -Pbreaks -Dbreaks.write=true", "| mistake | noticed by |\n| --- | --- |\n"
          + outcomes.stream().map(Outcome::line).collect(Collectors.joining()));
    }
    long caught = outcomes.stream().filter(Outcome::caught).count();
    System.out.printf("%d mistakes made on purpose, %d caught%n", outcomes.size(), caught);
    System.exit(caught == outcomes.size() ? 0 : 1);
  }

  private static Outcome run(Break broken) {
    long begun = System.nanoTime();
    try (ScratchFolder scratch = new ScratchFolder("break")) {
      Path classes = scratch.folder("classes");
      compile(broken, classes);
      SequencedSet<String> tests = new LinkedHashSet<>(broken.tests());
      tests.addAll(SUITE);
      for (String test : tests) {
        Command.Result result = new Command(line(classes, testClass(test)), Map.of(), LONGEST).run();
        if (result.exitCode() == FirstFailure.RED) {
          String by = result.stdout().strip().lines().reduce("", (_, last) -> last);
          return new Outcome(broken, true, test + ": " + by, Duration.ofNanos(System.nanoTime() - begun));
        }
        if (result.exitCode() != FirstFailure.GREEN) {
          throw new IllegalStateException(test + " ended with " + result.exitCode() + ": " + result.stderr());
        }
      }
      return new Outcome(broken, false, "by nothing", Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private static void compile(Break broken, Path to) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean compiled = compiler.getTask(
        said, null, null,
        List.of("-d", to.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-nowarn",
            "-parameters"),
        null, List.of(new Source(broken.type(), broken.broken()))).call();
    if (!compiled) {
      throw new IllegalStateException("'" + broken.mistake() + "' does not compile: " + said);
    }
  }

  private static List<String> line(Path first, String testClass) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--sun-misc-unsafe-memory-access=allow",
        "-Djava.util.logging.config.file=src/test/resources/logging.properties",
        "-cp", first + System.getProperty("path.separator") + System.getProperty("java.class.path"),
        FirstFailure.class.getName(), testClass);
  }

  /** A test class that exists in more than one package is given with its package, such as {@code kube.MemoryTest}. */
  private static String testClass(String name) {
    Path sources = Path.of("src");
    String file = name.replace('.', '/') + ".java";
    try (Stream<Path> all = Files.walk(sources)) {
      List<String> found = all.map(Path::toString)
          .filter(path -> path.endsWith("/" + file))
          .toList();
      if (found.size() != 1) {
        throw new IllegalStateException("the test " + name + " is to be one of " + found);
      }
      String source = found.getFirst();
      return source.substring(source.indexOf("dev/trustedaccess"), source.length() - ".java".length())
          .replace('/', '.');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///" + type.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
