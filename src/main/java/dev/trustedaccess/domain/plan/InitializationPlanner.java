package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Plans for enabled access: determines whether the service is initialized, and initializes it if the integration can.
 * The integration or a confirmation shows it, unless the declaration requires no initialization. {@link RolePlanner}
 * continues.
 */
final class InitializationPlanner {
  private static final String INITIALIZE_CALL = "the service's initialization call";

  private final PlanInput input;
  private final OrganizationSnapshot snapshot;
  private final String listedAs;
  private final Conclusion conclusion;

  private InitializationPlanner(PlanInput input, OrganizationSnapshot snapshot, String listedAs) {
    this.input = input;
    this.snapshot = snapshot;
    this.listedAs = listedAs;
    this.conclusion = Conclusion.of(input, input.recorded())
        .access(Verdict.yes(Reason.ENABLED, Messages.enabled(input, listedAs)));
  }

  /** Plans for access that {@code snapshot} shows as enabled. */
  static Decision plan(PlanInput input, OrganizationSnapshot snapshot, String listedAs) {
    return new InitializationPlanner(input, snapshot, listedAs).plan();
  }

  private Decision plan() {
    boolean integrated = input.observation().integration().isPresent();
    boolean automatic = integrated && input.desired().initialization() == InitializationMode.AUTOMATIC;
    if (!automatic && (!integrated || input.recorded().owned().isEmpty())) {
      return asDeclared();
    }
    Question<InitializationState> question = readTwice() ? Question.SECOND_INITIALIZATION : Question.INITIALIZATION;
    return switch (input.observation().answer(question)) {
      case Fact.NotAsked<InitializationState> _ -> new Decision.Ask(question);
      case Fact.Unknown<InitializationState>(Failure failure) -> automatic ? unread(failure, question) : asDeclared();
      case Fact.Known<InitializationState>(InitializationState state) -> {
        if (!readTwice() && dropsOwned(state)) {
          yield new Decision.Ask(Question.SECOND_INITIALIZATION);
        }
        InitializationPlanner updated = withState(state);
        yield automatic ? updated.byIntegration(state) : updated.asDeclared();
      }
    };
  }

  /** The integration does not decide: the declaration requires no initialization, or a confirmation decides. */
  private Decision asDeclared() {
    return input.desired().initialization() == InitializationMode.NONE
        ? initialized(Reason.INITIALIZATION_NOT_REQUIRED, Messages.notRequired(input, false))
        : byConfirmation();
  }

  /** Whether there is a second answer, which then counts instead of the first. */
  private boolean readTwice() {
    return !(input.observation().answer(Question.SECOND_INITIALIZATION) instanceof Fact.NotAsked<?>);
  }

  private Decision byConfirmation() {
    return confirmed()
        ? initialized(Reason.INITIALIZED, Messages.confirmedInitialized())
        : notInitialized(
            repairNeeded().orElseGet(() -> Finding.waiting(
                Reason.AWAITING_SERVICE_ADMINISTRATOR, Messages.awaitConfirmation(input.declared()))));
  }

  /** Whether the first of two answers reported that nothing exists. */
  private boolean absentBefore() {
    return input.observation()
        .answer(Question.INITIALIZATION)
        .toOptional()
        .filter(state -> state.stage() == InitializationState.Stage.ABSENT)
        .isPresent();
  }

  private Decision unread(Failure failure, Question<InitializationState> question) {
    int missed = input.observation().missed(question);
    Finding finding = ActivePlanner.unanswered(failure, missed, Messages.failed(failure, input));
    conclusion.initialized(
        missed < Timing.PATIENCE
            ? Verdict.unchanged(finding.reason(), finding.message())
            : Verdict.unknown(finding.reason(), finding.message()));
    Duration retryDelay = Backoff.retry(true, missed, input.declared().uid());
    return RolePlanner.plan(input, snapshot, conclusion.because(finding), Optional.empty(),
        input.until(retryDelay, snapshot));
  }

  private InitializationPlanner withState(InitializationState state) {
    return new InitializationPlanner(input.remembering(after(state)), snapshot, listedAs);
  }

  /** Whether an owned resource would be forgotten after {@code state}. A single answer may lack what exists. */
  private boolean dropsOwned(InitializationState state) {
    return !after(state).owned().equals(input.recorded().owned());
  }

