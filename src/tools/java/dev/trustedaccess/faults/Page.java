package dev.trustedaccess.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of {@code docs/reliability.md} that commands write, each between a line that names the command and an end line. */
final class Page {
  private static final Path PAGE = Path.of("docs/reliability.md");
  private static final String END = "<!-- end of what is written -->";

  private Page() {}

  /** Writes {@code text} in place of what {@code command} wrote before. */
  static void write(String command, String text) {
    try {
      Files.writeString(PAGE, with(Files.readString(PAGE), command, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String with(String page, String command, String text) {
    String line = "<!-- written by " + command + " -->";
    int begin = page.indexOf(line);
    int end = page.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      throw new IllegalStateException("the page lacks the marker lines: " + line);
    }
    return page.substring(0, begin) + line + "\n\n" + text + "\n" + page.substring(end);
  }
}
