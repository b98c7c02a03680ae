package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.ReportedReady;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Plans for a declaration that is being deleted. The first deletion rule that matches applies; after the deletion hold,
 * {@link DisablePreconditions} continues. If anything is uncertain, access stays enabled and the declaration is kept.
 * The message then ends with the command that cancels the deletion.
 *
 * <p>docs/architecture.md lists the rules by row.
 */
final class DeletionPlanner {
  /** Reasons that status reports once the finalizer is removed. */
  private static final Set<Reason> WITHOUT_FINALIZER = Set.of(Reason.RETAINED, Reason.DISABLED);
  private static final String NOT_ENABLED_BY_OPERATOR = "Access is left as is: this declaration did not enable it, and"
      + " spec.deletionPolicy is Restore.";

  private final PlanInput input;
  private final Conclusion conclusion;

  private DeletionPlanner(PlanInput input) {
    this.input = input;
    this.conclusion = Conclusion.of(input, input.recorded());
  }

  static Decision plan(PlanInput input) {
    DeletionPlanner planner = new DeletionPlanner(input);
    return input.declared().hasFinalizer() ? planner.plan() : planner.withoutFinalizer();
  }

  /**
   * The operator's finalizer is not present. The object is deleted once the finalizers of others are removed, and there
   * is nothing to undo. What status reports since the finalizer was removed stays: whether access stayed enabled.
   */
  private Decision withoutFinalizer() {
    if (input.observation()
        .reportedReady()
        .map(ReportedReady::reason)
        .filter(WITHOUT_FINALIZER::contains)
        .isPresent()) {
      return new Decision.Done(Timing.RARELY);
    }
    // While an Enable is pending, access may have been enabled since status was written.
    boolean disabled = input.observation().reportedDisabled() && input.recorded().pendingEnable().isEmpty();
    return conclusion
        .because(disabled
            ? ending(Reason.DISABLED, "Access is disabled.")
            : leaving("The operator's finalizer is not present."))
        .decide(Optional.empty(), Timing.RARELY);
  }

  /** Rows 1 to 3 of the deletion rules. Row 1 needs a read, so rows 2 and 3 come first; the result is the same. */
  private Decision plan() {
    if (input.desired().deletionPolicy() == DeletionPolicy.RETAIN) {
      return removeFinalizer("Access is left as is because spec.deletionPolicy is Retain.");
    }
    if (input.desired().mode() == Mode.OBSERVE) {
      return removeFinalizer("Access is left as is because spec.mode is Observe.");
    }
    if (input.recorded().isEmpty()) {
      return removeFinalizer("The operator changed nothing for this declaration.");
    }
    return switch (input.observation().answer(Question.CRD_DELETING)) {
      case Fact.NotAsked<Boolean> _ -> new Decision.Ask(Question.CRD_DELETING);
      case Fact.Unknown<Boolean>(Failure failure) -> keep(Finding.waiting(
          failure.reason(),
          DeletionMessages.stalled(input, "The API server did not answer whether the CRD is being deleted.")));
      case Fact.Known<Boolean>(Boolean deleting) -> deleting
          ? removeFinalizer("Access is left as is because the CRD is being deleted.")
          : withCrdPresent();
    };
  }

  /** Rows 4 and 5. A pending Enable may turn out to be the operator's, so row 4 then waits for the snapshot. */
  private Decision withCrdPresent() {
    if (input.recorded().pendingEnable().isEmpty() && notEnabledByOperator(input.recorded())) {
      return removeFinalizer(NOT_ENABLED_BY_OPERATOR);
    }
    Optional<Finding> obstacle = clusterObstacle();
    if (obstacle.isPresent()) {
      return keep(obstacle.get());
    }
    return switch (input.observation().answer(Question.SNAPSHOT)) {
      case Fact.NotAsked<OrganizationSnapshot> _ -> new Decision.Ask(Question.SNAPSHOT);
      case Fact.Unknown<OrganizationSnapshot>(Failure failure) -> notRead(failure);
      case Fact.Known<OrganizationSnapshot>(OrganizationSnapshot snapshot) -> withSnapshot(snapshot);
    };
  }

  private boolean notEnabledByOperator(Recorded recorded) {
    return input.desired().deletionPolicy() == DeletionPolicy.RESTORE
        && !recorded.enabledBy().equals(Optional.of(EnabledBy.OPERATOR));
  }

