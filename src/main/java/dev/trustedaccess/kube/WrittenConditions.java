package dev.trustedaccess.kube;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.Condition;
import org.jspecify.annotations.Nullable;

/** Reads conditions as they were written, so that metrics agree with status even if a pass concluded something else. */
final class WrittenConditions {
  private WrittenConditions() {}

  static boolean ready(@Nullable List<Condition> conditions) {
    return isTrue(conditions, "Ready");
  }

  static boolean stalled(@Nullable List<Condition> conditions) {
    return isTrue(conditions, "Stalled");
  }

  /** The reason of Ready. */
  static String reason(@Nullable List<Condition> conditions) {
    return find(conditions, "Ready").map(Condition::reason).orElse("");
  }

  /** The message of Ready. */
  static Optional<String> message(@Nullable List<Condition> conditions) {
    return find(conditions, "Ready").map(Condition::message);
  }

  private static boolean isTrue(@Nullable List<Condition> conditions, String type) {
    return find(conditions, type).filter(condition -> "True".equals(condition.status())).isPresent();
  }

  private static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(condition -> type.equals(condition.type())).findFirst();
  }
}
