package dev.trustedaccess.report;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.domain.Finding;
import dev.trustedaccess.domain.Reason;
import dev.trustedaccess.domain.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Writes conditions as Kubernetes' conventions and kstatus want them: Stalled and Reconciling only while True, the generation
 * on each condition, the transition time moving only when the status flips.
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
    this.before = before == null ? List.of() : before.stream().filter(Conditions::isWhole).toList();
    this.generation = generation;
    this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** What another writer spoilt counts as never said: kept, it would have the API server refuse the whole status. */
  private static boolean isWhole(Condition condition) {
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
   * Adds a condition. A verdict that keeps leaves what was said before, if that was said of this generation, or of any where
   * {@code ofAnyGeneration}.
   */
  Conditions add(String type, Verdict verdict, boolean ofAnyGeneration) {
    Optional<Condition> kept = previous(type)
        .filter(_ -> verdict.keeps())
        .filter(old -> ofAnyGeneration || said(old));
    after.add(kept.orElseGet(() -> of(type, verdict.truth().name(), verdict.reason(), verdict.message())));
    return this;
  }

  /** Adds Stalled or Reconciling for what is in the way. */
  List<Condition> close(Optional<Finding> finding) {
    finding.ifPresent(found -> {
      switch (found.weight()) {
        case STALLED -> after.add(of(STALLED, "True", found.reason(), found.message()));
        case WAITING -> after.add(of(RECONCILING, "True", found.reason(), found.message()));
        case PASSING -> pass(found);
        case ASKED_FOR -> {
          // Nobody has to act and nothing goes on.
        }
      }
    });
    return List.copyOf(after);
  }

  /** Trouble that passes leaves the sum as it was, with what came with it; at a generation not yet read it is worked on. */
  private void pass(Finding found) {
    if (find(after, READY).equals(previous(READY))) {
      before.stream()
          .filter(old -> STALLED.equals(old.type()) || RECONCILING.equals(old.type()))
          .filter(this::said)
          .forEach(after::add);
    } else if (found.reason() != Reason.ObservationStale || !read()) {
      after.add(of(RECONCILING, "True", found.reason(), found.message()));
    }
  }

  /** Whether anything that Ready sums up was read at this generation. */
  private boolean read() {
    return after.stream().anyMatch(part -> !READY.equals(part.type()) && !"Unknown".equals(part.status()));
  }

  private boolean said(Condition old) {
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
    return new Condition(type, status, generation, since, reason.name(), message);
  }
}
