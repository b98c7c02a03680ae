package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No link in the documentation leads nowhere, and each alert has its runbook. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");

  static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""))) {
      return Stream.concat(top, Stream.of("docs", "helm", "examples").flatMap(LinksTest::below))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkOfAPageLeadsSomewhere(Path page) throws IOException {
    List<String> dead = new ArrayList<>();
    var links = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
    while (links.find()) {
      if (!links.group(1).matches("(https?|mailto):.*") && !exists(page, links.group(1))) {
        dead.add(links.group(1));
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void everyAlertHasASectionOfTheRunbooks() {
    assertThat(Alerts.all()).hasSizeGreaterThan(10).allSatisfy(alert -> {
      String runbook = alert.annotations().getOrDefault("runbook", "");
      assertThat(runbook).as(alert.name()).isEqualTo("docs/runbooks.md#" + alert.name().toLowerCase(Locale.ROOT));
      assertThat(exists(Path.of("README.md"), runbook)).as(runbook).isTrue();
    });
  }

  private static boolean exists(Path page, String link) {
    String[] parts = link.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  /** As GitHub makes them. */
  private static List<String> anchors(Path page) {
    try {
      return HEADING.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
          .results()
          .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
          .toList();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static Stream<Path> below(String folder) {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.toList().stream();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
