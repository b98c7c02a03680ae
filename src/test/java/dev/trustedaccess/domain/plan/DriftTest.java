package dev.trustedaccess.domain.plan;

import java.time.Duration;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.ENABLE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OPERATOR;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static dev.trustedaccess.domain.plan.Given.aDisabledDeclaration;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.util.Optional.empty;

/** Disabled by others: enabled again, but not against Control Tower and not for ever. */
class DriftTest {
  private static final String CONTROL_TOWER = "controltower.amazonaws.com";

  private static Given drifted() {
    return aDisabledDeclaration().enabledBy(OPERATOR, ofDays(9));
  }

  @Test
  void whatVanishesFromOneSnapshotIsLookedForOnceMore() {
    drifted().justVanished().plan().asks(Question.SNAPSHOT, Question.SECOND_SNAPSHOT).enables(true);
    drifted().shownAgain().plan().asks(Question.SNAPSHOT, Question.SECOND_SNAPSHOT).changesNothing().isReady();
    drifted().plan().asks(Question.SNAPSHOT);
    aDisabledDeclaration().justVanished().plan().asks(Question.SNAPSHOT);
  }

  @Test
  void whatOthersEnabledMomentsAgoIsReadAgainAndNotReportedAsRequested() {
    aDeclaration().enabledBy(EnabledBy.OTHER, Duration.ofSeconds(30))
        .disabled()
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING)
        .says("Its lists lag behind");
  }

  @Test
  void isPutBack() {
    drifted().plan()
        .enables(true)
        .waits(Reason.DRIFT_CORRECTED)
        .access(FALSE, Reason.DRIFT_CORRECTED)
        .says("disabled by others");
    aDisabledDeclaration().enabledBy(OTHER, ofDays(9)).plan().enables(true);
  }

  @Test
  void isContestedAfterThreeCorrectionsWithinAnHour() {
    drifted().corrected(ofMinutes(50), ofMinutes(30)).plan().enables(true);
    drifted().corrected(ofMinutes(50), ofMinutes(30), ofMinutes(10))
        .plan()
        .changesNothing()
        .isStalled(Reason.DRIFT_CONTESTED);
    drifted().corrected(ofMinutes(60), ofMinutes(30), ofMinutes(10)).plan().enables(true);
    drifted().corrected(ofMinutes(90), ofMinutes(59), ofMinutes(30), ofMinutes(10))
        .plan()
        .isStalled(Reason.DRIFT_CONTESTED);
  }

  @Test
  void whatNeverWasOnIsNoDrift() {
    aDisabledDeclaration().sent(ENABLE, ofMinutes(5))
        .corrected(ofMinutes(9), ofMinutes(8), ofMinutes(7))
        .plan()
        .enables(false);
  }

  @Test
  void isOnlyReportedWhileControlTowerManagesItToo() {
    drifted().alsoManagedBy(CONTROL_TOWER)
        .enabled(CONTROL_TOWER, ofDays(99))
        .plan()
        .changesNothing()
        .isStalled(Reason.DRIFT_REPORTED)
        .says(CONTROL_TOWER);
    drifted().alsoManagedBy(CONTROL_TOWER).plan().enables(true);
    aDisabledDeclaration().alsoManagedBy(CONTROL_TOWER).enabled(CONTROL_TOWER, ofDays(99)).plan().enables(false);
  }

  @Test
  void isNotCorrectedByACallThatIsNotOurs() {
    drifted().enableMethod(AccessMethod.By.SERVICE, "mail:Open")
        .plan()
        .changesNothing()
        .isStalled(Reason.SERVICE_API_REQUIRED);
  }

  @Test
  void whatDoesNotComeBackByItselfIsRepairedByAPerson() {
    Given back = aDeclaration().enabledBy(OPERATOR, ofDays(1))
        .reenabled()
        .enabled(ofDays(1))
        .lostWhileDisabled("the mail rooms of the accounts");
    back.plan()
        .changesNothing()
        .isStalled(Reason.REPAIR_NEEDED)
        .initialized(FALSE, Reason.REPAIR_NEEDED)
        .says("the mail rooms of the accounts", "trusted-access-operator confirm initialized " + Given.NAME);
    back.confirmedInitialized(ofDays(2)).plan().isStalled(Reason.REPAIR_NEEDED);
    back.confirmedInitialized(ofDays(1)).plan().isReady();
  }

  @Test
  void repairIsNeededHoweverInitializationIsTold() {
    Given back = aDeclaration().enabledBy(OPERATOR, ofDays(1))
        .reenabled()
        .enabled(ofDays(1))
        .lostWhileDisabled("the mail rooms");
    back.initialization(Desired.InitializationMode.CONFIRMED).plan().isStalled(Reason.REPAIR_NEEDED);
    back.initialization(Desired.InitializationMode.AUTOMATIC).plan().isStalled(Reason.REPAIR_NEEDED);
    back.initializationIs(Stage.DONE, empty()).plan().isStalled(Reason.REPAIR_NEEDED);
    back.initializationIs(Stage.NOT_REQUIRED, empty()).plan().isStalled(Reason.REPAIR_NEEDED);
  }

  /** A list that lags behind for long shows the date of the life before, which the old confirmation names. */
  @Test
  void aConfirmationOfTheLifeBeforeRepairsNothing() {
    Given lagging = aDeclaration().enabledBy(OPERATOR, ofMinutes(3))
        .reenabled()
        .enabled(ofDays(9))
        .confirmedInitialized(ofDays(9));
    lagging.lostWhileDisabled("the graph").plan().isStalled(Reason.REPAIR_NEEDED);
    Given confirmed = lagging.initialization(Desired.InitializationMode.CONFIRMED);
    confirmed.plan().isStalled(Reason.REPAIR_NEEDED);
    confirmed.confirmedInitialized(ofMinutes(3)).plan().isReady();
  }

  @Test
  void aConfirmationOfTheLifeBeforeDoesNotCountAsInitialized() {
    Given lagging = aDeclaration().enabledBy(OPERATOR, ofMinutes(3))
        .reenabled()
        .enabled(ofDays(9))
        .initialization(Desired.InitializationMode.CONFIRMED);
    lagging.confirmedInitialized(ofDays(9)).plan().waits(Reason.AWAITING_SERVICE_ADMINISTRATOR);
    lagging.confirmedInitialized(ofMinutes(3)).plan().isReady();
  }

  @Test
  void whatWasNeverOffNeedsNoRepair() {
    aDeclaration().enabledBy(OPERATOR, ofDays(1))
        .enabled(ofDays(1))
        .lostWhileDisabled("the mail rooms")
        .plan()
        .isReady();
    aDeclaration().enabledBy(OPERATOR, ofDays(1)).reenabled().enabled(ofDays(1)).plan().isReady();
  }

  @Test
  void anOldSnapshotIsNoGroundForACorrection() {
    drifted().snapshotAge(Duration.ofMinutes(3)).plan().asks(Question.SNAPSHOT, Question.FRESH_SNAPSHOT).enables(true);
  }
}
