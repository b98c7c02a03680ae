package dev.trustedaccess.kube;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Observation;
import dev.trustedaccess.domain.Question;
import dev.trustedaccess.domain.RemainingRead;

/**
 * How often in a row each question about a declaration was not answered in whole, whatever else was answered meanwhile. For a
 * second question the row also ends with a pass that did not need it, since the first answer sufficed.
 */
final class Misses {
  private static final Map<Question<?>, Question<?>> SECOND = Map.of(
      Question.INITIALIZATION, Question.SECOND_INITIALIZATION, Question.STANDING, Question.SECOND_STANDING);

  /**
   * Of one declaration.
   *
   * @param misses by question, how often in a row
   * @param open second questions that were not asked since the first one was answered
   */
  private record Rows(Map<Question<?>, Integer> misses, Set<Question<?>> open) {
    Rows() {
      this(new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
    }
  }

  private final Map<String, Rows> byUid = new ConcurrentHashMap<>();

  /** {@code so} with the count of {@code question}, which was just asked; shared looks are counted where they are taken. */
  Observation counted(String uid, Question<?> question, Observation so) {
    if (question == Question.LOOK || question == Question.FRESH_LOOK) {
      return so;
    }
    Rows rows = byUid.computeIfAbsent(uid, _ -> new Rows());
    rows.open.remove(question);
    if (!isWhole(so.answer(question))) {
      return so.withMissed(question, rows.misses.merge(question, 1, Integer::sum));
    }
    rows.misses.remove(question);
    Question<?> second = SECOND.get(question);
    if (second != null && !rows.open.add(second)) {
      // Open since an earlier pass, which did not need it.
      rows.misses.remove(second);
    }
    return so;
  }

  private static boolean isWhole(Fact<?> answer) {
    return !(answer instanceof Fact.Unknown<?>
        || (answer instanceof Fact.Known<?>(RemainingRead read) && !read.unread().isEmpty()));
  }

  void forget(String uid) {
    byUid.remove(uid);
  }
}