  /**
   * What is remembered after {@code state}. If the administrator is the one that the operator set, the effect of its
   * change has been seen. If there is another administrator or none, or if the owned one is being removed, the owned
   * resource is forgotten, unless its creation may not be visible yet. An administrator that appears later was set by
   * others, and must not be removed as an owned resource.
   */
  private Recorded after(InitializationState state) {
    Optional<String> administrator = state.administratorAccountId();
    Recorded recorded = input.recorded();
    if (administrator.isEmpty() && state.stage() != InitializationState.Stage.ABSENT) {
      return recorded;
    }
    boolean beingRemoved = state.stage() == InitializationState.Stage.BEING_REMOVED;
    if (administrator.isPresent() && !(beingRemoved && unsettled())
        && recorded.lastChange().flatMap(Change::subject).equals(administrator)) {
      recorded = recorded.withEffectSeen(Change.Kind.INITIALIZE);
    }
    return unsettled()
        ? recorded
        : recorded.withOwned(
            recorded.owned()
                .stream()
                .filter(owned -> !beingRemoved && administrator.filter(owned.id()::equals).isPresent())
                .toList());
  }

  private Decision byIntegration(InitializationState state) {
    Optional<String> declared = input.desired().administrator();
    Optional<String> registered = state.administratorAccountId();
    if (declared.isPresent() && registered.isPresent() && !declared.equals(registered)) {
      return notInitialized(
          Finding.stalled(Reason.ADMINISTRATOR_MISMATCH,
              InitializationMessages.administratorMismatch(state, declared.get())));
    }
    return switch (state.stage()) {
      case NOT_REQUIRED -> initialized(Reason.INITIALIZATION_NOT_REQUIRED, Messages.notRequired(input, true));
      case DONE -> initialized(Reason.INITIALIZED, Messages.initialized(state));
      case IN_PROGRESS -> inProgress(state);
      case BEING_REMOVED -> beingRemoved(state);
      case FAILED ->
        notInitialized(
            Finding.stalled(Reason.INITIALIZATION_FAILED, InitializationMessages.initializationFailed(state)));
      case ABSENT -> input.observation().integration().filter(Observation.Integration::initializes).isPresent()
          ? initialize(state)
          : notInitialized(
              Finding.waiting(Reason.AWAITING_SERVICE_ADMINISTRATOR, InitializationMessages.awaited(state)));
    };
  }

  /**
   * Whether the operator's last initialization call was sent, or may have been, so recently that its effect may not be
   * visible yet.
   */
  private boolean unsettled() {
    Optional<Change> last = input.recorded().lastChange().filter(change -> change.is(Change.Kind.INITIALIZE));
    return last.isPresent() && !input.timing().settled(last, snapshot.awsTime());
  }

  /**
   * The administrator is being removed. Nothing records when the removal began, so the operator does not wait for its
   * end; a person decides whether the administrator is needed. After a recent initialization call, the answer may show
   * the state before that call.
   */
  private Decision beingRemoved(InitializationState state) {
    return unsettled()
        ? notInitialized(
            Finding.waiting(Reason.AWAITING_INITIALIZATION, InitializationMessages.beingRemoved(state)),
            Optional.empty(),
            input.watch(initializationBegun(), snapshot))
        : notInitialized(Finding.stalled(Reason.CHANGED_BY_OTHERS, InitializationMessages.removedByOthers(state)));
  }

  private Decision inProgress(InitializationState state) {
    Instant since = initializationBegun();
    if (Timing.distance(since, snapshot.awsTime()).compareTo(input.timing().initialization()) > 0) {
      return notInitialized(Finding.stalled(Reason.INITIALIZATION_OVERDUE, InitializationMessages.overdue(state)));
    }
    return notInitialized(
        Finding.waiting(Reason.AWAITING_INITIALIZATION, InitializationMessages.initializing(state)), Optional.empty(),
        input.watch(since, snapshot));
  }

  /**
   * When the initialization began, by AWS's clock: the time of the operator's call, else of the enablement, else of the
   * snapshot.
   */
  private Instant initializationBegun() {
    return input.recorded()
        .lastChange()
        .filter(change -> change.is(Change.Kind.INITIALIZE))
        .map(Change::time)
        .or(input.recorded()::enabledTime)
        .orElse(snapshot.awsTime());
  }

