package dev.trustedaccess.domain;

import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules for messages: short, without anything that changes by itself, and where a person must act, ending in a command or
 * a field that can be typed.
 */
final class Wording {
  private static final Pattern TIME = Pattern
      .compile("\\d{1,2}:\\d{2}|\\d{4}-\\d{2}|\\d+ ?(s|m|h|seconds|minutes|hours)\\b");
  /** Digits that stand alone and are no account, nor the rest of one: a counter. */
  private static final Pattern COUNTER = Pattern.compile("(?<![\\w.-])\\d{1,11}(?![\\w.…-])");
  /** A capital, or the name of an operation, a principal or a field. */
  private static final Pattern BEGIN = Pattern.compile("^([A-Z]|[a-z-]+:[A-Z]|[a-z][A-Za-z0-9.-]*\\.[A-Za-z]+ )");
  private static final Pattern FIELD = Pattern.compile(
      "(spec|status|metadata|memberRoles)\\.[A-Za-z.]+\\.?$|trustedaccess\\.dev/[a-z-]+$");
  private static final Pattern COMMAND = Pattern.compile(
      "(kubectl (describe|delete|edit|patch) \\S+ \\S+( --type merge -p '\\S+')?"
          + "|trusted-access-operator confirm (initialized|cleaned-up) \\S+"
          + "|aws [a-z-]+ [a-z-]+"
          + "|Step: .+)$");

  private Wording() {}

  /** Holds every message of {@code assessment} against the rules. */
  static void check(Assessment assessment) {
    Stream.of(assessment.access(), assessment.initialized(), assessment.roles(), assessment.ready())
        .map(Verdict::message)
        .forEach(Wording::check);
    assessment.cleanedUp().map(Verdict::message).ifPresent(Wording::check);
    assessment.finding().ifPresent(Wording::check);
  }

  static void check(Finding finding) {
    check(finding.message());
    if (finding.weight() == Finding.Weight.STALLED || finding.weight() == Finding.Weight.ASKED_FOR) {
      assertThat(endsInNextStep(finding.message())).as("a next step that can be typed: " + finding.message()).isTrue();
    }
  }

  static void check(String message) {
    assertThat(message).hasSizeLessThan(Messages.MOST).isNotBlank().doesNotContain("  ", "Optional[", "null ");
    assertThat(TIME.matcher(message).find()).as("a time in: " + message).isFalse();
    assertThat(COUNTER.matcher(message).find()).as("a counter in: " + message).isFalse();
    assertThat(BEGIN.matcher(message).find()).as("a sentence: " + message).isTrue();
  }

  static boolean endsInNextStep(String message) {
    return FIELD.matcher(message).find() || COMMAND.matcher(message).find();
  }
}
