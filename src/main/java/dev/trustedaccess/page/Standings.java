package dev.trustedaccess.page;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.mapping.KubectlConfirmation;
import dev.trustedaccess.page.Standing.ConditionRow;
import dev.trustedaccess.page.Standing.Urgency;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import org.jspecify.annotations.Nullable;

/** How objects stand, from their conditions. */
final class Standings {
  /** What passes without a person, or what a person has asked for. */
  private static final Set<String> PASSING = Stream.of(
      Reason.ENABLING, Reason.DISABLING, Reason.DRIFT_CORRECTED, Reason.AWAITING_INITIALIZATION, Reason.DELETION_HELD,
      Reason.RETAINED, Reason.PAUSED, Reason.OBSERVE_ONLY, Reason.OBSERVATION_STALE, Reason.THROTTLED,
      Reason.CONCURRENT_MODIFICATION, Reason.SERVICE_UNAVAILABLE, Reason.CONNECTION_DELETING)
      .map(Reason::apiName)
      .collect(Collectors.toSet());

  private Standings() {}

  /**
   * How an object stands.
   *
   * @param object as commands name it, such as {@code tsa ds.amazonaws.com}
   * @param observedGeneration of the status; null if it has none
   */
  static Standing of(
      String object, ObjectMeta meta, @Nullable List<Condition> conditions, @Nullable Long observedGeneration) {
    List<ConditionRow> rows = Texts.orEmpty(conditions).stream().map(Standings::row).toList();
    ConditionRow ready = find(rows, "Ready").orElse(new ConditionRow("Ready", "", "", "", ""));
    Optional<ConditionRow> stalled = find(rows, "Stalled");
    ConditionRow longest = stalled.or(() -> find(rows, "Reconciling")).orElse(ready);
    boolean outdated = !rows.isEmpty() && !Objects.equals(observedGeneration, meta.getGeneration());
    return new Standing(
        urgency(ready, stalled.isPresent(), outdated), ready.status(), ready.reason(),
        KubectlConfirmation.without(ready.message()),
        longest.since(), state(longest), outdated,
        Texts.text(meta.getDeletionTimestamp()), rows, Steps.of(object, meta, ready.reason(), ready.message()));
  }

  /** The time of a condition is that of its status; its reason may have changed since. */
  private static String state(ConditionRow condition) {
    return (condition.status().equals("True") ? "" : "not ") + condition.type();
  }

  private static Urgency urgency(ConditionRow ready, boolean stalled, boolean outdated) {
    if (outdated || ready.status().isEmpty()) {
      return Urgency.WAITING;
    }
    if (stalled) {
      return Urgency.PERSON;
    }
    if (ready.status().equals("True")) {
      return Urgency.NONE;
    }
    return PASSING.contains(ready.reason()) ? Urgency.WAITING : Urgency.PERSON;
  }

  private static Optional<ConditionRow> find(List<ConditionRow> rows, String type) {
    return rows.stream().filter(row -> row.type().equals(type)).findFirst();
  }

  private static ConditionRow row(Condition condition) {
    return new ConditionRow(
        Texts.text(condition.type()), Texts.text(condition.status()), Texts.text(condition.reason()),
        Texts.text(condition.message()), Texts.text(condition.lastTransitionTime()));
  }
}
