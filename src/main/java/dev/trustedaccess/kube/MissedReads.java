package dev.trustedaccess.kube;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.Question;

/**
 * Counts, for each question about a declaration, how often in a row it was not answered completely. For a second
 * question, the count also ends with a pass that did not need it because the first answer was sufficient.
 */
final class MissedReads {
  /**
   * The counts of one declaration.
   *
   * @param misses consecutive misses by question
   * @param open second questions that were not asked since the first one was answered
   */
  private record Rows(Map<Question<?>, Integer> misses, Set<Question<?>> open) {
    Rows() {
      this(new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
    }
  }

  private final Map<String, Rows> byUid = new ConcurrentHashMap<>();

  /**
   * The observation with the count of {@code question}, which was just asked; shared snapshots are counted where they
   * are read.
   */
  Observation counted(String uid, Question<?> question, Observation observation) {
    if (question instanceof Question.Snapshot) {
      return observation;
    }
    Rows rows = byUid.computeIfAbsent(uid, _ -> new Rows());
    rows.open.remove(question);
    if (!isWhole(observation.answer(question))) {
      return observation.withMissed(question, rows.misses.merge(question, 1, Integer::sum));
    }
    rows.misses.remove(question);
    // A second question that is open since an earlier pass was not needed there.
    Question.onceMore(question).filter(second -> !rows.open.add(second)).ifPresent(rows.misses::remove);
    return observation;
  }

  private static boolean isWhole(Fact<?> answer) {
    return !(answer instanceof Fact.Unknown<?>
        || (answer instanceof Fact.Known<?>(RemainingRead read) && !read.unread().isEmpty()));
  }

  void forget(String uid) {
    byUid.remove(uid);
  }
}
