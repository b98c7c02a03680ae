package dev.trustedaccess.mapping;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.plan.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Writes conditions as the Kubernetes conventions and kstatus require: Stalled and Reconciling are present only while
 * True, each condition has its observed generation, and the transition time changes only when the status flips.
 */
final class Conditions {
  static final String READY = "Ready";
  static final String STALLED = "Stalled";
  static final String RECONCILING = "Reconciling";

  private final List<Condition> before;
  private final long generation;
  private final String now;
  private final List<Condition> after = new ArrayList<>();

  Conditions(@Nullable List<Condition> before, long generation, Instant now) {
    this.before = before == null ? List.of() : before.stream().filter(Conditions::isComplete).toList();
    this.generation = generation;
    this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /**
   * Whether the condition is complete. One that another writer damaged is ignored: if it were kept, the API server
   * would reject the whole status.
   */
  private static boolean isComplete(Condition condition) {
    return condition.status() != null && condition.reason() != null && condition.message() != null
        && isTime(condition.lastTransitionTime());
  }

  private static boolean isTime(@Nullable String text) {
    try {
      return text != null && Instant.parse(text).isAfter(Instant.MIN);
    } catch (DateTimeParseException notATime) {
      return false;
    }
  }

  /**
   * Adds a condition. If the verdict keeps the previous one ({@link Verdict#keepsPrevious}) and there is one, it is added
   * unchanged.
   *
   * @param ofAnyGeneration whether a previous condition of an earlier generation may be kept too
   */
  Conditions add(String type, Verdict verdict, boolean ofAnyGeneration) {
    Optional<Condition> kept = previous(type)
        .filter(_ -> verdict.keepsPrevious())
        .filter(old -> ofAnyGeneration || isCurrent(old));
    after.add(kept.orElseGet(() -> of(type, verdict.truth().apiName(), verdict.reason(), verdict.message())));
    return this;
  }

  /** Adds Stalled or Reconciling for the finding, and returns all conditions. */
  List<Condition> withFinding(Optional<Finding> finding) {
    finding.ifPresent(found -> {
      switch (found.severity()) {
        case STALLED -> after.add(of(STALLED, "True", found.reason(), found.message()));
        case WAITING -> after.add(of(RECONCILING, "True", found.reason(), found.message()));
        case PASSING -> keepReady(found);
        case ASKED_FOR -> {
          // Nobody has to act, and nothing is in progress.
        }
      }
    });
    return List.copyOf(after);
  }

  /**
   * A transient failure keeps Ready as it was, together with its Stalled or Reconciling. At a generation that has not
   * been read yet, Reconciling is added.
   */
  private void keepReady(Finding found) {
    if (find(after, READY).equals(previous(READY))) {
      before.stream()
          .filter(old -> STALLED.equals(old.type()) || RECONCILING.equals(old.type()))
          .filter(this::isCurrent)
          .forEach(after::add);
    } else if (found.reason() != Reason.OBSERVATION_STALE || !anythingRead()) {
      after.add(of(RECONCILING, "True", found.reason(), found.message()));
    }
  }

  /** Whether any condition that Ready summarizes is based on a read at this generation. */
  private boolean anythingRead() {
    return after.stream()
        .anyMatch(condition -> !READY.equals(condition.type()) && !"Unknown".equals(condition.status()));
  }

  private boolean isCurrent(Condition old) {
    return Long.valueOf(generation).equals(old.observedGeneration());
  }

  private Optional<Condition> previous(String type) {
    return find(before, type);
  }

  private static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(condition -> type.equals(condition.type())).findFirst();
  }

  private Condition of(String type, String status, Reason reason, String message) {
    String since = previous(type).filter(old -> status.equals(old.status()))
        .map(Condition::lastTransitionTime)
        .orElse(now);
    return new Condition(type, status, generation, since, reason.apiName(), message);
  }
}
