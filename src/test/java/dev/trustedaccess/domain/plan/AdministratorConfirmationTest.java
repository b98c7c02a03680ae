package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.INITIALIZE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.plan.AdministratorPlannerTest.ANNA;
import static dev.trustedaccess.domain.plan.AdministratorPlannerTest.ANNA_EAST;
import static dev.trustedaccess.domain.plan.AdministratorPlannerTest.ANNA_REGISTERED;
import static dev.trustedaccess.domain.plan.AdministratorPlannerTest.ANNA_WEST;
import static dev.trustedaccess.domain.plan.AdministratorPlannerTest.BOTH;
import static dev.trustedaccess.domain.plan.AdministratorPlannerTest.enabled;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;

/** What a person confirms of administrators, and what no confirmation covers. */
class AdministratorConfirmationTest {
  @Test
  void whereTheOperatorCannotAppointAPersonDoes() {
    Given none = aDeclaration().enabledBy(OTHER, ofDays(9))
        .initialization(InitializationMode.AUTOMATIC)
        .administrator(ANNA);
    none.plan().waits(Reason.AWAITING_SERVICE_ADMINISTRATOR).says("mail:AppointAdministrator", "confirm initialized");
    none.confirmedInitialized(ofDays(9)).plan().isReady();
  }

  /** An appointment that the service does not complete. */
  @Test
  void whatTheServiceDoesNotCompleteIsConfirmedByHand() {
    for (Stage stage : List.of(Stage.IN_PROGRESS, Stage.FAILED)) {
      Given stuck = enabled(ANNA).appointed(List.of("us-east-1"), ANNA_EAST)
          .owns(ANNA_REGISTERED, ANNA_EAST)
          .sent(INITIALIZE, ANNA_EAST, ofDays(1))
          .seen()
          .answer(Question.INITIALIZATION, InitializationState.administered(
              new AdministratorsSeen(List.of(new Appointed(ANNA, "us-east-1", stage)), List.of("us-east-1"))));
      Reason reason = stage == Stage.FAILED ? Reason.INITIALIZATION_FAILED : Reason.INITIALIZATION_OVERDUE;
      stuck.plan().isStalled(reason).says("set spec.initialization.mode to Confirmed");
      stuck.initialization(InitializationMode.CONFIRMED).plan().isStalled(reason).says("confirm initialized");
      stuck.confirmedInitialized(ofDays(9)).plan().isReady();
    }
  }

  /** A confirmation of before does not hide an appointment that is under way. */
  @Test
  void anAppointmentUnderWayIsAwaitedWhateverIsConfirmed() {
    enabled(ANNA).appointed(List.of("us-east-1"), ANNA_EAST)
        .initialization(InitializationMode.CONFIRMED)
        .confirmedInitialized(ofDays(9))
        .sent(INITIALIZE, ANNA_EAST, ofMinutes(5))
        .answer(Question.INITIALIZATION, InitializationState.administered(new AdministratorsSeen(
            List.of(new Appointed(ANNA, "us-east-1", Stage.IN_PROGRESS)), List.of("us-east-1"))))
        .plan()
        .waits(Reason.AWAITING_INITIALIZATION);
  }

  /** The rest of the initialization is left to a person; the administrators are not. */
  @Test
  void whereAllAreAppointedOnlyTheConfirmationIsAskedFor() {
    enabled(ANNA).appointed(List.of("us-east-1"), ANNA_EAST)
        .initialization(InitializationMode.CONFIRMED)
        .plan()
        .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .says("initialize the service", "confirm initialized");
  }

  /** Neither "nothing is awaited" nor "access suffices" says anything about the administrators that are declared. */
  @Test
  void whoWasNeitherReadNorAppointedNeedsAConfirmation() {
    Given unread = aDeclaration().enabledBy(OTHER, ofDays(9)).administrator(ANNA).serviceRole(Optional.empty());
    Given without = enabled(ANNA).serviceRole(Optional.empty());
    // An integration that reads the initialization, and no administrators.
    InitializationState done = InitializationState.of(InitializationState.Stage.DONE, "the mailbox");
    Given other = enabled(ANNA).integration(true).answer(Question.INITIALIZATION, done);
    Given none = enabled(ANNA).integration(true)
        .initialization(InitializationMode.NONE)
        .answer(Question.INITIALIZATION, done);
    for (Given given : List.of(unread, without, other, none)) {
      given.plan()
          .changesNothing()
          .waits(Reason.AWAITING_SERVICE_ADMINISTRATOR)
          .initialized(FALSE, Reason.AWAITING_SERVICE_ADMINISTRATOR)
          .says("mail:AppointAdministrator", "confirm initialized");
      given.confirmedInitialized(ofDays(9)).plan().isReady();
    }
  }

  @Test
  void whoWasReadNeedsNoConfirmationWhereNothingElseIsAwaited() {
    enabled(ANNA).appointed(BOTH, ANNA_EAST, ANNA_WEST)
        .initialization(InitializationMode.NONE)
        .plan()
        .isReady()
        .initialized(TRUE, Reason.INITIALIZATION_NOT_REQUIRED);
  }

  /** Both answers lack it. That the next step cannot be prepared leaves nothing Ready, not even for three passes. */
  @Test
  void whoIsKnownToBeMissingIsReportedAtOnce() {
    for (Question<?> question : List.of(Question.REGISTERED_ADMINISTRATORS, Question.DELEGATED_ADMINISTRATORS)) {
      Given missing = enabled(ANNA).appointed(BOTH);
      missing.unknown(question, Failure.Kind.THROTTLED, 1)
          .plan()
          .changesNothing()
          .waits(Reason.AWAITING_INITIALIZATION)
          .initialized(FALSE, Reason.AWAITING_INITIALIZATION)
          .says(ANNA, "us-east-1");
      missing.unknown(question, Failure.Kind.THROTTLED, 3).plan().waits(Reason.THROTTLED);
      missing.unknown(question, Failure.Kind.ACCESS_DENIED, 3)
          .plan()
          .isStalled(Reason.ACCESS_DENIED)
          .initialized(FALSE, Reason.ACCESS_DENIED);
    }
  }
}
