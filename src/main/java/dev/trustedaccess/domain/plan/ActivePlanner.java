package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Plans for a declaration that is not being deleted: applies the checks, determines whether access is enabled, and
 * enables it. For enabled access, {@link InitializationPlanner} continues.
 */
final class ActivePlanner {

  private ActivePlanner() {}

  static Decision plan(PlanInput input) {
    Optional<Finding> obstacle = Checks.cluster(input);
    if (obstacle.isPresent()) {
      return notRead(input, obstacle.get(), untilConnection(input));
    }
    return switch (input.observation().answer(Question.SNAPSHOT)) {
      case Fact.NotAsked<OrganizationSnapshot> _ -> new Decision.Ask(Question.SNAPSHOT);
      case Fact.Unknown<OrganizationSnapshot>(Failure failure) -> withoutSnapshot(input, failure);
      case Fact.Known<OrganizationSnapshot>(OrganizationSnapshot snapshot) -> withSnapshot(input, snapshot);
    };
  }

  /**
   * The wait while a check of the cluster fails. An informer starts a pass when the connection appears, so only the
   * change from Reconciling to Stalled needs a pass at a certain time.
   */
  private static Duration untilConnection(PlanInput input) {
    Duration left = Duration.between(input.now(), input.declared().created().plus(input.timing().arrival()));
    return input.observation().connection() instanceof ConnectionView.Missing && left.isPositive()
        ? PlanInput.atLeastASecond(left)
        : Timing.RARELY;
  }

  private static Decision withoutSnapshot(PlanInput input, Failure failure) {
    Duration interval = input.settings().observeInterval();
    Duration retryDelay = Backoff.retry(true, input.observation().missedSnapshots(), input.declared().uid());
    Duration next = Backoff.shorter(retryDelay, interval);
    boolean stale = failure.passing() && input.observation().missedSnapshots() >= Timing.PATIENCE;
    String message = stale ? Messages.stale(input) : Messages.failed(failure, input);
    return notRead(input, unanswered(failure, input.observation().missedSnapshots(), message), next);
  }

  /**
   * The finding for a question that Ready depends on and that was not answered {@code missed} times in a row. Below
   * {@value Timing#PATIENCE} times every failure counts as transient, because a permission may still be propagating. From
   * then on, what was last read is outdated, or a person must act.
   */
  static Finding unanswered(Failure failure, int missed, String message) {
    if (missed < Timing.PATIENCE) {
      return new Finding(Finding.Severity.PASSING, failure.reason(), message);
    }
    return failure.passing()
        ? new Finding(Finding.Severity.PASSING, Reason.OBSERVATION_STALE, message)
        : Finding.stalled(failure.reason(), message);
  }

  /** Nothing was read. Ready reports the obstacle, and the other conditions stay as they were last read. */
  private static Decision notRead(PlanInput input, Finding finding, Duration next) {
    return Conclusion.of(input, input.recorded()).because(finding).decide(Optional.empty(), next);
  }

  private static Decision withSnapshot(PlanInput input, OrganizationSnapshot snapshot) {
    ObservedAccess access = input.accessIn(snapshot);
    if (!access.enabled() && access.settled() && !access.confirmed()) {
      return new Decision.Ask(Question.SECOND_SNAPSHOT);
    }
    Optional<Finding> obstacle = Checks.organization(input, snapshot.organization());
    if (obstacle.isPresent()) {
      return Conclusion.of(input, input.recorded())
          .access(accessAsRead(input, access, obstacle.get()))
          .because(obstacle.get())
          .decide(Optional.empty(), input.untilNextSnapshot(snapshot));
    }
    if (access.outdatedBy().isPresent()) {
      return outdated(input, snapshot, access.outdatedBy().get());
    }
    if (access.enabled()) {
      return InitializationPlanner.plan(
          input, snapshot, access.remembering(ChangesByOthers.enabled(input, access.recorded(), snapshot)));
    }
    if (recentlyEnabled(input, snapshot).isEmpty()) {
      access = access.remembering(ChangesByOthers.disabled(input, access.recorded(), snapshot));
    }
    return whileDisabled(
        input, snapshot, access,
        Conclusion.of(input, access.recorded()).access(Verdict.no(Reason.DISABLED, Messages.disabled(input))));
  }

  /**
   * The condition AccessEnabled while a check of the organization fails. It still reports the snapshot, unless that is
   * of another organization. What it shows is not remembered, because the first valid read decides who enabled access.
   */
  private static Verdict accessAsRead(PlanInput input, ObservedAccess access, Finding obstacle) {
    if (obstacle.reason() == Reason.WRONG_ORGANIZATION) {
      return Verdict.unknown(obstacle.reason(), obstacle.message());
    }
    if (access.outdatedBy().isPresent()) {
      return Verdict.unchanged(Reason.ENABLING, Messages.outdated(input));
    }
    return access.enabled()
        ? Verdict.yes(Reason.ENABLED, Messages.enabled(input, access.listedAs().orElse(input.principal())))
        : Verdict.no(Reason.DISABLED, Messages.disabled(input));
  }

  /**
   * The list still shows access as it was before it was last enabled. What was remembered is kept.
   *
   * @param since when access was enabled again, or when that was requested, by AWS's clock
   */
  private static Decision outdated(PlanInput input, OrganizationSnapshot snapshot, Instant since) {
    Conclusion conclusion = Conclusion.of(input, input.recorded());
    if (input.recorded().pendingEnable().isPresent()) {
      return untilListed(input, snapshot, since, conclusion, Messages.outdated(input));
    }
    if (snapshot.begun().isBefore(input.now())) {
      return new Decision.Ask(Question.FRESH_SNAPSHOT);
    }
    return conclusion.because(new Finding(Finding.Severity.PASSING, Reason.ENABLING, Messages.outdated(input)))
        .decide(Optional.empty(), input.watch(since, snapshot));
  }

