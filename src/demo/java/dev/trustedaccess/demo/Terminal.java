package dev.trustedaccess.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.joining;

/** Prints lines of at most {@value #WIDTH} characters, in color only on a terminal. */
final class Terminal {
  private static final int WIDTH = 100;
  private static final String INDENT = "  ";

  private final PrintStream out;
  private final boolean colored;

  Terminal(PrintStream out, boolean colored) {
    this.out = out;
    this.colored = colored;
  }

  /** Standard output; colored if it is a terminal and {@code NO_COLOR} is not set. */
  static Terminal ofProcess(Map<String, String> environment) {
    boolean watched = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(System.out, watched && wanted);
  }

  void heading(String text) {
    out.println();
    out.println(Style.HEADING.on(text, colored));
    out.println();
  }

  /** Prose. */
  void tell(String text) {
    wrap(text, WIDTH - INDENT.length()).forEach(line -> out.println(INDENT + line));
  }

  void gap() {
    out.println();
  }

  /** What a person types; a long command continues on the next line, as a shell accepts it. */
  void command(String line) {
    String typed = String.join(" \\\n" + INDENT.repeat(3), wrap(line, WIDTH - 4 * INDENT.length()));
    out.println(INDENT + Style.COMMAND.on("$ " + typed, colored));
  }

  /** The output of a command. */
  void answer(String line) {
    out.println(INDENT + line);
  }

  /** The reason of a condition or Event, and its message below. */
  void quote(String who, String reason, String message) {
    out.println(INDENT + who + "  " + Style.NOTABLE.on(reason, colored));
    wrap(message, WIDTH - 2 * INDENT.length())
        .forEach(line -> out.println(INDENT + INDENT + Style.QUIET.on(line, colored)));
  }

  void good(String text) {
    wrap(text, WIDTH - INDENT.length()).forEach(line -> out.println(INDENT + Style.GOOD.on(line, colored)));
  }

  void bad(String text) {
    wrap(text, WIDTH - INDENT.length()).forEach(line -> out.println(INDENT + Style.BAD.on(line, colored)));
  }

  /** A table as kubectl prints it, the header first; each column as wide as its widest cell. */
  void table(List<List<String>> rows) {
    List<Integer> widths = IntStream.range(0, rows.getFirst().size())
        .mapToObj(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
        .toList();
    row(widths, rows.getFirst(), true);
    rows.stream().skip(1).forEach(row -> row(widths, row, false));
  }

  /** One row of a table. */
  void row(List<Integer> widths, List<String> cells, boolean header) {
    String line = IntStream.range(0, cells.size())
        .mapToObj(column -> styled(cells.get(column), header) + " ".repeat(Math.max(0, widths.get(column)
            - cells.get(column).length())))
        .collect(joining("   "));
    out.println(INDENT + line.stripTrailing());
  }

  private String styled(String cell, boolean header) {
    Style style = header ? Style.QUIET : switch (cell) {
      case "True" -> Style.GOOD;
      case "False", "Unknown" -> Style.NOTABLE;
      default -> Style.PLAIN;
    };
    return style.on(cell, colored);
  }

  /** Breaks at spaces; text that is longer than a line stays whole. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** Ways to emphasize. */
  private enum Style {
    PLAIN(""), HEADING("1;36"), COMMAND("1"), QUIET("2"), GOOD("32"), NOTABLE("33"), BAD("1;31");

    private final String code;

    Style(String code) {
      this.code = code;
    }

    String on(String text, boolean colored) {
      return colored && !code.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
  }
}
