package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Plans for enabled access: has the declared administrators appointed ({@link AdministratorPlanner}), and determines
 * whether the service is initialized. The integration or a confirmation shows it, unless nothing has to be initialized.
 */
final class InitializationPlanner {
  private final InitializationOutcome outcome;
  private final PlanInput input;
  private final OrganizationSnapshot snapshot;
  /** Whether access is enabled as the last pass recorded it: not since then for the first time, or again. */
  private final boolean asRecorded;
  /** Whether an answer of this pass, or one that still counts, shows every declared administrator. */
  private final boolean administratorsSeen;
  /** What to report about administrators that the declaration does not list. */
  private final Optional<String> notDeclared;

  private InitializationPlanner(
      InitializationOutcome outcome, boolean asRecorded, boolean administratorsSeen, Optional<String> notDeclared) {
    this.outcome = outcome;
    this.asRecorded = asRecorded;
    this.administratorsSeen = administratorsSeen;
    this.input = outcome.input();
    this.snapshot = outcome.snapshot();
    this.notDeclared = notDeclared;
  }

  /** Plans for access that {@code snapshot} shows as enabled. */
  static Decision plan(PlanInput input, OrganizationSnapshot snapshot, ObservedAccess access) {
    return new InitializationPlanner(
        new InitializationOutcome(
            input.remembering(access.recorded()), snapshot, access.listedAs().orElseThrow()),
        access.recorded().equals(input.recorded()), false, Optional.empty()).plan();
  }

  private Decision plan() {
    Optional<AdministratorFacts> appointed = input.administrators();
    if (appointed.isEmpty() && !input.desired().administrators().isEmpty()) {
      return outcome.notInitialized(
          Finding.stalled(Reason.ADMINISTRATOR_MISMATCH, AdministratorMessages.takesNone(input)));
    }
    boolean concerned = !input.desired().administrators().isEmpty() || owns(OwnedResource.DELEGATED_ADMINISTRATOR);
    return appointed.filter(AdministratorFacts::registered).isPresent() && concerned
        ? registrations()
        : service();
  }

  private boolean owns(String kind) {
    return input.recorded().owned().stream().anyMatch(owned -> owned.kind().equals(kind));
  }

  /** Whether the declaration lists administrators that only the service's own API shows. */
  private boolean declaresOwn() {
    return !input.desired().administrators().isEmpty()
        && input.administrators().filter(facts -> !facts.registered()).isPresent();
  }

  /** Administrators that Organizations lists. A read of the last hours suffices until something has changed. */
  private Decision registrations() {
    Fact<List<DelegatedAdministrator>> fresh = input.observation().answer(Question.DELEGATED_ADMINISTRATORS);
    Question<List<DelegatedAdministrator>> question = fresh instanceof Fact.NotAsked<?> && settled()
        ? Question.REGISTERED_ADMINISTRATORS
        : Question.DELEGATED_ADMINISTRATORS;
    return switch (input.observation().answer(question)) {
      case Fact.NotAsked<List<DelegatedAdministrator>> _ -> new Decision.Ask(question);
      case Fact.Unknown<List<DelegatedAdministrator>>(Failure failure) -> outcome.unread(failure, question);
      case Fact.Known<List<DelegatedAdministrator>> _ -> administrators(
          OwnedResource.DELEGATED_ADMINISTRATOR,
          new AdministratorAnswers(
              Question.REGISTERED_ADMINISTRATORS, Question.DELEGATED_ADMINISTRATORS,
              input.observation().answer(Question.REGISTERED_ADMINISTRATORS).map(AdministratorsSeen::registered),
              fresh.map(AdministratorsSeen::registered)),
          InitializationPlanner::service);
    };
  }

  private boolean settled() {
    return input.timing()
        .settled(
            input.recorded().lastChange().filter(change -> change.is(Change.Kind.INITIALIZE) && !change.seen()),
            snapshot.awsTime());
  }

  /** The service's own API, if there is an integration for it and its answer is needed. */
  private Decision service() {
    boolean automatic = input.desired().initialization() == InitializationMode.AUTOMATIC;
    boolean needed = automatic || declaresOwn() || owns(OwnedResource.ADMINISTRATOR);
    if (input.observation().integration().isEmpty() || !needed) {
      return asDeclared();
    }
    Fact<InitializationState> second = input.observation().answer(Question.SECOND_INITIALIZATION);
    Question<InitializationState> question = second instanceof Fact.NotAsked<?>
        ? Question.INITIALIZATION
        : Question.SECOND_INITIALIZATION;
    return switch (input.observation().answer(question)) {
      case Fact.NotAsked<InitializationState> _ -> unread(question);
      case Fact.Unknown<InitializationState>(Failure failure) -> automatic || declaresOwn()
          ? outcome.unread(failure, question)
          : asDeclared();
      case Fact.Known<InitializationState>(InitializationState state) ->
        answered(state, () -> AdministratorAnswers.of(input.observation()));
    };
  }

