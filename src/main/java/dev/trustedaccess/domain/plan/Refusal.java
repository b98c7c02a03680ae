package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.Reason;

/**
 * A change that was sent, once or several times in a row, without a visible effect: AWS refused it, gave no clear
 * answer, or accepted it without effect. In the first minutes of such a series a failure counts as transient, because
 * permissions and registrations propagate slowly; only a wrong account counts as lasting at once. After that a person
 * must act, and the change is retried less and less often.
 *
 * @param finding what status reports meanwhile
 * @param refused what AWS refused; empty if it gave no clear answer, or accepted the change
 * @param left time until the next attempt is due; not positive once it is due
 */
record Refusal(Finding finding, Optional<Change.Refused> refused, Duration left) {
  /**
   * The refusal of the last change. Empty if that was another change, if its effect was seen, or if something has
   * happened that may have resolved the refusal.
   *
   * @param subject what the change is about; empty if that is the principal
   * @param operation the call, for the message
   */
  static Optional<Refusal> of(
      PlanInput input, Change.Kind kind, Optional<String> subject, String operation, OrganizationSnapshot snapshot) {
    return input.recorded()
        .lastChange()
        .filter(change -> change.kind() == kind && change.subject().equals(subject) && !change.seen())
        .filter(change -> !input.mayBeResolved(change, snapshot))
        .map(change -> of(input, change, operation, snapshot));
  }

  /**
   * The finding of {@link #of}, but only after more than one attempt. Status reports it even while the latest attempt
   * may still take effect.
   */
  static Optional<Finding> afterSeveralAttempts(
      PlanInput input, Change.Kind kind, Optional<String> subject, String operation, OrganizationSnapshot snapshot) {
    return of(input, kind, subject, operation, snapshot).map(Refusal::finding)
        .filter(_ -> input.recorded().lastChange().filter(change -> change.attempt() > 1).isPresent());
  }

  private static Refusal of(PlanInput input, Change change, String operation, OrganizationSnapshot snapshot) {
    Optional<Reason> refused = change.refused().map(Change.Refused::reason);
    Duration patience = refused.map(Refusal::patience).orElse(Timing.SERVICE_RECOVERS);
    Duration lasted = Duration.between(change.since(), change.time());
    boolean passing = refused.filter(Failure::passes).isPresent();
    Duration wait = passing
        ? Backoff.retry(true, change.attempt(), input.declared().uid())
        : Backoff.change(lasted, patience, change.attempt(), input.declared().uid());
    boolean lasting = lasted.compareTo(patience) >= 0;
    return new Refusal(
        new Finding(
            lasting ? Finding.Severity.STALLED : Finding.Severity.WAITING,
            refused.orElseGet(() -> reasonWithoutRefusal(change)), message(input, change, operation)),
        change.refused(),
        wait.minus(Timing.distance(change.time(), input.awsNow(snapshot))));
  }

  /** How long failures with this reason count as transient. */
  private static Duration patience(Reason reason) {
    return switch (reason) {
      case THROTTLED, CONCURRENT_MODIFICATION, SERVICE_UNAVAILABLE, REQUEST_REFUSED,
          DELEGATED_ADMINISTRATORS_REGISTERED,
          POLICY_TYPE_ENABLED ->
        Timing.SERVICE_RECOVERS;
      // The change was not sent, and waiting does not help: a person must correct the account.
      case ACCOUNT_NOT_IN_ORGANIZATION, NOT_MANAGEMENT_ACCOUNT, WRONG_ORGANIZATION -> Duration.ZERO;
      default -> Timing.PERMISSIONS_PROPAGATE;
    };
  }

  /** The reason for a change that AWS did not refuse, but that shows no effect. */
  private static Reason reasonWithoutRefusal(Change change) {
    if (change.requestId().isEmpty()) {
      return Reason.SERVICE_UNAVAILABLE;
    }
    return switch (change.kind()) {
      case ENABLE -> Reason.ENABLING;
      case INITIALIZE -> Reason.AWAITING_INITIALIZATION;
      case DISABLE, REMOVE_OWNED_RESOURCE -> Reason.DISABLING;
    };
  }

  private static String message(PlanInput input, Change change, String operation) {
    return change.refused()
        .map(refused -> Messages.refused(refused, operation, input.settings()))
        .orElseGet(() -> change.requestId().isEmpty()
            ? ChangeMessages.unanswered(input, operation)
            : ChangeMessages.withoutEffect(input, operation));
  }

  /** Whether the next attempt is due. */
  boolean due() {
    return !left.isPositive();
  }
}
