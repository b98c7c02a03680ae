package dev.trustedaccess.domain.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether two answers of an API server say the same. Ids, times, durations and numbers that stand alone differ from
 * answer to answer. A name never does, whatever digits it has: a reader looks for it in the cluster.
 */
final class VaryingParts {
  private static final String TIME = "\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?";
  private static final Pattern VARYING = Pattern.compile(
      // Behind or in front of these, it is a part of a name, a version or an address.
      "(?<![\\p{Alnum}_./-])(?<!\\p{Alnum}:)(?:"
          + String.join("|",
              "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}",
              "\\d{4}-\\d{2}-\\d{2}(?:[T ]" + TIME + ")?",
              TIME,
              "(?:\\d+(?:\\.\\d+)?(?:ns|us|µs|ms|s|m|h|d))+",
              "(?:0x)?(?=\\p{XDigit}*\\d)\\p{XDigit}{8,}",
              "\\d+(?:\\.\\d+)?")
          + ")(?![\\p{Alnum}_/-])(?![.:]\\p{Alnum})");
  private static final String BLANK = "#";
  /** The end of a text that was shortened, which may be the first part of a word. */
  private static final Pattern CUT = Pattern.compile("([\\p{Alnum}.:+-]*)…$");

  private VaryingParts() {}

  /** Whether an answer says what was reported of an earlier one, which may have been shortened. */
  static boolean same(String reported, String answer) {
    String now = blanked(answer);
    Matcher cut = CUT.matcher(reported);
    if (!cut.find()) {
      return blanked(reported).equals(now);
    }
    String earlier = blanked(reported.substring(0, cut.start()));
    return now.startsWith(earlier)
        && (now.startsWith(cut.group(1), earlier.length()) || now.startsWith(BLANK, earlier.length()));
  }

  private static String blanked(String text) {
    return VARYING.matcher(text).replaceAll(BLANK);
  }
}
