package dev.trustedaccess.cli;

import java.util.regex.Pattern;

/** What files and AWS say, as a part of one line: it may have characters that a terminal acts on, or look like another line. */
final class OneLine {
  private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private OneLine() {}

  static String of(String text) {
    return NOT_SHOWN.matcher(text).replaceAll(" ");
  }
}
