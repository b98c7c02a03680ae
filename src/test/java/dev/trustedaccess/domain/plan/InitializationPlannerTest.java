package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.INITIALIZE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.UNKNOWN;
import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static dev.trustedaccess.domain.plan.Given.AWS_NOW;
import static dev.trustedaccess.domain.plan.Given.OWNED;
import static dev.trustedaccess.domain.plan.Given.REGISTRATION;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

/** Access is on: the service is set up by the integration, by a person's word, or not at all. */
class InitializationPlannerTest {
  static final Optional<String> NOBODY = Optional.empty();
  static final Optional<String> DECLARED = Optional.of(ADMINISTRATOR);
  static final Optional<String> SOMEBODY = Optional.of("333333333333");

  static Given enabledDeclaration() {
    return aDeclaration().enabledBy(OTHER, ofDays(9));
  }

  @Test
  void noneAsksNobody() {
    enabledDeclaration().initialization(InitializationMode.NONE)
        .integration(true)
        .plan()
        .isReady()
        .initialized(TRUE, Reason.INITIALIZATION_NOT_REQUIRED)
        .neverAsks(Question.INITIALIZATION);
  }

  @Test
  void confirmedAcceptsAConfirmationOfThisEnabledTimeOnly() {
    Given confirmed = enabledDeclaration().initialization(InitializationMode.CONFIRMED).integration(true);
    confirmed.plan()
        .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .initialized(FALSE, Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .says("trusted-access-operator confirm initialized " + Given.NAME)
        .neverAsks(Question.INITIALIZATION);
    confirmed.confirmedInitialized(ofDays(10)).plan().waits(Reason.AWAITING_SERVICE_ADMINISTRATOR);
    confirmed.confirmedInitialized(ofDays(9)).plan().isReady().initialized(TRUE, Reason.INITIALIZED);
  }

  /** The service administrator gets the command, and is not told to create "one" of what only this command creates. */
  @Test
  void aRoleThatAPersonCreatesIsAwaitedWithItsCommand() {
    Given absent = enabledDeclaration().initialization(InitializationMode.AUTOMATIC)
        .integration(false)
        .awaitsRole("RoleForMail")
        .answer(Question.INITIALIZATION, InitializationState.of(Stage.ABSENT, "the role RoleForMail"));
    absent.plan()
        .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .says(
            "Access is enabled, but the role RoleForMail does not exist. Set spec.initialization.mode to None, or ask the"
                + " service administrator to set it up (the operator detects it) with: create RoleForMail");
    absent.answer(Question.INITIALIZATION, InitializationState.of(Stage.DONE, "the role RoleForMail"))
        .plan()
        .isReady()
        .initialized(TRUE, Reason.INITIALIZED);
  }

  @Test
  void automaticWithoutAnIntegrationIsAsConfirmed() {
    enabledDeclaration().initialization(InitializationMode.AUTOMATIC)
        .plan()
        .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR);
    enabledDeclaration().initialization(InitializationMode.AUTOMATIC).confirmedInitialized(ofDays(9)).plan().isReady();
  }

  @Test
  void theIntegrationTells() {
    enabledDeclaration().initializationIs(Stage.DONE, NOBODY).plan().isReady().initialized(TRUE, Reason.INITIALIZED);
    enabledDeclaration().initializationIs(Stage.DONE, SOMEBODY).plan().isReady();
    enabledDeclaration().initializationIs(Stage.NOT_REQUIRED, NOBODY)
        .plan()
        .isReady()
        .initialized(TRUE, Reason.INITIALIZATION_NOT_REQUIRED);
    enabledDeclaration().initializationIs(Stage.FAILED, NOBODY)
        .plan()
        .changesNothing()
        .isStalled(Reason.INITIALIZATION_FAILED);
  }

