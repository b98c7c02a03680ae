package dev.trustedaccess.domain;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.Change.Kind.Enable;
import static dev.trustedaccess.domain.Given.aDeclaration;
import static dev.trustedaccess.domain.Given.aDeclarationOff;
import static dev.trustedaccess.domain.OpenedBy.Operator;
import static dev.trustedaccess.domain.OpenedBy.Other;
import static dev.trustedaccess.domain.Verdict.Truth.False;
import static dev.trustedaccess.domain.Verdict.Truth.True;

/** Off counts as off; how often an Enable is sent, and when not at all. */
class OpeningTest {
  private static final Duration DAYS = Duration.ofDays(9);
  private static final Duration SETTLE = Duration.ofMinutes(2);
  private static final Duration SHORTLY = SETTLE.minusSeconds(1);

  @Test
  void offIsOpened() {
    aDeclarationOff().notHeld()
        .plan()
        .opens(false)
        .waits(Reason.Enabling)
        .ready(False, Reason.Enabling)
        .access(False, Reason.Enabling)
        .comesBackIn(Duration.ofSeconds(1))
        .asks(Question.LOOK);
  }

  @Test
  void onIsHeldAndLeftAlone() {
    aDeclaration().notHeld().plan().does(new Action.Hold()).isReady();
    aDeclaration().plan().changesNothing().isReady().access(True, Reason.Enabled);
  }

  @Test
  void anOldLookIsNoGroundForAChange() {
    aDeclarationOff().lookAge(Duration.ofMinutes(4)).plan().opens(false).asks(Question.LOOK, Question.FRESH_LOOK);
    aDeclarationOff().lookAge(Duration.ofSeconds(5)).plan().asks(Question.LOOK);
    aDeclarationOff().lookAge(Duration.ofSeconds(6)).plan().asks(Question.LOOK, Question.FRESH_LOOK);
  }

  @Test
  void noEnableIsRepeatedBeforeItHasSettled() {
    aDeclarationOff().sent(Enable, SHORTLY)
        .plan()
        .changesNothing()
        .waits(Reason.Enabling)
        .access(False, Reason.Enabling);
    aDeclarationOff().meant(Enable, SHORTLY).plan().changesNothing().waits(Reason.Enabling);
    aDeclarationOff().sent(Enable, SETTLE).plan().opens(false);
  }

  @Test
  void noEnableIsRepeatedBeforeItHasSettledThoughOnWasSeenMeanwhile() {
    aDeclarationOff().sent(Enable, SHORTLY).opened(Operator, SHORTLY).plan().changesNothing().waits(Reason.Enabling);
    aDeclarationOff().sent(Change.Kind.Initialize, Duration.ofSeconds(5))
        .opened(Operator, SHORTLY)
        .plan()
        .changesNothing()
        .waits(Reason.Enabling);
    aDeclarationOff().sent(Enable, SETTLE).opened(Operator, SETTLE).plan().opens(true);
  }

  @Test
  void whileItSettlesLooksAreFreshAndGrowRarer() {
    aDeclarationOff().sent(Enable, Duration.ofSeconds(20))
        .lookAge(Duration.ofSeconds(10))
        .plan()
        .asks(Question.LOOK, Question.FRESH_LOOK)
        .comesBackIn(Duration.ofSeconds(20));
    aDeclarationOff().sent(Enable, Duration.ZERO).plan().comesBackIn(Duration.ofSeconds(1));
  }

  @Test
  void aRefusedEnableIsNotWaitedForButTriedAgainLater() {
    aDeclarationOff().refused(Enable, Duration.ofSeconds(1), Reason.Throttled, 1)
        .plan()
        .changesNothing()
        .waits(Reason.Throttled);
    aDeclarationOff().refused(Enable, Duration.ofSeconds(6), Reason.Throttled, 1).plan().opens(false);
    aDeclarationOff()
        .refused(Enable, Duration.ofMinutes(10).minusSeconds(1), Reason.AccessDenied, 6, Duration.ofMinutes(2))
        .plan()
        .changesNothing()
        .isStalled(Reason.AccessDenied)
        .says("organizations:EnableAWSServiceAccess", "production");
    aDeclarationOff().refused(Enable, Duration.ofMinutes(11), Reason.AccessDenied, 6, Duration.ofMinutes(2))
        .plan()
        .opens(false);
    aDeclarationOff().refused(Enable, Duration.ofMinutes(11), Reason.AccessDenied, 7, Duration.ofMinutes(12))
        .plan()
        .changesNothing()
        .isStalled(Reason.AccessDenied);
    aDeclarationOff().refused(Enable, Duration.ofMinutes(11), Reason.UnrecognizedPrincipal, 7, Duration.ofMinutes(12))
        .plan()
        .isStalled(Reason.UnrecognizedPrincipal);
  }

  @Test
  void aRefusedEnableIsDueWhenItsWaitIsOverNotWhenTheNextLookIs() {
    aDeclarationOff().refused(Enable, Duration.ofSeconds(1), Reason.Throttled, 1)
        .plan()
        .comesBackIn(Backoff.retry(true, 1, Given.UID).minusSeconds(1));
  }

  @Test
  void aPersonCutsTheWaitShort() {
    aDeclarationOff().refused(Enable, Duration.ofSeconds(1), Reason.AccessDenied, 3).prompted().plan().opens(false);
  }

  @Test
  void anotherRefusedChangeIsNoReasonToWait() {
    aDeclarationOff().refused(Change.Kind.Initialize, Duration.ofSeconds(1), Reason.AccessDenied, 1)
        .plan()
        .opens(false);
  }

  @Test
  void whereOnlyTheServiceOpensAPersonMust() {
    aDeclarationOff().wayIn(Door.By.Service, "cloudformation:ActivateOrganizationsAccess")
        .plan()
        .changesNothing()
        .isStalled(Reason.ServiceApiRequired)
        .says("cloudformation:ActivateOrganizationsAccess", "its own call");
    aDeclarationOff().wayIn(Door.By.Console, "Mail console, Settings, Organization")
        .plan()
        .changesNothing()
        .isStalled(Reason.ServiceApiRequired)
        .says("Mail console", "only its console");
  }

  @Test
  void whatIsObservedIsNotOpenedButWhatWouldBeDoneIsSaid() {
    aDeclarationOff().mode(Mode.Observe)
        .wayIn(Door.By.Service, "mail:Open")
        .plan()
        .changesNothing()
        .rests(Reason.ObserveOnly)
        .says("mail:Open");
    aDeclarationOff().mode(Mode.Observe)
        .plan()
        .changesNothing()
        .rests(Reason.ObserveOnly)
        .says("organizations:EnableAWSServiceAccess for " + Given.PRINCIPAL, "spec.mode");
    aDeclarationOff().connectionObserves()
        .plan()
        .changesNothing()
        .rests(Reason.ObserveOnly)
        .says("OrganizationConnection");
    aDeclaration().mode(Mode.Observe).notHeld().plan().changesNothing().isReady();
    aDeclaration().connectionObserves().notHeld().plan().changesNothing().isReady();
    aDeclarationOff().mode(Mode.Observe).opened(Other, DAYS).plan().changesNothing().rests(Reason.DriftReported);
  }
}
