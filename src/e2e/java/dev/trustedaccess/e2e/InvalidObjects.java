package dev.trustedaccess.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads {@code src/e2e/resources/invalid}: objects with, in comments above each, what it is and what refuses it. */
public final class InvalidObjects {
  private static final Path FOLDER = Path.of("src/e2e/resources/invalid");
  private static final String REFUSED = "# refused: ";

  /**
   * One object that the API server must refuse.
   *
   * @param title what is wrong with it
   * @param refusal parts of the message, naming the field and the remedy
   */
  public record Invalid(String title, List<String> refusal, String yaml) {
    @Override
    public String toString() {
      return title;
    }
  }

  private InvalidObjects() {}

  public static List<Invalid> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted()
          .flatMap(file -> Stream.of(read(file).split("(?m)^---$")))
          .map(InvalidObjects::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Invalid parse(String document) {
    List<String> comments = document.lines().filter(line -> line.startsWith("# ")).toList();
    List<String> refusal = comments.stream()
        .filter(line -> line.startsWith(REFUSED))
        .map(line -> line.substring(REFUSED.length()))
        .toList();
    if (refusal.isEmpty()) {
      throw new IllegalStateException("nothing says how this is refused:\n" + document);
    }
    return new Invalid(comments.getFirst().substring(2), refusal, document);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
