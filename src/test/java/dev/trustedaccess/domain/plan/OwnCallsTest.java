package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.RemainingRead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.domain.declaration.Change.Kind.DISABLE;
import static dev.trustedaccess.domain.declaration.Change.Kind.ENABLE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OPERATOR;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static dev.trustedaccess.domain.plan.Given.aDeletion;
import static dev.trustedaccess.domain.plan.Given.aDisabledDeclaration;

/** Services that enable and disable access by their own calls: when the operator sends them, and when it waits. */
class OwnCallsTest {
  private static final Duration DAYS = Duration.ofDays(9);
  private static final Duration LONG = Duration.ofMinutes(31);

  // Enabling

  @ParameterizedTest
  @EnumSource(names = {"ABSENT", "FAILED", "DONE", "NOT_REQUIRED"})
  void accessIsEnabledByTheServicesOwnCall(Stage stage) {
    aDisabledDeclaration().ownCalls(stage)
        .plan()
        .asks(Question.SNAPSHOT, Question.INITIALIZATION)
        .enablesByItsOwnCall(false)
        .waits(Reason.ENABLING)
        .says("mail:Open");
  }

  /** The right to declare a service must not include the right to enable another one. */
  @Test
  void aCallThatEnablesWhatTheConnectionDoesNotAllowIsNotSent() {
    Given enabling = aDisabledDeclaration().ownCallsEnabling(Stage.ABSENT, "stamps.amazonaws.com");
    enabling.plan().enablesByItsOwnCall(false);
    enabling.allowed(Given.PRINCIPAL)
        .plan()
        .changesNothing()
        .isStalled(Reason.PRINCIPAL_NOT_ALLOWED)
        .says("also enables it for stamps.amazonaws.com", "spec.allowedServicePrincipals");
    enabling.allowed(Given.PRINCIPAL, "stamps.amazonaws.com").plan().enablesByItsOwnCall(false);
  }

  @Test
  void whatIsEnabledAlreadyNeedsNoPermissionToBeEnabledBeside() {
    aDisabledDeclaration().ownCallsEnabling(Stage.ABSENT, "stamps.amazonaws.com")
        .allowed(Given.PRINCIPAL)
        .enabled("stamps.amazonaws.com", Duration.ofHours(1))
        .plan()
        .enablesByItsOwnCall(false);
  }

  @Test
  void driftIsCorrectedByTheSameCall() {
    aDisabledDeclaration().ownCalls(Stage.ABSENT)
        .enabledBy(OPERATOR, DAYS)
        .disabled()
        .plan()
        .enablesByItsOwnCall(true)
        .says("mail:Open");
  }