  /**
   * Nothing was read in this pass yet. What an earlier pass read suffices only to conclude that nothing has to be done:
   * the service is initialized, its administrators are there, access is enabled as before, and nobody requested a new read.
   */
  private Decision unread(Question<InitializationState> question) {
    if (!asRecorded || input.observation().prompted()) {
      return new Decision.Ask(question);
    }
    Fact<Optional<InitializationState>> kept = input.observation().answer(Question.KEPT_INITIALIZATION);
    if (kept instanceof Fact.NotAsked<?>) {
      return new Decision.Ask(Question.KEPT_INITIALIZATION);
    }
    return kept.toOptional()
        .flatMap(Function.identity())
        .filter(this::needsNothing)
        .map(state -> answered(state, () -> AdministratorAnswers.kept(state)))
        .orElseGet(() -> new Decision.Ask(question));
  }

  private boolean needsNothing(InitializationState state) {
    return (state.stage() == Stage.DONE || state.stage() == Stage.NOT_REQUIRED)
        && (state.administrators().isEmpty() || new AdministratorPlanner(
            outcome, OwnedResource.ADMINISTRATOR, AdministratorAnswers.kept(state)).changesNothing());
  }

  private Decision answered(InitializationState state, Supplier<AdministratorAnswers> answers) {
    boolean automatic = input.desired().initialization() == InitializationMode.AUTOMATIC;
    return state.administrators().isPresent()
        ? administrators(
            OwnedResource.ADMINISTRATOR, answers.get(),
            planner -> automatic ? planner.byIntegration(state) : planner.asDeclared())
        : automatic ? byIntegration(state) : asDeclared();
  }

  /** Has the declared administrators appointed; {@code then} continues once there is nothing to do for them. */
  private Decision administrators(
      String kind, AdministratorAnswers answers, Function<InitializationPlanner, Decision> then) {
    AdministratorPlanner administrators = new AdministratorPlanner(outcome, kind, answers);
    return administrators.plan()
        .orElseGet(() -> then.apply(
            new InitializationPlanner(
                administrators.outcome(), asRecorded, true, notDeclared.or(administrators::notDeclared))));
  }

  /** The integration does not decide: nothing has to be initialized, or a confirmation decides. */
  private Decision asDeclared() {
    if (input.desired().initialization() == InitializationMode.NONE) {
      return initialized(Reason.INITIALIZATION_NOT_REQUIRED, Messages.notRequired(input, false));
    }
    if (input.desired().initialization() == InitializationMode.AUTOMATIC && input.accessSuffices()) {
      return initialized(Reason.INITIALIZATION_NOT_REQUIRED, Messages.notRequired(input, true));
    }
    return outcome.confirmed()
        ? initialized(Reason.INITIALIZED, Messages.confirmedInitialized())
        : awaitConfirmation();
  }

  private Decision awaitConfirmation() {
    return outcome.notInitialized(
        outcome.repairNeeded()
            .orElseGet(() -> Finding.waiting(
                Reason.AWAITING_SERVICE_ADMINISTRATOR,
                declaresOwn() && !administratorsSeen
                    ? AdministratorMessages.appointThem(input)
                    : Messages.awaitConfirmation(input.declared()))));
  }

  private Decision byIntegration(InitializationState state) {
    return switch (state.stage()) {
      case NOT_REQUIRED -> initialized(Reason.INITIALIZATION_NOT_REQUIRED, Messages.notRequired(input, true));
      case DONE -> initialized(Reason.INITIALIZED, Messages.initialized(state));
      case IN_PROGRESS -> inProgress(outcome, state.what());
      case BEING_REMOVED -> outcome.notInitialized(
          Finding.stalled(Reason.CHANGED_BY_OTHERS, InitializationMessages.removedByOthers(state)));
      case FAILED -> outcome.notInitialized(
          Finding.stalled(Reason.INITIALIZATION_FAILED,
              InitializationMessages.initializationFailed(input, state.what())));
      case ABSENT -> state.administrators().isPresent()
          ? outcome.notInitialized(Finding.stalled(
              Reason.ADMINISTRATOR_ACCOUNT_REQUIRED, InitializationMessages.administratorRequired(state.what())))
          : awaited(state.what());
    };
  }

  /** Nothing exists yet, and only the service or a person can make it. */
  private Decision awaited(String what) {
    return OwnCalls.isSettingUp(input, snapshot)
        ? outcome.notInitialized(
            Finding.waiting(Reason.AWAITING_INITIALIZATION, InitializationMessages.initializing(what)),
            input.watch(outcome.begun(), snapshot))
        : outcome.notInitialized(
            Finding.waiting(Reason.AWAITING_SERVICE_ADMINISTRATOR, InitializationMessages.awaited(input, what)));
  }

  /** Declared administrators that nobody could read need a confirmation, even where nothing else is initialized. */
  private Decision initialized(Reason reason, String message) {
    if (declaresOwn() && !administratorsSeen && !outcome.confirmed()) {
      return awaitConfirmation();
    }
    return notDeclared
        .map(undeclared -> outcome.initialized(Reason.ADMINISTRATOR_NOT_DECLARED, undeclared))
        .orElseGet(() -> outcome.initialized(reason, message));
  }

  /** The service is at it; that is awaited for a while. */
  static Decision inProgress(InitializationOutcome outcome, String what) {
    PlanInput input = outcome.input();
    if (outcome.overdue()) {
      return outcome.notInitialized(
          Finding.stalled(Reason.INITIALIZATION_OVERDUE, InitializationMessages.overdue(input, what)));
    }
    return outcome.notInitialized(
        Finding.waiting(Reason.AWAITING_INITIALIZATION, InitializationMessages.initializing(what)),
        input.watch(outcome.begun(), outcome.snapshot()));
  }
}
