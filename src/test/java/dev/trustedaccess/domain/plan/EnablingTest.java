package dev.trustedaccess.domain.plan;

import java.time.Duration;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.ENABLE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OPERATOR;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.FALSE;
import static dev.trustedaccess.domain.declaration.Verdict.Truth.TRUE;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static dev.trustedaccess.domain.plan.Given.aDisabledDeclaration;

/** Off counts as disabled; how often an Enable is sent, and when not at all. */
class EnablingTest {
  private static final Duration DAYS = Duration.ofDays(9);
  private static final Duration SETTLE = Duration.ofMinutes(2);
  private static final Duration SHORTLY = SETTLE.minusSeconds(1);

  @Test
  void disabledAccessIsEnabled() {
    aDisabledDeclaration().notHeld()
        .plan()
        .enables(false)
        .waits(Reason.ENABLING)
        .ready(FALSE, Reason.ENABLING)
        .access(FALSE, Reason.ENABLING)
        .comesBackIn(Duration.ofSeconds(1))
        .asks(Question.SNAPSHOT);
  }

  @Test
  void onIsHeldAndLeftAlone() {
    aDeclaration().notHeld().plan().does(new Action.AddFinalizer()).isReady();
    aDeclaration().plan().changesNothing().isReady().access(TRUE, Reason.ENABLED);
  }

  @Test
  void anOldSnapshotIsNoGroundForAChange() {
    aDisabledDeclaration().snapshotAge(Duration.ofMinutes(4))
        .plan()
        .enables(false)
        .asks(Question.SNAPSHOT, Question.FRESH_SNAPSHOT);
    aDisabledDeclaration().snapshotAge(Duration.ofSeconds(5)).plan().asks(Question.SNAPSHOT);
    aDisabledDeclaration().snapshotAge(Duration.ofSeconds(6)).plan().asks(Question.SNAPSHOT, Question.FRESH_SNAPSHOT);
  }

