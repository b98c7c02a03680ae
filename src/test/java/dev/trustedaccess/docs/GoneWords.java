package dev.trustedaccess.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words that no text for people may use: the private language of the first version, and verbs that leave open what they
 * mean. The glossary in {@code docs/architecture.md} has a term for each.
 */
public final class GoneWords {
  private static final List<Pattern> PATTERNS = Stream.of(
      // Terms: organization snapshot, role inventory scan, disable preconditions, access method, roles of two people,
      // rejected principal, deletion rules, owned resource, confirmation, severity.
      "(an?|the|one|each|every|first|next|last|this|missed|failed|several|more|second) looks?",
      "look(s|ed|ing)? (at|into|again|every)", "looks (in|of)",
      "sweep(s|ing)?", "swept", "gates?", "gated", "doors?", "(?<!separation of )dut(y|ies)", "traps?",
      "exit tables?", "set-ups?", "take-?downs?", "tak(e|es|en|ing) down", "words? (for|of) the (cleanup|deletion)",
      "(a|the|no|his|her|their|your|older|old|both|two) words?(?! (in|of) (the|this) (list|glossary))",
      "weights?(?!:)",
      // Terms: enabled, disabled.
      "switch(es|ed|ing)? (it |them |access |this )?(on|off)", "turn(s|ed|ing)? (it |them |access |this )?(on|off)",
      "(access|service|type|services) (is|was|are|were|be|goes|go|went|stays?|stayed|left|may go) (back |still )?(on|off)",
      "(comes?|came|coming|found|left|leaves?|stays?) (it )?(on|off)(?! (the|a|an|its|their|each|one|top|to|with|in)\\b)",
      "(open|close)(s|ed)? access", "access (is |was )?(being )?(opened|closed)", "opened ?by", "openedBy",
      // Verbs and adverbs that leave open what is meant.
      "goes", "told(?! apart)", "tells?(?! apart)", "said", "says so", "stands?(?! (by|for)\\b)", "turned", "by itself",
      "anew", "whoever")
      .map(word -> Pattern.compile("\\b(" + word + ")\\b", Pattern.CASE_INSENSITIVE))
      .toList();

  private GoneWords() {}

  /** Each word of {@code text} that is gone, with the words around it; empty if there is none. */
  public static List<String> in(String text) {
    return PATTERNS.stream()
        .flatMap(pattern -> pattern.matcher(text).results())
        .map(found -> around(text, found))
        .toList();
  }

  private static String around(String text, MatchResult found) {
    String before = text.substring(Math.max(0, found.start() - 40), found.start());
    String after = text.substring(found.end(), Math.min(text.length(), found.end() + 30));
    return before + "[" + found.group() + "]" + after;
  }
}
