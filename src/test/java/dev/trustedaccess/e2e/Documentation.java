package dev.trustedaccess.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The commands that documentation shows, to be run as they stand. */
record Documentation(String text) {
  private static final Pattern SHELL = Pattern.compile("^```shell\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  static Documentation of(String file) {
    try {
      return new Documentation(Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shell blocks of the section with this title, in their order. */
  List<String> commands(String title) {
    var heading = "## " + title + "\n";
    var from = text.indexOf(heading);
    if (from < 0) {
      throw new AssertionError("no section " + title);
    }
    var next = text.indexOf("\n## ", from);
    var section = text.substring(from + heading.length(), next < 0 ? text.length() : next);
    return SHELL.matcher(section).results().map(block -> block.group(1)).toList();
  }

  /** The one block of the section that contains this. */
  String command(String title, String part) {
    var found = commands(title).stream().filter(block -> block.contains(part)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " blocks with " + part + " in " + title);
    }
    return found.getFirst();
  }
}