  /** Row 5, as far as the cluster alone shows it. */
  private Optional<Finding> clusterObstacle() {
    return Checks.cluster(input)
        .map(found -> blocked(found.reason(), found.message()))
        .or(() -> input.settings().mode() == Mode.OBSERVE
            ? Optional.of(blocked(Reason.OBSERVE_ONLY, "The connection's spec.mode is Observe."))
            : Checks.allowed(input).map(found -> blocked(found.reason(), found.message())));
  }

  private Finding blocked(Reason reason, String why) {
    return Finding.stalled(reason, DeletionMessages.stalled(input, why));
  }

  private Decision notRead(Failure failure) {
    String why = DeletionMessages.stalled(input,
        "Could not read: " + failure.description() + " (" + failure.reason() + ").");
    return keep(
        failure.passing() || input.observation().missedSnapshots() < Timing.PATIENCE
            ? Finding.waiting(failure.reason(), why)
            : Finding.stalled(failure.reason(), why));
  }

  /** Row 5, as far as the snapshot shows it. */
  private Decision withSnapshot(OrganizationSnapshot snapshot) {
    Optional<Finding> obstacle = Checks.organization(input.settings(), snapshot.organization())
        .or(() -> Checks.moved(input))
        .or(() -> Checks.management(input.settings(), snapshot.organization()));
    if (obstacle.isPresent()) {
      return keep(blocked(obstacle.get().reason(), obstacle.get().message()));
    }
    return new DeletionPlanner(input.remembering(input.recorded().withDeletionSeen(input.awsNow(snapshot))))
        .withValidSnapshot(snapshot);
  }

  /** Rows 6 to 8, and row 4 once a pending Enable is resolved. */
  private Decision withValidSnapshot(OrganizationSnapshot snapshot) {
    ObservedAccess access = input.accessIn(snapshot);
    if (!access.settled()) {
      return untilSettled(snapshot, access);
    }
    if (!access.enabled() && access.settled() && !access.confirmed()) {
      return new Decision.Ask(Question.SECOND_SNAPSHOT);
    }
    Conclusion concluded = Conclusion.of(input, access.recorded());
    if (!access.enabled()) {
      return removeFinalizer(
          concluded.access(Verdict.no(Reason.DISABLED, Messages.disabled(input))), Reason.DISABLED,
          "Access is disabled.");
    }
    if (notEnabledByOperator(access.recorded())) {
      return removeFinalizer(concluded.access(enabled(access)), Reason.RETAINED, NOT_ENABLED_BY_OPERATOR);
    }
    PlanInput updatedInput = input.remembering(access.recorded());
    String listedAs = access.listedAs().orElseThrow();
    if (!input.settings().allows(listedAs)) {
      // Access is disabled under the listed name, so that name must be allowed.
      Finding forbidden = blocked(Reason.PRINCIPAL_NOT_ALLOWED, Messages.notAllowed(input.settings(), listedAs));
      return Conclusion.of(updatedInput, access.recorded())
          .access(enabled(access))
          .because(forbidden)
          .decide(Optional.empty(), input.settings().observeInterval());
    }
    Duration left = holdLeft(snapshot);
    if (left.isPositive()) {
      if (administratorsUnread()) {
        return new Decision.Ask(Question.DELEGATED_ADMINISTRATORS);
      }
      Finding finding = Finding.waiting(Reason.DELETION_HELD, DeletionMessages.hold(input, holdEnd()));
      return Conclusion.of(updatedInput, access.recorded())
          .access(enabled(access))
          .because(finding)
          .cleanedUp(Verdict.no(finding.reason(), finding.message()))
          .decide(Optional.empty(), input.until(left, snapshot));
    }
    // Checked only after the hold: a declaration that is deleted together with this one no longer manages access then.
    Optional<Sibling> other = input.observation()
        .siblings()
        .stream()
        .filter(sibling -> sibling.manages() && input.names().contains(sibling.principal()))
        .findFirst();
    if (other.isPresent()) {
      return removeFinalizer(concluded.access(enabled(access)), Reason.RETAINED,
          "Access is left as is because another declaration manages it: " + other.get().name() + ".");
    }
    return DisablePreconditions.plan(updatedInput, snapshot, listedAs);
  }

  /**
   * How much of the deletion hold is left. It counts from the deletion, by the slower of our clock and AWS's, because
   * either may be ahead of the API server's clock, which set the deletion time. The API server's clock may also be
   * behind, so the hold counts from the first snapshot for the deletion too, by AWS's clock alone. If no operator ran
   * at the time of the deletion, the hold starts with that snapshot: nothing else proves when the deletion happened.
   */
  private Duration holdLeft(OrganizationSnapshot snapshot) {
    Instant earlier = input.now().isBefore(input.awsNow(snapshot)) ? input.now() : input.awsNow(snapshot);
    Duration sinceDeleted = Duration.between(input.declared().deleted().orElseThrow(), earlier);
    Duration sinceSeen = Duration.between(input.recorded().deletionSeen().orElseThrow(), input.awsNow(snapshot));
    return input.settings().deletionHold().minus(Backoff.shorter(sinceDeleted, sinceSeen));
  }

