package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Concludes whether a service whose access is enabled is initialized; {@link RolePlanner} continues.
 *
 * @param input the plan's input
 * @param snapshot the organization snapshot that shows access enabled
 * @param listedAs the name under which AWS lists access
 */
record InitializationOutcome(PlanInput input, OrganizationSnapshot snapshot, String listedAs) {
  InitializationOutcome remembering(Recorded recorded) {
    return new InitializationOutcome(input.remembering(recorded), snapshot, listedAs);
  }

  Decision initialized(Reason reason, String message) {
    Optional<Finding> repairNeeded = repairNeeded();
    if (repairNeeded.isPresent()) {
      return notInitialized(repairNeeded.get());
    }
    return decide(
        conclusion().initialized(Verdict.yes(reason, message)), Optional.empty(), input.untilNextSnapshot(snapshot));
  }

  Decision notInitialized(Finding finding) {
    return notInitialized(finding, input.untilNextSnapshot(snapshot));
  }

  Decision notInitialized(Finding finding, Duration next) {
    return decide(notInitialized(conclusion(), finding), Optional.empty(), next);
  }

  /** Not initialized, and {@code action} is the next step; {@code refusal} is that of an earlier attempt at it. */
  Decision initializing(Finding finding, Action.Initialize action, Optional<Refusal> refusal) {
    return decide(
        notInitialized(conclusion().attempts(Change.Kind.INITIALIZE, refusal), finding), Optional.of(action),
        Duration.ofSeconds(1));
  }

  /** Not initialized if the connection forbids the listed name, under which Organizations would register an account. */
  Optional<Decision> listedNameForbidden() {
    return input.settings().allows(listedAs)
        ? Optional.empty()
        : Optional.of(notInitialized(
            Finding.stalled(Reason.PRINCIPAL_NOT_ALLOWED, Messages.notAllowed(input.settings(), listedAs))));
  }

  /** What shows it could not be read. */
  Decision unread(Failure failure, Question<?> question) {
    int missed = input.observation().missed(question);
    Finding finding = ActivePlanner.unanswered(failure, missed, Messages.failed(failure, input));
    Verdict verdict = missed < Timing.PATIENCE
        ? Verdict.unchanged(finding.reason(), finding.message())
        : Verdict.unknown(finding.reason(), finding.message());
    Duration retryDelay = Backoff.retry(true, missed, input.declared().uid());
    return decide(
        conclusion().initialized(verdict).because(finding), Optional.empty(), input.until(retryDelay, snapshot));
  }

  /**
   * What is known to be missing is not created, because something else could not be read. Unlike {@link #unread}, this is
   * reported at once: that it is missing needs no other read.
   *
   * @param missing the finding about what is missing; it counts until the failure has lasted
   */
  Decision lacking(Finding missing, Failure failure, Question<?> question) {
    int missed = input.observation().missed(question);
    String message = Messages.failed(failure, input);
    Finding lasting = failure.passing()
        ? Finding.waiting(failure.reason(), message)
        : Finding.stalled(failure.reason(), message);
    return notInitialized(
        missed < Timing.PATIENCE ? missing : lasting,
        input.until(Backoff.retry(true, missed, input.declared().uid()), snapshot));
  }

  /**
   * When the initialization began, by AWS's clock: the time of the operator's call, else of the enablement, else of the
   * snapshot.
   */
  Instant begun() {
    return input.recorded()
        .lastChange()
        .filter(change -> change.is(Change.Kind.INITIALIZE))
        .map(Change::time)
        .or(input.recorded()::enabledTime)
        .orElse(snapshot.awsTime());
  }

  /** Whether the service administrator confirmed the initialization of the current enablement. */
  boolean confirmed() {
    return input.observation()
        .confirmation()
        .confirmsInitialized(input.declared().uid(), input.recorded().latestEnabledTime());
  }

  /** The same, and the declaration leaves it to that confirmation. */
  boolean confirmedByHand() {
    return input.desired().initialization() == InitializationMode.CONFIRMED && confirmed();
  }

  /** Whether the initialization has taken longer than a service may take. */
  boolean overdue() {
    return Timing.distance(begun(), snapshot.awsTime()).compareTo(input.timing().initialization()) > 0;
  }

  /**
   * A finding if access was disabled for a time, the service thereby lost something that re-enabling does not restore,
   * and no confirmation covers the current enablement.
   */
  Optional<Finding> repairNeeded() {
    // An older date in a lagging list does not mean that access was never disabled.
    boolean reenabled = input.recorded()
        .reenabledTime()
        .filter(time -> input.recorded().enabledTime().filter(time::isBefore).isEmpty())
        .isPresent();
    return input.entry()
        .flatMap(entry -> entry.service().lostWhileDisabled())
        .filter(_ -> reenabled && !confirmed())
        .map(lost -> Finding.stalled(Reason.REPAIR_NEEDED, Messages.repair(lost, input.declared())));
  }

  private Conclusion conclusion() {
    return Conclusion.of(input, input.recorded())
        .access(Verdict.yes(Reason.ENABLED, Messages.enabled(input, listedAs)));
  }

  private static Conclusion notInitialized(Conclusion conclusion, Finding finding) {
    return conclusion.initialized(Verdict.no(finding.reason(), finding.message())).because(finding);
  }

  private Decision decide(Conclusion conclusion, Optional<Action> action, Duration next) {
    return RolePlanner.plan(input, snapshot, conclusion, action, next);
  }
}
