package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.Optional;

import dev.trustedaccess.domain.InitializationState.Stage;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.Change.Kind.Disable;
import static dev.trustedaccess.domain.Change.Kind.Enable;
import static dev.trustedaccess.domain.Change.Kind.Initialize;
import static dev.trustedaccess.domain.Given.AWS_NOW;
import static dev.trustedaccess.domain.Given.aDeclaration;
import static dev.trustedaccess.domain.Given.aDeclarationOff;
import static dev.trustedaccess.domain.OpenedBy.Operator;
import static dev.trustedaccess.domain.OpenedBy.Other;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * AWS has once shown a DateEnabled of years ahead, or a Date header of an hour ahead: what is remembered of that is no time
 * that was seen, and holds neither a life nor a deletion until then.
 */
class TimesToComeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAYS = Duration.ofDays(9);
  private static final Duration SECONDS = Duration.ofSeconds(3);
  private static final Duration YEARS_AHEAD = Duration.ofDays(-3650);
  private static final Duration HOUR_AHEAD = HOUR.negated();

  private static void isNotAskedEverySecond(Then then) {
    assertThat(then.conclude().next()).isGreaterThan(Duration.ofSeconds(2));
  }

  @Test
  void aDateOfYearsAheadHoldsNoDeletion() {
    aDeclaration().opened(Operator, YEARS_AHEAD).deleted(HOUR).on(DAYS).plan().leaves();
    aDeclaration().opened(Other, YEARS_AHEAD)
        .policy(Desired.DeletionPolicy.Disable)
        .deleted(HOUR)
        .on(DAYS)
        .integration(false)
        .plan()
        .closes(false);
  }

  @Test
  void aDateOfYearsAheadHoldsNoLife() {
    Then life = aDeclaration().opened(Other, YEARS_AHEAD).on(DAYS).plan().isReady();
    isNotAskedEverySecond(life.remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS))));
    aDeclaration().opened(Operator, YEARS_AHEAD).on(DAYS).plan().remembersOpenedBy(Other);
  }

  @Test
  void aDateOfYearsAheadHoldsNoCorrection() {
    aDeclarationOff().opened(Operator, YEARS_AHEAD).plan().opens(true);
  }

  /** What was to come when it came back is no moment that a confirmation could name. */
  @Test
  void aTimeOffThatWouldEndInYearsEndsAtTheDateThatIsListed() {
    aDeclaration().lostWhileOff("the graph")
        .opened(Operator, YEARS_AHEAD)
        .reopened()
        .on(DAYS)
        .plan()
        .isStalled(Reason.RepairNeeded)
        .remembers(recorded -> assertThat(recorded.reopenedTime()).contains(AWS_NOW.minus(DAYS)));
  }

  @Test
  void anEnableThatWasMeantAheadHoldsNoLife() {
    isNotAskedEverySecond(
        aDeclaration().sent(Enable, HOUR_AHEAD).on(Duration.ofSeconds(1)).plan().isReady().remembersOpenedBy(Other));
  }

  /** It takes its real time then, so that it is repeated once. */
  @Test
  void anEnableThatWasMeantAheadIsMeantOnceMore() {
    aDeclarationOff().sent(Enable, HOUR_AHEAD)
        .plan()
        .does(new Action.Enable(Given.PRINCIPAL, AWS_NOW, false));
    aDeclarationOff().refused(Enable, HOUR_AHEAD, Reason.AccessDenied, 1).plan().opens(false);
    aDeclarationOff().sent(Enable, SECONDS.negated()).plan().changesNothing().waits(Reason.Enabling);
  }

  @Test
  void aDateOfYearsAheadDoesNotHideThatOurEnableMayNotShowYet() {
    aDeclarationOff().opened(Operator, YEARS_AHEAD)
        .sent(Enable, SECONDS)
        .plan()
        .changesNothing()
        .waits(Reason.Enabling);
    aDeclarationOff().opened(Operator, YEARS_AHEAD)
        .sent(Enable, SECONDS)
        .deleted(HOUR)
        .plan()
        .changesNothing()
        .waits(Reason.Enabling);
  }

  @Test
  void aDisableThatWasMeantAheadHoldsNoDeletion() {
    aDeclaration().opened(Operator, DAYS)
        .sent(Disable, HOUR_AHEAD)
        .deleted(HOUR)
        .on(DAYS)
        .integration(false)
        .plan()
        .closes(false);
  }

  @Test
  void correctionsThatWereMeantAheadAreNoContestUntilThen() {
    Duration day = Duration.ofDays(-1);
    aDeclarationOff().opened(Operator, DAYS).corrected(day, day, day).plan().opens(true);
  }

  @Test
  void whatBeganAheadIsOverdueAllTheSameAndNotWatchedEverySecond() {
    Given going = aDeclaration().administrator(Given.ADMINISTRATOR)
        .initializationIs(Stage.IN_PROGRESS, Optional.of(Given.ADMINISTRATOR));
    isNotAskedEverySecond(
        going.sent(Initialize, Optional.of(Given.ADMINISTRATOR), Duration.ofMinutes(-10))
            .plan()
            .waits(Reason.AwaitingInitialization));
    going.sent(Initialize, Optional.of(Given.ADMINISTRATOR), HOUR_AHEAD).plan().isStalled(Reason.InitializationOverdue);
  }

  @Test
  void aDeletionSaysWhyItWaitsWhereNothingWasSent() {
    aDeclaration().opened(Other, Duration.ofSeconds(50))
        .policy(Desired.DeletionPolicy.Disable)
        .deleted(HOUR)
        .on(DAYS)
        .plan()
        .waits(Reason.Enabling)
        .says("as it was before it was enabled last")
        .saysNot("was sent");
    aDeclaration().sent(Enable, Duration.ofSeconds(50)).deleted(HOUR).on(DAYS).plan().says("A change was sent");
  }
}