  @Test
  void thatTheServiceIsAtItIsAwaitedForAWhile() {
    enabledDeclaration().enabledBy(OTHER, ofMinutes(30))
        .enabled(ofMinutes(30))
        .initializationIs(Stage.IN_PROGRESS, NOBODY)
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION);
    enabledDeclaration().enabledBy(OTHER, ofMinutes(31))
        .enabled(ofMinutes(31))
        .initializationIs(Stage.IN_PROGRESS, NOBODY)
        .plan()
        .isStalled(Reason.INITIALIZATION_OVERDUE);
    enabledDeclaration().sent(INITIALIZE, ofMinutes(20))
        .initializationIs(Stage.IN_PROGRESS, NOBODY)
        .plan()
        .waits(Reason.AWAITING_INITIALIZATION)
        .comesBackIn(Given.INTERVAL);
  }

  @Test
  void watchingSlowsDownWhateverTheAgeOfTheSnapshot() {
    enabledDeclaration().sent(INITIALIZE, ofMinutes(3))
        .snapshotAge(ofMinutes(2))
        .initializationIs(Stage.IN_PROGRESS, NOBODY)
        .plan()
        .waits(Reason.AWAITING_INITIALIZATION)
        .comesBackIn(ofMinutes(3));
  }

  @Test
  void anotherAdministratorIsAMismatchAndNeverChanged() {
    for (Stage stage : Stage.values()) {
      enabledDeclaration().administrator(ADMINISTRATOR)
          .initializationIs(stage, SOMEBODY)
          .plan()
          .changesNothing()
          .isStalled(Reason.ADMINISTRATOR_MISMATCH)
          .says(ADMINISTRATOR, SOMEBODY.orElseThrow());
    }
    enabledDeclaration().administrator(ADMINISTRATOR).initializationIs(Stage.DONE, DECLARED).plan().isReady();
  }

  @Test
  void theDeclaredAdministratorIsSetWhereNothingIsThere() {
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .plan()
        .does(new Action.Initialize(OWNED, Optional.of(REGISTRATION), AWS_NOW))
        .waits(Reason.AWAITING_INITIALIZATION)
        .comesBackIn(ofSeconds(1));
  }

  @Test
  void withoutADeclaredAdministratorAPersonMustNameOne() {
    enabledDeclaration().initializationIs(Stage.ABSENT, NOBODY)
        .plan()
        .changesNothing()
        .isStalled(Reason.ADMINISTRATOR_ACCOUNT_REQUIRED);
  }

  @Test
  void whatTheIntegrationCannotCreateIsAwaited() {
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initialization(InitializationMode.AUTOMATIC)
        .integration(false)
        .answer(Question.INITIALIZATION, InitializationState.of(Stage.ABSENT, "a mailbox"))
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR);
  }

  @Test
  void withoutAServiceRoleOrInModeObserveNothingIsInitialized() {
    Given absent = enabledDeclaration().administrator(ADMINISTRATOR).initializationIs(Stage.ABSENT, NOBODY);
    absent.serviceRole(Optional.of(Mode.OBSERVE))
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .says("spec.serviceRole.mode");
    absent.serviceRole(Optional.of(Mode.MANAGE))
        .mode(Mode.OBSERVE)
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR);
    absent.mode(Mode.MANAGE).connectionObserves().plan().changesNothing().waits(Reason.AWAITING_SERVICE_ADMINISTRATOR);
  }

  @Test
  void anInitializeIsNotRepeatedBeforeItHasSettled() {
    Given absent = enabledDeclaration().administrator(ADMINISTRATOR).initializationIs(Stage.ABSENT, NOBODY);
    absent.intent(INITIALIZE, ofSeconds(119))
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION)
        .comesBackIn(ofSeconds(119));
    absent.intent(INITIALIZE, ofMinutes(2))
        .plan()
        .does(new Action.Initialize(OWNED, Optional.of(REGISTRATION), AWS_NOW));
  }

  @Test
  void afterATimeDisabledItIsInitializedAgain() {
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .ownedByUs()
        .sent(Change.Kind.ENABLE, ofMinutes(9))
        .plan()
        .does(new Action.Initialize(OWNED, Optional.of(REGISTRATION), AWS_NOW));
  }

  @Test
  void aRefusedInitializeIsTriedAgainLaterOrWhenAPersonAsks() {
    Given refused = enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .refused(INITIALIZE, ofMinutes(5), Reason.ACCESS_DENIED, 6, ofMinutes(3));
    refused.plan().changesNothing().isStalled(Reason.ACCESS_DENIED);
    refused.prompted().plan().does(new Action.Initialize(OWNED, Optional.of(REGISTRATION), AWS_NOW));
    enabledDeclaration().administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .refused(INITIALIZE, ofSeconds(1), Reason.THROTTLED, 1)
        .plan()
        .waits(Reason.THROTTLED)
        .comesBackIn(Backoff.retry(true, 1, Given.UID).minusSeconds(1));
  }

  @Test
  void whatCannotBeReadIsUnknownUnlessItPasses() {
    Given unread = enabledDeclaration().initialization(InitializationMode.AUTOMATIC).integration(true);
    Then denied = unread.unknown(Question.INITIALIZATION, Failure.Kind.ACCESS_DENIED, 3)
        .plan()
        .changesNothing()
        .isStalled(Reason.ACCESS_DENIED)
        .initialized(UNKNOWN, Reason.ACCESS_DENIED);
    denied.says("mail:Describe in account " + ADMINISTRATOR);
    Then passing = unread.unknown(Question.INITIALIZATION, Failure.Kind.UNAVAILABLE, 1)
        .plan()
        .changesNothing()
        .bears(Reason.SERVICE_UNAVAILABLE);
    org.assertj.core.api.Assertions.assertThat(passing.conclusion().initialized().keepsPrevious()).isTrue();
    unread.unknown(Question.INITIALIZATION, Failure.Kind.ACCESS_DENIED, 2).plan().bears(Reason.ACCESS_DENIED);
  }

  @Test
  void whatReadyRestsOnAndWasMissedThreeTimesIsStaleHoweverGoodTheSnapshotsAre() {
    Given unread = enabledDeclaration().initialization(InitializationMode.AUTOMATIC).integration(true);
    unread.unknown(Question.INITIALIZATION, Failure.Kind.UNAVAILABLE, 2)
        .plan()
        .bears(Reason.SERVICE_UNAVAILABLE)
        .comesBackIn(Backoff.retry(true, 2, Given.UID));
    unread.unknown(Question.INITIALIZATION, Failure.Kind.UNAVAILABLE, 3)
        .plan()
        .changesNothing()
        .ready(UNKNOWN, Reason.OBSERVATION_STALE)
        .initialized(UNKNOWN, Reason.OBSERVATION_STALE)
        .says("mail:Describe in account " + ADMINISTRATOR);
  }

  @Test
  void aStrippedFinalizerIsPutBackUnlessSomethingElseIsToBeDone() {
    enabledDeclaration().notHeld().initializationIs(Stage.FAILED, NOBODY).plan().does(new Action.AddFinalizer());
    enabledDeclaration().notHeld()
        .administrator(ADMINISTRATOR)
        .initializationIs(Stage.ABSENT, NOBODY)
        .plan()
        .does(new Action.Initialize(OWNED, Optional.of(REGISTRATION), AWS_NOW));
  }

  @Test
  void nextSnapshotIsDueAnIntervalAfterTheLast() {
    enabledDeclaration().snapshotAge(Duration.ofMinutes(2)).plan().comesBackIn(ofMinutes(3));
    enabledDeclaration().snapshotAge(Duration.ofMinutes(9)).plan().comesBackIn(ofSeconds(1));
  }
}