  @Test
  void noEnableIsRepeatedBeforeItHasSettled() {
    aDisabledDeclaration().sent(ENABLE, SHORTLY)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING)
        .access(FALSE, Reason.ENABLING);
    aDisabledDeclaration().intent(ENABLE, SHORTLY).plan().changesNothing().waits(Reason.ENABLING);
    aDisabledDeclaration().sent(ENABLE, SETTLE).plan().enables(false);
  }

  @Test
  void noEnableIsRepeatedBeforeItHasSettledThoughOnWasSeenMeanwhile() {
    aDisabledDeclaration().sent(ENABLE, SHORTLY)
        .enabledBy(OPERATOR, SHORTLY)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING);
    aDisabledDeclaration().sent(Change.Kind.INITIALIZE, Duration.ofSeconds(5))
        .enabledBy(OPERATOR, SHORTLY)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING);
    aDisabledDeclaration().sent(ENABLE, SETTLE).enabledBy(OPERATOR, SETTLE).plan().enables(true);
  }

  @Test
  void whileItSettlesSnapshotsAreFreshAndGrowRarer() {
    aDisabledDeclaration().sent(ENABLE, Duration.ofSeconds(20))
        .snapshotAge(Duration.ofSeconds(10))
        .plan()
        .asks(Question.SNAPSHOT, Question.FRESH_SNAPSHOT)
        .comesBackIn(Duration.ofSeconds(20));
    aDisabledDeclaration().sent(ENABLE, Duration.ZERO).plan().comesBackIn(Duration.ofSeconds(1));
  }

  @Test
  void aRefusedEnableIsNotWaitedForButTriedAgainLater() {
    aDisabledDeclaration().refused(ENABLE, Duration.ofSeconds(1), Reason.THROTTLED, 1)
        .plan()
        .changesNothing()
        .waits(Reason.THROTTLED);
    aDisabledDeclaration().refused(ENABLE, Duration.ofSeconds(6), Reason.THROTTLED, 1).plan().enables(false);
    aDisabledDeclaration()
        .refused(ENABLE, Duration.ofMinutes(10).minusSeconds(1), Reason.ACCESS_DENIED, 6, Duration.ofMinutes(2))
        .plan()
        .changesNothing()
        .isStalled(Reason.ACCESS_DENIED)
        .says("organizations:EnableAWSServiceAccess", "production");
    aDisabledDeclaration().refused(ENABLE, Duration.ofMinutes(11), Reason.ACCESS_DENIED, 6, Duration.ofMinutes(2))
        .plan()
        .enables(false);
    aDisabledDeclaration().refused(ENABLE, Duration.ofMinutes(11), Reason.ACCESS_DENIED, 7, Duration.ofMinutes(12))
        .plan()
        .changesNothing()
        .isStalled(Reason.ACCESS_DENIED);
    aDisabledDeclaration()
        .refused(ENABLE, Duration.ofMinutes(11), Reason.UNRECOGNIZED_PRINCIPAL, 7, Duration.ofMinutes(12))
        .plan()
        .isStalled(Reason.UNRECOGNIZED_PRINCIPAL);
  }

  @Test
  void aRefusedEnableIsDueWhenItsWaitIsOverNotWhenTheNextSnapshotIs() {
    aDisabledDeclaration().refused(ENABLE, Duration.ofSeconds(1), Reason.THROTTLED, 1)
        .plan()
        .comesBackIn(Backoff.retry(true, 1, Given.UID).minusSeconds(1));
  }

  @Test
  void aPersonCutsTheWaitShort() {
    aDisabledDeclaration().refused(ENABLE, Duration.ofSeconds(1), Reason.ACCESS_DENIED, 3)
        .prompted()
        .plan()
        .enables(false);
  }

  @Test
  void anotherRefusedChangeIsNoReasonToWait() {
    aDisabledDeclaration().refused(Change.Kind.INITIALIZE, Duration.ofSeconds(1), Reason.ACCESS_DENIED, 1)
        .plan()
        .enables(false);
  }

  @Test
  void whereOnlyTheServiceEnablesAPersonMust() {
    aDisabledDeclaration().enableMethod(AccessMethod.By.SERVICE, "cloudformation:ActivateOrganizationsAccess")
        .plan()
        .changesNothing()
        .isStalled(Reason.SERVICE_API_REQUIRED)
        .says("cloudformation:ActivateOrganizationsAccess", "must be enabled through its own API");
    aDisabledDeclaration().enableMethod(AccessMethod.By.CONSOLE, "Mail console, Settings, Organization")
        .plan()
        .changesNothing()
        .isStalled(Reason.SERVICE_API_REQUIRED)
        .says("Mail console", "must be enabled in its console");
  }

  @Test
  void whatIsObservedIsNotEnabledButThePlanIsReported() {
    aDisabledDeclaration().mode(Mode.OBSERVE)
        .enableMethod(AccessMethod.By.SERVICE, "mail:Open")
        .plan()
        .changesNothing()
        .rests(Reason.OBSERVE_ONLY)
        .says("mail:Open");
    aDisabledDeclaration().mode(Mode.OBSERVE)
        .plan()
        .changesNothing()
        .rests(Reason.OBSERVE_ONLY)
        .says("organizations:EnableAWSServiceAccess for " + Given.PRINCIPAL, "spec.mode");
    aDisabledDeclaration().connectionObserves()
        .plan()
        .changesNothing()
        .rests(Reason.OBSERVE_ONLY)
        .says("OrganizationConnection");
    aDeclaration().mode(Mode.OBSERVE).notHeld().plan().changesNothing().isReady();
    aDeclaration().connectionObserves().notHeld().plan().changesNothing().isReady();
    aDisabledDeclaration().mode(Mode.OBSERVE)
        .enabledBy(OTHER, DAYS)
        .plan()
        .changesNothing()
        .rests(Reason.DRIFT_REPORTED);
  }
}
