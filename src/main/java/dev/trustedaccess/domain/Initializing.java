package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.domain.Desired.InitializationMode;

/** Access is on: sees the service set up, by the integration, by a person's word, or not at all; then the roles. */
final class Initializing {
  private static final String SET_UP_CALL = "The service's set-up call";

  private final Situation s;
  private final Look look;
  private final String listedAs;
  private final Conclusion conclusion;

  private Initializing(Situation s, Look look, String listedAs) {
    this.s = s;
    this.look = look;
    this.listedAs = listedAs;
    this.conclusion = Conclusion.of(s, s.recorded()).access(Verdict.yes(Reason.Enabled, Messages.on(s, listedAs)));
  }

  /** Plans on with access seen on in {@code look}. */
  static Decision plan(Situation s, Look look, String listedAs) {
    return new Initializing(s, look, listedAs).plan();
  }

  private Decision plan() {
    boolean integrated = s.observation().integration().isPresent();
    boolean automatic = integrated && s.desired().initialization() == InitializationMode.Automatic;
    if (!automatic && (!integrated || s.recorded().setUp().isEmpty())) {
      return asDeclared();
    }
    Question<InitializationState> last = readTwice() ? Question.SECOND_INITIALIZATION : Question.INITIALIZATION;
    return switch (s.observation().answer(last)) {
      case Fact.NotAsked<InitializationState> _ -> new Decision.Ask(last);
      case Fact.Unknown<InitializationState>(Failure failure) -> automatic ? unread(failure, last) : asDeclared();
      case Fact.Known<InitializationState>(InitializationState state) -> {
        if (!readTwice() && lacksOurs(state)) {
          yield new Decision.Ask(Question.SECOND_INITIALIZATION);
        }
        Initializing seen = seeing(state);
        yield automatic ? seen.byIntegration(state) : seen.asDeclared();
      }
    };
  }

  /** Nobody is to be asked whether it is set up, or nobody can be: what the declaration or a person says counts. */
  private Decision asDeclared() {
    return s.desired().initialization() == InitializationMode.None
        ? set(Reason.InitializationNotRequired, Messages.notRequired(s, false))
        : byConfirmation();
  }

  /** Whether a second answer was asked for; it is the one that counts. */
  private boolean readTwice() {
    return !(s.observation().answer(Question.SECOND_INITIALIZATION) instanceof Fact.NotAsked<?>);
  }

  private Decision byConfirmation() {
    return confirmed()
        ? set(Reason.Initialized, Messages.confirmedInitialized())
        : wait(
            repair().orElseGet(() -> Finding.waiting(
                Reason.AwaitingServiceAdministrator, Messages.awaitConfirmation(s.declared()))));
  }

  /** Whether the first of two answers did not find it either. */
  private boolean absentBefore() {
    return s.observation()
        .answer(Question.INITIALIZATION)
        .toOptional()
        .filter(state -> state.stage() == InitializationState.Stage.ABSENT)
        .isPresent();
  }

  private Decision unread(Failure failure, Question<InitializationState> question) {
    int missed = s.observation().missed(question);
    Finding finding = LifePlanner.unanswered(failure, missed, Messages.failed(failure, s));
    conclusion.initialized(
        missed < LifePlanner.PATIENCE
            ? Verdict.unchanged(finding.reason(), finding.message())
            : Verdict.unknown(finding.reason(), finding.message()));
    Duration soon = Backoff.retry(true, missed, s.declared().uid());
    return RoleWatch.plan(s, look, conclusion.because(finding), Optional.empty(), s.until(soon, look));
  }

  private Initializing seeing(InitializationState state) {
    return new Initializing(s.remembering(after(state)), look, listedAs);
  }

  /** Whether {@code state} would have something of ours forgotten; it may be one answer that did not find what is there. */
  private boolean lacksOurs(InitializationState state) {
    return !after(state).setUp().equals(s.recorded().setUp());
  }

