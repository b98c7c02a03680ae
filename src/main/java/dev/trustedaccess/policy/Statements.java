package dev.trustedaccess.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes statements acceptable to IAM: each Sid at most once in a document (IAM User Guide, "IAM JSON policy elements:
 * Sid"), and no document longer than its limit. The permissions stay exactly the same.
 */
final class Statements {
  private Statements() {}

  /** The fewest statements that grant the same permissions, each with a unique Sid. */
  static List<Statement> merged(List<Statement> all) {
    List<Statement> merged = new ArrayList<>();
    for (Statement next : all) {
      IntStream.range(0, merged.size())
          .filter(at -> merged.get(at).and(next).isPresent())
          .findFirst()
          .ifPresentOrElse(
              at -> merged.set(at, merged.get(at).and(next).orElseThrow()),
              () -> merged.add(next));
    }
    // A merged statement may now merge with another one.
    return merged.size() == all.size() ? numbered(merged) : merged(merged);
  }

  /**
   * Splits into documents of at most the given number of characters. Throws IllegalArgumentException if one grant is
   * longer.
   */
  static List<List<Statement>> split(List<Statement> all, int most) {
    List<List<Statement>> documents = new ArrayList<>();
    List<Statement> open = new ArrayList<>();
    List<Statement> left = new ArrayList<>(all);
    while (!left.isEmpty()) {
      Statement next = left.removeFirst();
      open.add(next);
      if (Documents.length(Documents.policy(open)) <= most) {
        continue;
      }
      open.removeLast();
      if (open.isEmpty()) {
        left.addAll(0, next.halves());
      } else {
        left.addFirst(next);
        documents.add(numbered(open));
        open = new ArrayList<>();
      }
    }
    documents.add(numbered(open));
    return List.copyOf(documents);
  }

  private static List<Statement> numbered(List<Statement> statements) {
    Map<String, Integer> seen = new HashMap<>();
    return statements.stream().map(statement -> {
      int number = seen.merge(statement.sid(), 1, Integer::sum);
      return number == 1 ? statement : statement.named(statement.sid() + number);
    }).toList();
  }
}