  /** When the hold ends for people: the same in every pass, whatever the clocks show now. */
  private Instant holdEnd() {
    Instant deleted = input.declared().deleted().orElseThrow();
    Instant seen = input.recorded().deletionSeen().orElseThrow();
    Instant end = (seen.isAfter(deleted) ? seen : deleted).plus(input.settings().deletionHold());
    Instant second = end.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(end) ? end : second.plusSeconds(1);
  }

  /**
   * Whether the delegated administrators must still be read. Something may remain in the account of an administrator
   * that is deregistered during the hold, so these accounts are remembered.
   */
  private boolean administratorsUnread() {
    return input.mayHaveDelegatedAdministrators()
        && input.observation().integration().filter(Observation.Integration::readsAdministratorAccounts).isPresent()
        && input.observation().answer(Question.DELEGATED_ADMINISTRATORS) instanceof Fact.NotAsked<?>;
  }

  /**
   * The operator's last change may not be visible yet. A pending Enable is resolved before the deletion rules apply;
   * after a Disable, the operator waits until AWS no longer lists access.
   */
  private Decision untilSettled(OrganizationSnapshot snapshot, ObservedAccess access) {
    if (snapshot.begun().isBefore(input.now())) {
      return new Decision.Ask(Question.FRESH_SNAPSHOT);
    }
    Optional<Change> last = input.recorded().lastChange();
    Instant since = access.outdatedBy().or(() -> last.map(Change::time)).orElse(snapshot.awsTime());
    if (access.outdatedBy().isPresent() && input.recorded().pendingEnable().isEmpty()) {
      return Conclusion.of(input, access.recorded())
          .because(Finding.waiting(Reason.ENABLING, DeletionMessages.outdated(input)))
          .decide(Optional.empty(), input.watchUntilSettled(since, snapshot));
    }
    Finding finding = last.filter(change -> change.is(Change.Kind.DISABLE)).isPresent()
        ? Refusal
            .afterSeveralAttempts(input, Change.Kind.DISABLE, Optional.empty(), input.disableMethod().how(), snapshot)
            .map(found -> new Finding(found.severity(), found.reason(),
                DeletionMessages.stalled(input, found.message())))
            .orElseGet(() -> Finding.waiting(Reason.DISABLING, DeletionMessages.disabling(input)))
        : Finding.waiting(Reason.ENABLING, DeletionMessages.unsettled(input));
    return Conclusion.of(input, access.recorded())
        .because(finding)
        .decide(Optional.empty(), input.watchUntilSettled(since, snapshot));
  }

  private Verdict enabled(ObservedAccess access) {
    return Verdict.yes(Reason.ENABLED, Messages.enabled(input, access.listedAs().orElseThrow()));
  }

  /** Keeps the declaration and access as they are. */
  private Decision keep(Finding finding) {
    Duration next = input.usable().map(ConnectionSettings::observeInterval).orElse(Timing.RARELY);
    return conclusion.because(finding).decide(Optional.empty(), next);
  }

  private Decision removeFinalizer(String why) {
    return removeFinalizer(conclusion, leaving(why));
  }

  /** Leaves access as it is. If the operator has disabled it for this deletion, that is told, and not {@code why}. */
  private Finding leaving(String why) {
    Verdict.Truth access = input.observation().reportedDisabled() ? Verdict.Truth.FALSE : Verdict.Truth.UNKNOWN;
    return Departure.of(input.principal(), input.declared(), input.recorded(), access)
        .map(_ -> ending(Reason.DISABLED, "The operator has already disabled access."))
        .orElseGet(() -> ending(Reason.RETAINED, why));
  }

  private Decision removeFinalizer(Conclusion concluded, Reason reason, String why) {
    return removeFinalizer(concluded, ending(reason, why));
  }

  private static Decision removeFinalizer(Conclusion concluded, Finding finding) {
    return concluded.because(finding)
        .decide(Optional.of(new Action.RemoveFinalizer()), Duration.ofSeconds(5));
  }

  private Finding ending(Reason reason, String why) {
    return Finding.waiting(reason, DeletionMessages.removingFinalizer(input, why));
  }
}