  /**
   * What is remembered after {@code state}: our set-up has been seen, if it is what stands. Where another administrator stands,
   * or nothing does, or ours is being removed, ours is gone, unless it may not show yet: whoever comes to stand later is
   * others', and must not be taken down as ours.
   */
  private Recorded after(InitializationState state) {
    Optional<String> stands = state.administratorAccountId();
    Recorded recorded = s.recorded();
    if (stands.isEmpty() && state.stage() != InitializationState.Stage.ABSENT) {
      return recorded;
    }
    boolean leaving = state.stage() == InitializationState.Stage.LEAVING;
    if (stands.isPresent() && !(leaving && unsettled())
        && recorded.lastChange().flatMap(Change::subject).equals(stands)) {
      recorded = recorded.withEffectSeen(Change.Kind.Initialize);
    }
    return unsettled()
        ? recorded
        : recorded.withSetUp(
            recorded.setUp()
                .stream()
                .filter(made -> !leaving && stands.filter(made.id()::equals).isPresent())
                .toList());
  }

  private Decision byIntegration(InitializationState state) {
    Optional<String> wanted = s.desired().administrator();
    Optional<String> seen = state.administratorAccountId();
    if (wanted.isPresent() && seen.isPresent() && !wanted.equals(seen)) {
      return wait(
          Finding.stalled(Reason.AdministratorMismatch, SetUpMessages.administratorMismatch(state, wanted.get())));
    }
    return switch (state.stage()) {
      case NOT_REQUIRED -> set(Reason.InitializationNotRequired, Messages.notRequired(s, true));
      case DONE -> set(Reason.Initialized, Messages.initialized(state));
      case IN_PROGRESS -> inProgress(state);
      case LEAVING -> leaving(state);
      case FAILED -> wait(Finding.stalled(Reason.InitializationFailed, SetUpMessages.initializationFailed(state)));
      case ABSENT -> s.observation().integration().filter(Observation.Integration::initializes).isPresent()
          ? initialize(state)
          : wait(Finding.waiting(Reason.AwaitingServiceAdministrator, SetUpMessages.awaited(state)));
    };
  }

  /** Whether our last set-up was sent, or may have been, so late that it may not show yet. */
  private boolean unsettled() {
    Optional<Change> last = s.recorded().lastChange().filter(change -> change.is(Change.Kind.Initialize));
    return last.isPresent() && !s.timing().settled(last, look.awsTime());
  }

  /**
   * Nothing remembers since when it is being removed, so nobody waits for the end of that: a person decides whether it is
   * wanted. What we have just set may not show yet; then this is what stood before.
   */
  private Decision leaving(InitializationState state) {
    return unsettled()
        ? wait(
            Finding.waiting(Reason.AwaitingInitialization, SetUpMessages.leaving(state)), Optional.empty(),
            s.watch(begun(), look))
        : wait(Finding.stalled(Reason.ChangedByOthers, SetUpMessages.removedByOthers(state)));
  }

  private Decision inProgress(InitializationState state) {
    Instant since = begun();
    if (Timing.apart(since, look.awsTime()).compareTo(s.timing().initialization()) > 0) {
      return wait(Finding.stalled(Reason.InitializationOverdue, SetUpMessages.overdue(state)));
    }
    return wait(
        Finding.waiting(Reason.AwaitingInitialization, SetUpMessages.initializing(state)), Optional.empty(),
        s.watch(since, look));
  }

  /** When the service began to set itself up, by AWS's clock, as far as is known. */
  private Instant begun() {
    return s.recorded()
        .lastChange()
        .filter(change -> change.is(Change.Kind.Initialize))
        .map(Change::time)
        .or(s.recorded()::enabledTime)
        .orElse(look.awsTime());
  }

