package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.DISABLE;
import static dev.trustedaccess.domain.declaration.Change.Kind.ENABLE;
import static dev.trustedaccess.domain.declaration.Change.Kind.INITIALIZE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OPERATOR;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.plan.Given.AWS_NOW;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static dev.trustedaccess.domain.plan.Given.aDisabledDeclaration;
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
    aDeclaration().enabledBy(OPERATOR, YEARS_AHEAD).deleted(HOUR).enabled(DAYS).plan().leaves();
    aDeclaration().enabledBy(OTHER, YEARS_AHEAD)
        .policy(Desired.DeletionPolicy.DISABLE)
        .deleted(HOUR)
        .enabled(DAYS)
        .integration(false)
        .plan()
        .disables(false);
  }

  @Test
  void aDateOfYearsAheadHoldsNoLife() {
    Then life = aDeclaration().enabledBy(OTHER, YEARS_AHEAD).enabled(DAYS).plan().isReady();
    isNotAskedEverySecond(life.remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS))));
    aDeclaration().enabledBy(OPERATOR, YEARS_AHEAD).enabled(DAYS).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void aDateOfYearsAheadHoldsNoCorrection() {
    aDisabledDeclaration().enabledBy(OPERATOR, YEARS_AHEAD).plan().enables(true);
  }

  /** What was to come when it came back is no moment that a confirmation could name. */
  @Test
  void aTimeOffThatWouldEndInYearsEndsAtTheDateThatIsListed() {
    aDeclaration().lostWhileDisabled("the graph")
        .enabledBy(OPERATOR, YEARS_AHEAD)
        .reenabled()
        .enabled(DAYS)
        .plan()
        .isStalled(Reason.REPAIR_NEEDED)
        .remembers(recorded -> assertThat(recorded.reenabledTime()).contains(AWS_NOW.minus(DAYS)));
  }

  @Test
  void anEnableThatWasMeantAheadHoldsNoLife() {
    isNotAskedEverySecond(
        aDeclaration().sent(ENABLE, HOUR_AHEAD)
            .enabled(Duration.ofSeconds(1))
            .plan()
            .isReady()
            .remembersEnabledBy(OTHER));
  }

  /** It takes its real time then, so that it is repeated once. */
  @Test
  void anEnableThatWasMeantAheadIsMeantOnceMore() {
    aDisabledDeclaration().sent(ENABLE, HOUR_AHEAD)
        .plan()
        .does(new Action.Enable(Given.PRINCIPAL, AccessMethod.By.ORGANIZATIONS, AWS_NOW, false));
    aDisabledDeclaration().refused(ENABLE, HOUR_AHEAD, Reason.ACCESS_DENIED, 1).plan().enables(false);
    aDisabledDeclaration().sent(ENABLE, SECONDS.negated()).plan().changesNothing().waits(Reason.ENABLING);
  }

  @Test
  void aDateOfYearsAheadDoesNotHideThatOurEnableMayNotShowYet() {
    aDisabledDeclaration().enabledBy(OPERATOR, YEARS_AHEAD)
        .sent(ENABLE, SECONDS)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING);
    aDisabledDeclaration().enabledBy(OPERATOR, YEARS_AHEAD)
        .sent(ENABLE, SECONDS)
        .deleted(HOUR)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING);
  }

  @Test
  void aDisableThatWasMeantAheadHoldsNoDeletion() {
    aDeclaration().enabledBy(OPERATOR, DAYS)
        .sent(DISABLE, HOUR_AHEAD)
        .deleted(HOUR)
        .enabled(DAYS)
        .integration(false)
        .plan()
        .disables(false);
  }

  @Test
  void correctionsThatWereMeantAheadAreNoContestUntilThen() {
    Duration day = Duration.ofDays(-1);
    aDisabledDeclaration().enabledBy(OPERATOR, DAYS).corrected(day, day, day).plan().enables(true);
  }

  @Test
  void whatBeganAheadIsOverdueAllTheSameAndNotWatchedEverySecond() {
    Given going = aDeclaration().administrator(Given.ADMINISTRATOR)
        .initializationIs(Stage.IN_PROGRESS, Optional.of(Given.ADMINISTRATOR));
    isNotAskedEverySecond(
        going.sent(INITIALIZE, Given.OWNED, Duration.ofMinutes(-10))
            .plan()
            .waits(Reason.AWAITING_INITIALIZATION));
    going.sent(INITIALIZE, Given.OWNED, HOUR_AHEAD)
        .plan()
        .isStalled(Reason.INITIALIZATION_OVERDUE);
  }

  @Test
  void aDeletionSaysWhyItWaitsWhereNothingWasSent() {
    aDeclaration().enabledBy(OTHER, Duration.ofSeconds(50))
        .policy(Desired.DeletionPolicy.DISABLE)
        .deleted(HOUR)
        .enabled(DAYS)
        .plan()
        .waits(Reason.ENABLING)
        .says("as it was before it was last enabled")
        .saysNot("was sent");
    aDeclaration().sent(ENABLE, Duration.ofSeconds(50)).deleted(HOUR).enabled(DAYS).plan().says("A change was sent");
  }
}