  /**
   * Nothing exists yet. The operator initializes the service if the modes permit it and the administrator account is
   * declared.
   */
  private Decision initialize(InitializationState state) {
    if (input.desired().administrator().isEmpty()) {
      return notInitialized(
          Finding.stalled(Reason.ADMINISTRATOR_ACCOUNT_REQUIRED, InitializationMessages.administratorRequired(state)));
    }
    if (input.observeOnly() || !input.settings().mayInitialize()) {
      return notInitialized(
          Finding.waiting(Reason.AWAITING_SERVICE_ADMINISTRATOR, InitializationMessages.awaitedRole(state)));
    }
    OwnedResource owned = new OwnedResource(OwnedResource.ADMINISTRATOR, input.desired().administrator().get());
    Optional<Change> earlier = input.recorded()
        .lastChange()
        .filter(change -> change.is(Change.Kind.INITIALIZE))
        .filter(change -> change.subject().map(owned.id()::equals).orElse(true));
    Finding awaited = Refusal.afterSeveralAttempts(input, Change.Kind.INITIALIZE, INITIALIZE_CALL, snapshot)
        .orElseGet(() -> Finding.waiting(Reason.AWAITING_INITIALIZATION, InitializationMessages.initializing(state)));
    if (unsettled()) {
      return notInitialized(awaited, Optional.empty(), input.watch(initializationBegun(), snapshot));
    }
    // A single answer without the resource proves neither that it must be created nor that others removed it.
    if (!readTwice()) {
      return new Decision.Ask(Question.SECOND_INITIALIZATION);
    }
    if (!absentBefore()) {
      Duration retryDelay = Backoff.retry(true, 1, input.declared().uid());
      return notInitialized(
          Finding.waiting(Reason.AWAITING_INITIALIZATION, InitializationMessages.contradicted(state)), Optional.empty(),
          input.until(retryDelay, snapshot));
    }
    // Others cannot have removed what was never seen to exist, so the call is sent again in that case.
    if (earlier.filter(Change::seen).isPresent()) {
      return notInitialized(
          Finding.stalled(Reason.CHANGED_BY_OTHERS, InitializationMessages.changedByOthers(owned.id())));
    }
    Optional<Refusal> refusal = Refusal.of(input, Change.Kind.INITIALIZE, INITIALIZE_CALL, snapshot);
    if (refusal.filter(last -> !last.due()).isPresent()) {
      return notInitialized(refusal.get().finding(), Optional.empty(), input.until(refusal.get().left(), snapshot));
    }
    if (!input.fresh(snapshot)) {
      return new Decision.Ask(Question.FRESH_SNAPSHOT);
    }
    conclusion.attempts(Change.Kind.INITIALIZE, refusal);
    return notInitialized(
        refusal.map(Refusal::finding).orElse(awaited),
        Optional.of(new Action.Initialize(owned, input.awsNow(snapshot))), Timing.SHORTEST);
  }

  private boolean confirmed() {
    return input.observation()
        .confirmation()
        .confirmsInitialized(input.declared().uid(), input.recorded().latestEnabledTime());
  }

  /**
   * A finding if access was disabled for a time, the service thereby lost something that re-enabling does not restore,
   * and no confirmation covers the current enablement.
   */
  private Optional<Finding> repairNeeded() {
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

  private Decision initialized(Reason reason, String message) {
    Optional<Finding> repairNeeded = repairNeeded();
    if (repairNeeded.isPresent()) {
      return notInitialized(repairNeeded.get());
    }
    conclusion.initialized(Verdict.yes(reason, message));
    return RolePlanner.plan(input, snapshot, conclusion, Optional.empty(), input.untilNextSnapshot(snapshot));
  }

  private Decision notInitialized(Finding finding) {
    return notInitialized(finding, Optional.empty(), input.untilNextSnapshot(snapshot));
  }

  private Decision notInitialized(Finding finding, Optional<Action> action, Duration next) {
    conclusion.initialized(Verdict.no(finding.reason(), finding.message())).because(finding);
    return RolePlanner.plan(input, snapshot, conclusion, action, next);
  }
}