  /** Nothing is there, and it is ours to make, if we are allowed to and know which account. */
  private Decision initialize(InitializationState state) {
    if (s.desired().administrator().isEmpty()) {
      return wait(Finding.stalled(Reason.AdministratorAccountRequired, SetUpMessages.administratorRequired(state)));
    }
    if (s.observeOnly() || !s.settings().mayInitialize()) {
      return wait(Finding.waiting(Reason.AwaitingServiceAdministrator, SetUpMessages.awaitedDuty(state)));
    }
    SetUp setUp = new SetUp(SetUp.ADMINISTRATOR, s.desired().administrator().get());
    Optional<Change> ours = s.recorded()
        .lastChange()
        .filter(change -> change.is(Change.Kind.Initialize))
        .filter(change -> change.subject().map(setUp.id()::equals).orElse(true));
    Finding awaited = Refusal.ofARow(s, Change.Kind.Initialize, SET_UP_CALL, look)
        .orElseGet(() -> Finding.waiting(Reason.AwaitingInitialization, SetUpMessages.initializing(state)));
    if (unsettled()) {
      return wait(awaited, Optional.empty(), s.watch(begun(), look));
    }
    // One answer that finds nothing is no ground to set anew what may stand, nor to say that others removed it.
    if (!readTwice()) {
      return new Decision.Ask(Question.SECOND_INITIALIZATION);
    }
    if (!absentBefore()) {
      Duration soon = Backoff.retry(true, 1, s.declared().uid());
      return wait(
          Finding.waiting(Reason.AwaitingInitialization, SetUpMessages.contradicted(state)), Optional.empty(),
          s.until(soon, look));
    }
    // What was never seen set cannot have been removed by others: it is set again.
    if (ours.filter(Change::seen).isPresent()) {
      return wait(Finding.stalled(Reason.ChangedByOthers, SetUpMessages.changedByOthers(setUp.id())));
    }
    Optional<Refusal> tried = Refusal.of(s, Change.Kind.Initialize, SET_UP_CALL, look);
    if (tried.filter(refusal -> !refusal.due()).isPresent()) {
      return wait(tried.get().finding(), Optional.empty(), s.until(tried.get().left(), look));
    }
    if (!s.fresh(look)) {
      return new Decision.Ask(Question.FRESH_LOOK);
    }
    conclusion.tries(Change.Kind.Initialize, tried);
    return wait(
        tried.map(Refusal::finding).orElse(awaited),
        Optional.of(new Action.Initialize(setUp, s.awsNow(look))), Duration.ofSeconds(1));
  }

  private boolean confirmed() {
    return s.observation().confirmation().saysInitialized(s.declared().uid(), s.recorded().onSince());
  }

  /** What a time off has taken, that does not come back by itself and that nobody has confirmed to be back. */
  private Optional<Finding> repair() {
    // A date of before it came back does not undo that it was off.
    boolean reopened = s.recorded()
        .reopenedTime()
        .filter(back -> s.recorded().enabledTime().filter(back::isBefore).isEmpty())
        .isPresent();
    return s.entry()
        .flatMap(entry -> entry.service().lostWhileOff())
        .filter(_ -> reopened && !confirmed())
        .map(lost -> Finding.stalled(Reason.RepairNeeded, Messages.repair(lost, s.declared())));
  }

  private Decision set(Reason reason, String message) {
    Optional<Finding> repair = repair();
    if (repair.isPresent()) {
      return wait(repair.get());
    }
    conclusion.initialized(Verdict.yes(reason, message));
    return RoleWatch.plan(s, look, conclusion, Optional.empty(), s.untilNextLook(look));
  }

  private Decision wait(Finding finding) {
    return wait(finding, Optional.empty(), s.untilNextLook(look));
  }

  private Decision wait(Finding finding, Optional<Action> action, Duration next) {
    conclusion.initialized(Verdict.no(finding.reason(), finding.message())).because(finding);
    return RoleWatch.plan(s, look, conclusion, action, next);
  }
}
