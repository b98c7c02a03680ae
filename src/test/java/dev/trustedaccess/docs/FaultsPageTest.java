package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/faults.md} has each fault once, in order, with tests that exist. */
class FaultsPageTest {
  private static final int FAULTS = 48;
  private static final Pattern ROW = Pattern.compile("(?m)^\\| K\\d+\\.(\\d+) \\|[^|]+\\|([^|]+)\\|$");
  /** {@code Type#method}, {@code Type}, or a file such as a chart's test. */
  private static final Pattern TEST = Pattern.compile("`([^`#]+)(?:#(\\w+))?`");

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/faults.md"));
  }

  @Test
  void hasEachFaultOnce() throws IOException {
    List<Integer> rows = ROW.matcher(page()).results().map(row -> Integer.parseInt(row.group(1))).toList();
    assertThat(rows).containsExactlyElementsOf(IntStream.rangeClosed(1, FAULTS).boxed().toList());
  }

  @Test
  void namesTestsThatExist() throws IOException {
    List<String> missing = new ArrayList<>();
    for (var row : ROW.matcher(page()).results().toList()) {
      var tests = TEST.matcher(row.group(2)).results().toList();
      if (tests.isEmpty()) {
        missing.add("a test of row " + row.group(1));
      }
      tests.stream()
          .filter(test -> !exists(test.group(1), Optional.ofNullable(test.group(2))))
          .forEach(test -> missing.add(test.group()));
    }
    assertThat(missing).isEmpty();
  }

  private static boolean exists(String name, Optional<String> method) {
    if (name.contains(".")) {
      return Files.exists(Path.of(name)) || Files.exists(Path.of("helm/trusted-access-operator/tests", name));
    }
    return sources(name).anyMatch(source -> method.isEmpty() || source.contains(" " + method.get() + "("));
  }

  /** The texts of the test classes of this name: more than one package may have one. */
  private static Stream<String> sources(String type) {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<Path> found = files.filter(file -> file.endsWith(type + ".java")).toList();
      List<String> texts = new ArrayList<>();
      for (Path file : found) {
        texts.add(Files.readString(file));
      }
      return texts.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
