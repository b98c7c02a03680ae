package dev.trustedaccess.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * How an object stands: what its conditions say, and who acts next.
 *
 * @param urgency whether a person must act
 * @param ready status of the condition Ready; empty until the object was read once
 * @param reason of the condition Ready
 * @param message of the condition Ready
 * @param since when {@code sinceState} began, RFC 3339; the reason may have changed later
 * @param sinceState what the object has been since then, such as {@code not Ready}
 * @param outdated whether the spec was changed after the conditions were written
 * @param deleting when the deletion was requested, RFC 3339; empty if there was none
 * @param steps what a person may do next
 */
public record Standing(
    Urgency urgency, String ready, String reason, String message, String since, String sinceState, boolean outdated,
    String deleting, List<ConditionRow> conditions, List<Step> steps) {
  public Standing {
    conditions = List.copyOf(conditions);
    steps = List.copyOf(steps);
  }

  /** With steps before those that the message gives. */
  Standing withFirst(List<Step> first) {
    return new Standing(
        urgency, ready, reason, message, since, sinceState, outdated, deleting, conditions,
        Stream.concat(first.stream(), steps.stream()).toList());
  }

  /** Who acts next. */
  public enum Urgency {
    /** A person must act. */
    PERSON,
    /** The operator or AWS acts next, or a person has stopped the operator on purpose. */
    WAITING,
    /** Nothing is to be done. */
    NONE
  }

  /** One condition. */
  public record ConditionRow(String type, String status, String reason, String message, String since) {}

  /**
   * A step.
   *
   * @param purpose what it is for, as a clause without a full stop
   * @param command to copy into a shell
   */
  public record Step(String purpose, String command) {}
}