  private static Decision whileDisabled(PlanInput input, OrganizationSnapshot snapshot, ObservedAccess access,
      Conclusion conclusion) {
    boolean drift = access.recorded().enabledTime().isPresent();
    if (input.observeOnly()) {
      Reason reason = drift ? Reason.DRIFT_REPORTED : Reason.OBSERVE_ONLY;
      String message = OwnCalls.enableObstacle(input)
          .map(Finding::message)
          .orElseGet(() -> Messages.wouldEnable(input));
      return conclusion.because(Finding.askedFor(reason, message))
          .decide(Optional.empty(), input.untilNextSnapshot(snapshot));
    }
    Optional<Instant> recent = recentlyEnabled(input, snapshot);
    if (recent.isPresent()) {
      boolean sent = input.recorded().lastChange().filter(change -> change.is(Change.Kind.ENABLE)).isPresent();
      return untilListed(input, snapshot, recent.get(), conclusion,
          sent ? Messages.enabling(input) : Messages.lagging(input));
    }
    Optional<Finding> obstacle = drift ? correctionObstacle(input, snapshot) : Optional.empty();
    obstacle = obstacle.or(() -> OwnCalls.enableObstacle(input)).or(() -> EnabledByRegistering.obstacle(input));
    if (obstacle.isPresent()) {
      return conclusion.because(obstacle.get()).decide(Optional.empty(), input.untilNextSnapshot(snapshot));
    }
    Optional<Refusal> refusal = Refusal.of(
        input, Change.Kind.ENABLE, Optional.empty(), input.enableMethod().how(), snapshot);
    if (refusal.filter(earlier -> !earlier.due()).isPresent()) {
      return conclusion.because(refusal.get().finding())
          .decide(Optional.empty(), input.until(refusal.get().left(), snapshot));
    }
    Optional<Decision> first = OwnCalls.beforeSending(
        input, input.enableMethod(), Change.Kind.ENABLE, snapshot, conclusion)
        .or(() -> EnabledByRegistering.beforeSending(input, snapshot, conclusion));
    if (first.isPresent()) {
      return first.get();
    }
    if (!input.fresh(snapshot)) {
      return new Decision.Ask(Question.FRESH_SNAPSHOT);
    }
    Finding finding = refusal.map(Refusal::finding)
        .orElseGet(() -> drift
            ? Finding.waiting(Reason.DRIFT_CORRECTED, Messages.correcting(input))
            : Finding.waiting(Reason.ENABLING, Messages.enabling(input)));
    return conclusion.attempts(Change.Kind.ENABLE, refusal)
        .access(Verdict.no(finding.reason(), finding.message()))
        .because(finding)
        .decide(
            Optional.of(
                new Action.Enable(
                    input.principal(), input.enableMethod().by(), input.awsNow(snapshot), drift,
                    EnabledByRegistering.registering(input))),
            Timing.SHORTEST);
  }

  /**
   * When access was last enabled, or when that was last requested, if it is so recent that the list may lag behind. By
   * AWS's clock.
   */
  private static Optional<Instant> recentlyEnabled(PlanInput input, OrganizationSnapshot snapshot) {
    Optional<Instant> sent = input.recorded()
        .lastChange()
        .filter(change -> change.is(Change.Kind.ENABLE))
        .map(Change::time);
    return Stream.concat(sent.stream(), input.recorded().enabledTime().stream())
        .filter(time -> !input.timing().settled(time, snapshot.awsTime()))
        .max(Comparator.naturalOrder());
  }

  /**
   * Access was enabled, or that was requested, so recently that the list may lag behind. The list is read again, and no
   * second Enable is sent.
   */
  private static Decision untilListed(
      PlanInput input, OrganizationSnapshot snapshot, Instant since, Conclusion conclusion, String message) {
    if (snapshot.begun().isBefore(input.now())) {
      return new Decision.Ask(Question.FRESH_SNAPSHOT);
    }
    Finding finding = Refusal.afterSeveralAttempts(
        input, Change.Kind.ENABLE, Optional.empty(), input.enableMethod().how(), snapshot)
        .orElseGet(() -> Finding.waiting(Reason.ENABLING, message));
    return conclusion.access(Verdict.no(finding.reason(), finding.message()))
        .because(finding)
        .decide(Optional.empty(), input.watch(since, snapshot));
  }

  /** Why the operator must not correct drift, or not again; empty if it may. */
  private static Optional<Finding> correctionObstacle(PlanInput input, OrganizationSnapshot snapshot) {
    Optional<String> manager = input.entry()
        .filter(entry -> entry.principal().featureOf().isEmpty())
        .flatMap(entry -> entry.service().alsoManagedBy())
        .filter(other -> snapshot.enabledAt(other).isPresent());
    if (manager.isPresent()) {
      return Optional.of(Finding.stalled(Reason.DRIFT_REPORTED, Messages.managedByOther(input, manager.get())));
    }
    long recentCorrections = input.recorded()
        .corrections()
        .stream()
        .filter(time -> Timing.distance(time, snapshot.awsTime()).compareTo(input.timing().contest()) < 0)
        .count();
    return recentCorrections >= Recorded.KEPT_CORRECTIONS
        ? Optional.of(Finding.stalled(Reason.DRIFT_CONTESTED, Messages.contested(input)))
        : Optional.empty();
  }
}
