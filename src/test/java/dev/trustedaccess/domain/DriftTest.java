package dev.trustedaccess.domain;

import java.time.Duration;

import dev.trustedaccess.domain.InitializationState.Stage;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.Change.Kind.Enable;
import static dev.trustedaccess.domain.Given.aDeclaration;
import static dev.trustedaccess.domain.Given.aDeclarationOff;
import static dev.trustedaccess.domain.OpenedBy.Operator;
import static dev.trustedaccess.domain.OpenedBy.Other;
import static dev.trustedaccess.domain.Verdict.Truth.False;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.util.Optional.empty;

/** Switched off by others: put back, but not against Control Tower and not for ever. */
class DriftTest {
  private static final String CONTROL_TOWER = "controltower.amazonaws.com";

  private static Given drifted() {
    return aDeclarationOff().opened(Operator, ofDays(9));
  }

  @Test
  void whatVanishesFromOneLookIsLookedForOnceMore() {
    drifted().justVanished().plan().asks(Question.LOOK, Question.SECOND_LOOK).opens(true);
    drifted().shownAgain().plan().asks(Question.LOOK, Question.SECOND_LOOK).changesNothing().isReady();
    drifted().plan().asks(Question.LOOK);
    aDeclarationOff().justVanished().plan().asks(Question.LOOK);
  }

  @Test
  void whatOthersOpenedMomentsAgoIsLookedForAgainAndNotSaidToBeAskedFor() {
    aDeclaration().opened(OpenedBy.Other, Duration.ofSeconds(30))
        .off()
        .plan()
        .changesNothing()
        .waits(Reason.Enabling)
        .says("Its lists lag behind");
  }

  @Test
  void isPutBack() {
    drifted().plan()
        .opens(true)
        .waits(Reason.DriftCorrected)
        .access(False, Reason.DriftCorrected)
        .says("switched off by others");
    aDeclarationOff().opened(Other, ofDays(9)).plan().opens(true);
  }

  @Test
  void isContestedAfterThreeCorrectionsWithinAnHour() {
    drifted().corrected(ofMinutes(50), ofMinutes(30)).plan().opens(true);
    drifted().corrected(ofMinutes(50), ofMinutes(30), ofMinutes(10))
        .plan()
        .changesNothing()
        .isStalled(Reason.DriftContested);
    drifted().corrected(ofMinutes(60), ofMinutes(30), ofMinutes(10)).plan().opens(true);
    drifted().corrected(ofMinutes(90), ofMinutes(59), ofMinutes(30), ofMinutes(10))
        .plan()
        .isStalled(Reason.DriftContested);
  }

  @Test
  void whatNeverWasOnIsNoDrift() {
    aDeclarationOff().sent(Enable, ofMinutes(5))
        .corrected(ofMinutes(9), ofMinutes(8), ofMinutes(7))
        .plan()
        .opens(false);
  }

  @Test
  void isOnlyReportedWhileControlTowerManagesItToo() {
    drifted().alsoManagedBy(CONTROL_TOWER)
        .on(CONTROL_TOWER, ofDays(99))
        .plan()
        .changesNothing()
        .isStalled(Reason.DriftReported)
        .says(CONTROL_TOWER);
    drifted().alsoManagedBy(CONTROL_TOWER).plan().opens(true);
    aDeclarationOff().alsoManagedBy(CONTROL_TOWER).on(CONTROL_TOWER, ofDays(99)).plan().opens(false);
  }

  @Test
  void isNotPutBackThroughADoorThatIsNotOurs() {
    drifted().wayIn(Door.By.Service, "mail:Open").plan().changesNothing().isStalled(Reason.ServiceApiRequired);
  }

  @Test
  void whatDoesNotComeBackByItselfIsRepairedByAPerson() {
    Given back = aDeclaration().opened(Operator, ofDays(1))
        .reopened()
        .on(ofDays(1))
        .lostWhileOff("the mail rooms of the accounts");
    back.plan()
        .changesNothing()
        .isStalled(Reason.RepairNeeded)
        .initialized(False, Reason.RepairNeeded)
        .says("the mail rooms of the accounts", "trusted-access-operator confirm initialized " + Given.NAME);
    back.confirmedInitialized(ofDays(2)).plan().isStalled(Reason.RepairNeeded);
    back.confirmedInitialized(ofDays(1)).plan().isReady();
  }

  @Test
  void repairIsNeededHoweverInitializationIsTold() {
    Given back = aDeclaration().opened(Operator, ofDays(1)).reopened().on(ofDays(1)).lostWhileOff("the mail rooms");
    back.initialization(Desired.InitializationMode.Confirmed).plan().isStalled(Reason.RepairNeeded);
    back.initialization(Desired.InitializationMode.Automatic).plan().isStalled(Reason.RepairNeeded);
    back.initializationIs(Stage.DONE, empty()).plan().isStalled(Reason.RepairNeeded);
    back.initializationIs(Stage.NOT_REQUIRED, empty()).plan().isStalled(Reason.RepairNeeded);
  }

  /** A list that lags behind for long shows the date of the life before, of which the old word spoke. */
  @Test
  void aWordAboutTheLifeBeforeRepairsNothing() {
    Given lagging = aDeclaration().opened(Operator, ofMinutes(3))
        .reopened()
        .on(ofDays(9))
        .confirmedInitialized(ofDays(9));
    lagging.lostWhileOff("the graph").plan().isStalled(Reason.RepairNeeded);
    Given confirmed = lagging.initialization(Desired.InitializationMode.Confirmed);
    confirmed.plan().isStalled(Reason.RepairNeeded);
    confirmed.confirmedInitialized(ofMinutes(3)).plan().isReady();
  }

  @Test
  void aWordAboutTheLifeBeforeIsNoneThatTheServiceIsSetUp() {
    Given lagging = aDeclaration().opened(Operator, ofMinutes(3))
        .reopened()
        .on(ofDays(9))
        .initialization(Desired.InitializationMode.Confirmed);
    lagging.confirmedInitialized(ofDays(9)).plan().waits(Reason.AwaitingServiceAdministrator);
    lagging.confirmedInitialized(ofMinutes(3)).plan().isReady();
  }

  @Test
  void whatWasNeverOffNeedsNoRepair() {
    aDeclaration().opened(Operator, ofDays(1)).on(ofDays(1)).lostWhileOff("the mail rooms").plan().isReady();
    aDeclaration().opened(Operator, ofDays(1)).reopened().on(ofDays(1)).plan().isReady();
  }

  @Test
  void anOldLookIsNoGroundForACorrection() {
    drifted().lookAge(Duration.ofMinutes(3)).plan().asks(Question.LOOK, Question.FRESH_LOOK).opens(true);
  }
}
