package dev.trustedaccess.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.trustedaccess.domain.organization.Reason;

/** The page of the reasons, from the line that each has in its source. */
final class ReasonsPage {
  private static final Path SOURCE = Path.of("src/main/java/dev/trustedaccess/domain/organization/Reason.java");
  private static final Pattern COMMENTED = Pattern.compile("/\\*\\*\\s*(.*?)\\s*\\*/\\s*(\\w+)\\(\"",
      Pattern.DOTALL);

  private ReasonsPage() {}

  /** The line of each reason; empty if it has none. */
  static Map<Reason, String> lines() {
    Map<Reason, String> lines = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      lines.put(reason, "");
    }
    Matcher found = COMMENTED.matcher(source());
    while (found.find()) {
      lines.put(Reason.valueOf(found.group(2)), found.group(1).replaceAll("\\s*\\n\\s*\\*?\\s*", " "));
    }
    return lines;
  }

  static String text() {
    var page = new StringBuilder(
        """
            # Reasons

            The values of `reason` in a condition, and of the column REASON. They are API: no reason is renamed, and none gets another meaning.

            | reason | meaning |
            |---|---|
            """);
    lines().forEach((reason, line) -> page.append("| `%s` | %s |%n".formatted(reason, line)));
    return page.toString();
  }

  private static String source() {
    try {
      String all = Files.readString(SOURCE);
      return all.substring(all.indexOf("enum Reason "));
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
