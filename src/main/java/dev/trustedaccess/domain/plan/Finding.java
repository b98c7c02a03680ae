package dev.trustedaccess.domain.plan;

import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Reason;

/**
 * A reason why a declaration is not as declared.
 *
 * @param severity who must act
 * @param reason the reason, for machines
 * @param message the message, for people: under 350 characters, ending in a command or a field name
 */
public record Finding(Severity severity, Reason reason, String message) {
  /** Who must act on a finding. */
  public enum Severity {
    /** A person must act: the condition Stalled. */
    STALLED,
    /** The operator continues without a person, or waits for someone or something: the condition Reconciling. */
    WAITING,
    /** A failure that is probably transient. It adds no condition once this generation was read. */
    PASSING,
    /** A person requested this state; nobody must act. */
    ASKED_FOR
  }

  public static Finding stalled(Reason reason, String message) {
    return new Finding(Severity.STALLED, reason, message);
  }

  public static Finding waiting(Reason reason, String message) {
    return new Finding(Severity.WAITING, reason, message);
  }

  public static Finding askedFor(Reason reason, String message) {
    return new Finding(Severity.ASKED_FOR, reason, message);
  }

  /** A finding for a failure: PASSING if the failure is, otherwise STALLED. */
  public static Finding of(Failure failure, String message) {
    return new Finding(failure.passing() ? Severity.PASSING : Severity.STALLED, failure.reason(), message);
  }
}
