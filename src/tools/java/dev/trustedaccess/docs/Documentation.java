package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, and the commands that it shows. */
record Documentation(Path page, String text) {
  /** They are written by tests from the code and from what was seen, never by hand; what they quote is tested there. */
  private static final Set<String> GENERATED = Set.of(
      "metrics.md", "reasons.md", "reference.md", "services.md", "states.md");
  private static final Path CHART = Path.of("helm/trusted-access-operator");

  private static final Pattern SHELL = Pattern.compile("(?ms)^```shell\n(.*?)^```$");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
  /** In the chart's notes, which are plain text: up to two spaces, behind which its purpose stands. */
  private static final Pattern NUMBERED = Pattern.compile("(?m)^ +\\d\\. (.+?)(?: {2,}.*)?$");
  private static final Pattern PROGRAM = Pattern
      .compile("(alias|aws|helm|java|keytool|kubectl|mvn|terraform|trusted-access-operator) .+");

  static Documentation of(Path page) {
    try {
      return new Documentation(page, Files.readString(page));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  /** Every page that people read commands from, the examples and the chart's notes among them. */
  static List<Path> pages() {
    var single = Stream.of(Path.of("README.md"), CHART.resolve("README.md"), CHART.resolve("templates/NOTES.txt"));
    return Stream.concat(single, Stream.of("docs", "examples").flatMap(Documentation::below)).sorted().toList();
  }

  /** Each shell block as a whole, and each inline code that begins with a program of ours or of others. */
  List<String> commands() {
    var blocks = SHELL.matcher(text).results().map(block -> block.group(1).strip());
    var prose = FENCED.matcher(text).replaceAll("");
    var inline = Stream.of(INLINE, NUMBERED)
        .flatMap(pattern -> pattern.matcher(prose).results())
        .map(code -> code.group(1).replaceAll("\\s+", " "))
        .filter(code -> PROGRAM.matcher(code).matches());
    return Stream.concat(blocks, inline).distinct().toList();
  }

  private static Stream<Path> below(String folder) {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().matches(".*\\.(md|yaml)"))
          .filter(file -> !GENERATED.contains(file.getFileName().toString()))
          .toList()
          .stream();
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
