package dev.trustedaccess.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Source files stay small: one idea a file. */
class SourcesTest {
  private static final Path MAIN = Path.of("src/main/java/dev/trustedaccess");
  private static final int MOST_LINES = 320;
  private static final int MOST_LINES_OF_A_RECONCILER = 150;

  /** Lines of each source file, by its path. */
  private static Map<Path, Long> lines() throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      return sources.stream().collect(Collectors.toMap(file -> file, SourcesTest::count, Long::sum, TreeMap::new));
    }
  }

  private static long count(Path file) {
    try (Stream<String> all = Files.lines(file)) {
      return all.count();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  @Test
  void noFileHasGrownTooLarge() throws IOException {
    assertThat(lines()).hasSizeGreaterThan(50)
        .allSatisfy((file, lines) -> assertThat(lines).as(file.toString()).isLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void reconcilersAreThin() throws IOException {
    assertThat(lines().entrySet().stream().filter(entry -> entry.getKey().toString().endsWith("Reconciler.java")))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(entry -> assertThat(entry.getValue()).as(entry.getKey().toString())
            .isLessThan(MOST_LINES_OF_A_RECONCILER));
  }
}
