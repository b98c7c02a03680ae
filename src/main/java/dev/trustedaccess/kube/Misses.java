package dev.trustedaccess.kube;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Observation;
import dev.trustedaccess.domain.Question;
import dev.trustedaccess.domain.RemainingRead;

/** How often in a row each question about a declaration was not answered in whole, whatever else was answered meanwhile. */
final class Misses {
  private final Map<String, Map<Question<?>, Integer>> byUid = new ConcurrentHashMap<>();

  /** {@code so} with the count of {@code question}, which was just asked; shared looks are counted where they are taken. */
  Observation counted(String uid, Question<?> question, Observation so) {
    if (question == Question.LOOK || question == Question.FRESH_LOOK) {
      return so;
    }
    Map<Question<?>, Integer> misses = byUid.computeIfAbsent(uid, _ -> new ConcurrentHashMap<>());
    if (isWhole(so.answer(question))) {
      misses.remove(question);
      return so;
    }
    return so.withMissed(question, misses.merge(question, 1, Integer::sum));
  }

  private static boolean isWhole(Fact<?> answer) {
    return !(answer instanceof Fact.Unknown<?>
        || (answer instanceof Fact.Known<?>(RemainingRead read) && !read.unread().isEmpty()));
  }

  void forget(String uid) {
    byUid.remove(uid);
  }
}
