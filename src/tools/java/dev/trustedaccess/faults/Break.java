package dev.trustedaccess.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * One way in which real operators were wrong, as a change to our sources.
 *
 * @param mistake what such an operator does
 * @param file the source file, below {@code src/main/java/dev/trustedaccess}
 * @param find text that stands in the file exactly once, whatever white space is between its words
 * @param replace what takes its place
 * @param tests simple names of the test classes that are asked first; the first failure ends the run
 */
record Break(String mistake, String file, String find, String replace, List<String> tests) {
  private static final String RESOURCE = "/faults/breaks.yaml";
  private static final Path SOURCES = Path.of("src/main/java/dev/trustedaccess");
  private static final YAMLMapper YAML = YAMLMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
      .build();

  /** All of them, in the order of the file. */
  static List<Break> all() {
    try (InputStream in = Objects.requireNonNull(Break.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return YAML.readValue(in, new TypeReference<List<Break>>() {
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The source file with this mistake in it; an IllegalStateException where the text is not there exactly once. */
  String broken() {
    try {
      String source = Files.readString(SOURCES.resolve(file));
      Matcher places = anyWhiteSpace(find).matcher(source);
      if (!places.find()) {
        throw new IllegalStateException("'" + mistake + "': not found in " + file + ": " + find);
      }
      String before = source.substring(0, places.start());
      String after = source.substring(places.end());
      if (places.find()) {
        throw new IllegalStateException("'" + mistake + "': found twice in " + file + ": " + find);
      }
      return before + replace.strip() + after;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The formatter may break the lines of the sources anew. */
  private static Pattern anyWhiteSpace(String text) {
    return Pattern
        .compile(Arrays.stream(text.strip().split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
  }

  /** The name of the class that the file holds. */
  String type() {
    return "dev.trustedaccess." + file.replace(".java", "").replace('/', '.');
  }
}
