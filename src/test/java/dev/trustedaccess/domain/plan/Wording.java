package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.trustedaccess.docs.GoneWords;
import dev.trustedaccess.domain.declaration.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules for messages: short, in the field's words, without a counter or a time but the end of a hold, and where a person must act, ending in a
 * command, or in a field with the value that it takes.
 */
final class Wording {
  private static final Pattern TIME = Pattern
      .compile("\\d{1,2}:\\d{2}|\\d{4}-\\d{2}|\\d+ ?(s|m|h|seconds|minutes|hours)\\b");
  /** Digits that stand alone and are no account, nor the rest of one: a counter. */
  private static final Pattern COUNTER = Pattern.compile("(?<![\\w.-])\\d{1,11}(?![\\w.…-])");
  /** A capital, or the name of an operation, a principal or a field. */
  private static final Pattern BEGIN = Pattern.compile("^([A-Z]|[a-z-]+:[A-Z]|[a-z][A-Za-z0-9.-]*\\.[A-Za-z]+ )");
  private static final Pattern FIELD = Pattern.compile(
      "(spec|status|metadata|memberRoles)\\.[A-Za-z.]+[A-Za-z]( to ([A-Z][A-Za-z]+|true))?\\.?$|trustedaccess\\.dev/[a-z-]+$");
  private static final Pattern COMMAND = Pattern.compile(
      "(kubectl (describe|delete|edit|patch) \\S+ \\S+( --type merge -p '\\S+')?"
          + "|trusted-access-operator confirm (initialized|cleaned-up) \\S+"
          + "|aws [a-z-]+ [a-z-]+"
          + "|Ask the service administrator to (call|open): .+)$");

  /** The one time that a message has: it is the same in every pass. */
  private static final Pattern END_OF_HOLD = Pattern.compile(
      "for this deletion before \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

  /** What other texts may say, but a message may not; {@link GoneWords} holds for both. */
  private static final List<Pattern> LOOSE = Stream.of(
      "look(s|ed|ing)?", "words?", "told", "tells?", "stands?", "opened", "closed (for|by)")
      .map(word -> Pattern.compile("\\b" + word + "\\b", Pattern.CASE_INSENSITIVE))
      .toList();

  /** Messages that keep to the rules: random lives repeat them by the thousand, and the patterns are slow. */
  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  private Wording() {}

  /** Holds every message of {@code conclusion} against the rules. */
  static void check(Decision.Conclude conclusion) {
    Stream.of(conclusion.access(), conclusion.initialized(), conclusion.roles(), conclusion.ready())
        .map(Verdict::message)
        .forEach(Wording::check);
    conclusion.cleanedUp().map(Verdict::message).ifPresent(Wording::check);
    conclusion.finding().ifPresent(Wording::check);
  }

  static void check(Finding finding) {
    check(finding.message());
    if (finding.severity() == Finding.Severity.STALLED || finding.severity() == Finding.Severity.ASKED_FOR) {
      assertThat(endsInNextStep(finding.message())).as("a next step that can be typed: " + finding.message()).isTrue();
    }
  }

  static void check(String message) {
    if (KNOWN.contains(message)) {
      return;
    }
    assertThat(message).hasSizeLessThan(Messages.MOST).isNotBlank().doesNotContain("  ", "Optional[", "null ");
    String others = END_OF_HOLD.matcher(message).replaceFirst("");
    assertThat(TIME.matcher(others).find()).as("a time in: " + message).isFalse();
    assertThat(COUNTER.matcher(others).find()).as("a counter in: " + message).isFalse();
    assertThat(BEGIN.matcher(message).find()).as("a sentence: " + message).isTrue();
    assertThat(GoneWords.in(message)).as("a word that is gone in: " + message).isEmpty();
    assertThat(LOOSE.stream().filter(word -> word.matcher(message).find())).as("a loose word in: " + message).isEmpty();
    KNOWN.add(message);
  }

  static boolean endsInNextStep(String message) {
    return FIELD.matcher(message).find() || COMMAND.matcher(message).find();
  }
}