  @ParameterizedTest
  @EnumSource(names = {"IN_PROGRESS", "BEING_REMOVED"})
  void whileTheServiceIsStillChangingNothingIsSent(Stage stage) {
    aDisabledDeclaration().ownCalls(stage)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING)
        .says("is still changing the mail view");
    aDisabledDeclaration().ownCalls(stage)
        .sent(ENABLE, LONG)
        .plan()
        .changesNothing()
        .isStalled(Reason.ENABLING)
        .says("longer than expected", "service administrator");
  }

  /** Nothing of ours tells when it began; status tells since when it is awaited. */
  @Test
  void whatOthersChangeForeverIsForAPerson() {
    Given enabling = aDisabledDeclaration().ownCalls(Stage.IN_PROGRESS);
    enabling.reported(Reason.ENABLING, false, Duration.ofMinutes(30)).plan().waits(Reason.ENABLING);
    enabling.reported(Reason.ENABLING, false, LONG).plan().isStalled(Reason.ENABLING).says("longer than expected");
    enabling.reported(Reason.ENABLING, true, Duration.ofMinutes(5)).plan().isStalled(Reason.ENABLING);
    enabling.reported(Reason.SERVICE_API_REQUIRED, true, LONG).plan().waits(Reason.ENABLING);
    aDeletion().ownCalls(Stage.BEING_REMOVED)
        .reported(Reason.DISABLING, false, LONG)
        .plan()
        .changesNothing()
        .isStalled(Reason.DISABLING)
        .saysHowToRetain();
  }

  /** Such as a role that is deployed to every account, one of which never answers: nothing else is sent meanwhile. */
  @ParameterizedTest
  @EnumSource(names = {"IN_PROGRESS", "BEING_REMOVED"})
  void aDeletionThatWaitsForTheServiceSaysWhatEndsIt(Stage stage) {
    aDeletion().ownCalls(stage)
        .reported(Reason.DISABLING, false, LONG)
        .plan()
        .changesNothing()
        .isStalled(Reason.DISABLING)
        .says("changing the mail view for longer than expected", "Ask the service administrator to finish this",
            "or to disable access", "the operator detects either")
        .saysHowToRetain();
  }

  /** An enable of ours that had its effect long ago says nothing about what others change now. */
  @Test
  void whatOthersChangeIsNotDatedByAnEnableThatWasSeen() {
    aDisabledDeclaration().enabledBy(OPERATOR, DAYS)
        .disabled()
        .sent(ENABLE, DAYS)
        .seen()
        .ownCalls(Stage.BEING_REMOVED)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING);
  }

  @Test
  void whatTheServiceDoesNotAnswerIsNotTakenForIdle() {
    aDisabledDeclaration().ownCalls(Stage.ABSENT)
        .unknown(Question.INITIALIZATION, new Failure(Failure.Kind.UNAVAILABLE, "mail:DescribeView"))
        .plan()
        .changesNothing()
        .says("mail:DescribeView");
  }

  @Test
  void aRefusedCallIsTriedAgainLaterAndNamed() {
    aDisabledDeclaration().ownCalls(Stage.ABSENT)
        .refused(ENABLE, Duration.ofMinutes(3), Reason.ACCESS_DENIED, 6, Duration.ofMinutes(2))
        .plan()
        .changesNothing()
        .isStalled(Reason.ACCESS_DENIED)
        .says("mail:Open");
    aDisabledDeclaration().ownCalls(Stage.ABSENT)
        .refused(ENABLE, Duration.ofMinutes(11), Reason.ACCESS_DENIED, 6, Duration.ofMinutes(2))
        .plan()
        .enablesByItsOwnCall(false);
  }

  @Test
  void withoutAServiceRoleThatManagesAPersonCalls() {
    aDisabledDeclaration().ownCalls(Stage.ABSENT)
        .serviceRole(Optional.of(Mode.OBSERVE))
        .plan()
        .changesNothing()
        .isStalled(Reason.SERVICE_API_REQUIRED)
        .says("spec.serviceRole.mode", "mail:Open");
    aDisabledDeclaration().enableMethod(AccessMethod.By.SERVICE, "mail:Open")
        .serviceRole(Optional.empty())
        .plan()
        .changesNothing()
        .isStalled(Reason.SERVICE_API_REQUIRED)
        .says("Ask the service administrator to call: mail:Open");
    aDisabledDeclaration().ownCalls(Stage.ABSENT)
        .enableMethod(AccessMethod.By.CONSOLE, "Mail console, On")
        .plan()
        .changesNothing()
        .isStalled(Reason.SERVICE_API_REQUIRED);
  }

  @Test
  void whatWouldBeCalledIsReportedWhereTheOperatorOnlyObserves() {
    aDisabledDeclaration().ownCalls(Stage.ABSENT)
        .mode(Mode.OBSERVE)
        .plan()
        .changesNothing()
        .rests(Reason.OBSERVE_ONLY)
        .says("would call mail:Open");
  }

  // Initialization

  @Test
  void whatTheCallSetsUpIsAwaitedAfterAnEnableOfOurs() {
    aDeclaration().initialization(InitializationMode.AUTOMATIC)
        .ownCalls(Stage.ABSENT)
        .enabled(Duration.ofMinutes(5))
        .enabledBy(OPERATOR, Duration.ofMinutes(5))
        .plan()
        .changesNothing()
        .initialized(FALSE, Reason.AWAITING_INITIALIZATION);
    aDeclaration().initialization(InitializationMode.AUTOMATIC)
        .ownCalls(Stage.IN_PROGRESS)
        .enabled(Duration.ofMinutes(5))
        .enabledBy(OPERATOR, Duration.ofMinutes(5))
        .plan()
        .changesNothing()
        .initialized(FALSE, Reason.AWAITING_INITIALIZATION);
  }

  @Test
  void whatOrganizationsCallLeavesOutIsNamed() {
    aDeclaration().initialization(InitializationMode.AUTOMATIC)
        .ownCalls(Stage.ABSENT)
        .enabled(Duration.ofMinutes(5))
        .enabledBy(OTHER, Duration.ofMinutes(5))
        .plan()
        .changesNothing()
        .initialized(FALSE, Reason.AWAITING_SERVICE_ADMINISTRATOR)
        .says("EnableAWSServiceAccess alone does not set it up", "mail:Open");
  }

  // Disabling

  @Test
  void accessIsDisabledByTheServicesOwnCall() {
    aDeletion().ownCalls(Stage.DONE).plan().disablesByItsOwnCall(false).waits(Reason.DISABLING);
  }

  @Test
  void aServiceWithoutACallToDisableIsDisabledByOrganizations() {
    aDeletion().ownCalls(Stage.DONE)
        .disableMethod(AccessMethod.By.ORGANIZATIONS, "organizations:DisableAWSServiceAccess")
        .plan()
        .disables(false);
  }

  @ParameterizedTest
  @EnumSource(names = {"IN_PROGRESS", "BEING_REMOVED"})
  void aPendingChangeIsAwaitedBeforeDisabling(Stage stage) {
    aDeletion().ownCalls(stage)
        .plan()
        .changesNothing()
        .waits(Reason.DISABLING)
        .says("is still changing the mail view")
        .saysHowToRetain();
    aDeletion().ownCalls(stage)
        .sent(DISABLE, LONG)
        .plan()
        .changesNothing()
        .isStalled(Reason.DISABLING)
        .saysHowToRetain();
  }

  @Test
  void withoutAServiceRoleThatManagesAPersonDisables() {
    aDeletion().ownCalls(Stage.DONE)
        .serviceRole(Optional.of(Mode.OBSERVE))
        .plan()
        .changesNothing()
        .isStalled(Reason.SERVICE_API_REQUIRED)
        .says("spec.serviceRole.mode", "mail:Close")
        .saysHowToRetain();
  }

  @Test
  void aRefusedDisableNamesTheCall() {
    aDeletion().ownCalls(Stage.DONE)
        .refused(Change.Kind.DISABLE, Duration.ofMinutes(3), Reason.ACCESS_DENIED, 6, Duration.ofMinutes(2))
        .plan()
        .changesNothing()
        .isStalled(Reason.ACCESS_DENIED)
        .says("mail:Close")
        .saysHowToRetain();
  }

  // Every account

  /** The bound of one call a second holds for a read of 2,000 accounts in two Regions, too. */
  @Test
  void aReadOfEveryAccountIsRepeatedRarely() {
    aDeletion().ownCalls(Stage.DONE)
        .answer(Question.REMAINING, new RemainingRead(
            List.of(), Set.of(PlaceRead.everywhere("letter")),
            List.of(new Failure(Failure.Kind.NO_IDENTITY, "no identity for the member accounts")), 4_000))
        .plan()
        .changesNothing()
        .isStalled(Reason.CLEANUP_NOT_VERIFIABLE)
        .comesBackIn(Duration.ofSeconds(4_000));
  }
}
