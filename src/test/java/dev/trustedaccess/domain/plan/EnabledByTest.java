package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.declaration.Change.Kind.DISABLE;
import static dev.trustedaccess.domain.declaration.Change.Kind.ENABLE;
import static dev.trustedaccess.domain.declaration.EnabledBy.OPERATOR;
import static dev.trustedaccess.domain.declaration.EnabledBy.OTHER;
import static dev.trustedaccess.domain.plan.Given.AWS_NOW;
import static dev.trustedaccess.domain.plan.Given.aDeclaration;
import static dev.trustedaccess.domain.plan.Given.aDisabledDeclaration;
import static org.assertj.core.api.Assertions.assertThat;

/** Who enabled access as it stands: whatever is uncertain is Other, the side that leaves access enabled. */
class EnabledByTest {
  private static final Duration SECONDS = Duration.ofSeconds(3);
  /** Less than lists may lag behind, and as much. */
  private static final Duration MOMENTS = Duration.ofSeconds(58);
  private static final Duration SETTLED = Timing.STANDARD.settle();
  private static final Duration MINUTES = Duration.ofMinutes(10);
  private static final Duration DAYS = Duration.ofDays(9);

  @Test
  void onAtTheFirstReadIsOther() {
    aDeclaration().enabled(DAYS).plan().remembersEnabledBy(OTHER).remembers(recorded -> {
      assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS));
      assertThat(recorded.organizationId()).contains(Given.ORGANIZATION);
      assertThat(recorded.reenabledTime()).isEmpty();
    });
  }

  @Test
  void onSinceOurIntentIsOperator() {
    aDeclaration().intent(ENABLE, SECONDS).enabled(SECONDS).plan().remembersEnabledBy(OPERATOR);
    aDeclaration().sent(ENABLE, SECONDS).enabled(Duration.ofSeconds(1)).plan().remembersEnabledBy(OPERATOR);
  }

  @Test
  void onSinceBeforeOurIntentIsOther() {
    aDeclaration().sent(ENABLE, SETTLED).enabled(SETTLED.plusMillis(1)).plan().isReady().remembersEnabledBy(OTHER);
    aDeclaration().sent(ENABLE, SETTLED.minusSeconds(1))
        .enabled(SETTLED)
        .plan()
        .waits(Reason.ENABLING)
        .remembers(recorded -> assertThat(recorded.enabledBy()).isEmpty());
  }

  /** A list that lags behind shows the date of before; nobody else has enabled it since. */
  @Test
  void aDateOfBeforeTheOneThatWasJustSeenTellsNothing() {
    aDeclaration().enabledBy(OPERATOR, MOMENTS)
        .enabled(DAYS)
        .plan()
        .changesNothing()
        .bears(Reason.ENABLING)
        .remembersEnabledBy(OPERATOR)
        .remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(MOMENTS)));
    aDeclaration().enabledBy(OPERATOR, SETTLED).enabled(DAYS).plan().isReady().remembersEnabledBy(OTHER);
  }

  @Test
  void aDateOfBeforeOurEnableTellsNothingBeforeThatHasSettled() {
    aDeclaration().enabledBy(OPERATOR, DAYS)
        .sent(ENABLE, MOMENTS)
        .enabled(DAYS)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING)
        .remembersEnabledBy(OPERATOR)
        .remembers(recorded -> assertThat(recorded.pendingEnable()).map(Change::seen).contains(false));
  }

  @Test
  void whatWasLostWhileOffIsNotBackBecauseAListShowsTheDateOfBefore() {
    Given off = aDeclaration().lostWhileDisabled("the graph").enabledBy(OPERATOR, MOMENTS).reenabled();
    off.enabled(MOMENTS).plan().isStalled(Reason.REPAIR_NEEDED);
    off.enabled(DAYS).plan().bears(Reason.ENABLING);
    aDeclaration().lostWhileDisabled("the graph")
        .enabledBy(OPERATOR, SETTLED)
        .reenabled()
        .enabled(DAYS)
        .plan()
        .isStalled(
            Reason.REPAIR_NEEDED);
  }

  @Test
  void whoOnlyObservesReportsNoDriftBecauseAListShowsTheDateOfBefore() {
    aDeclaration().mode(Mode.OBSERVE)
        .enabledBy(OTHER, MOMENTS)
        .enabled(DAYS)
        .plan()
        .changesNothing()
        .bears(Reason.ENABLING);
    Then paused = aDeclaration().paused(true).enabledBy(OPERATOR, MOMENTS).enabled(DAYS).plan();
    assertThat(paused.rests(Reason.PAUSED).remembersEnabledBy(OPERATOR).conclusion().access().keepsPrevious()).isTrue();
  }

  /** What we enabled is not left enabled, and what others enabled is not disabled, for the date of before. */
  @Test
  void aDeletionWaitsWhileTheListShowsTheDateOfBefore() {
    Duration hour = Duration.ofHours(1);
    aDeclaration().enabledBy(OPERATOR, MOMENTS)
        .deleted(hour)
        .enabled(DAYS)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING)
        .remembersEnabledBy(OPERATOR)
        .saysHowToRetain();
    aDeclaration().enabledBy(OPERATOR, SETTLED).deleted(hour).enabled(DAYS).plan().leaves();
    aDeclaration().sent(ENABLE, MOMENTS).deleted(hour).enabled(DAYS).plan().changesNothing().waits(Reason.ENABLING);
    aDeclaration().sent(ENABLE, SETTLED).deleted(hour).enabled(DAYS).plan().leaves();
    aDeclaration().enabledBy(OTHER, MOMENTS)
        .policy(Desired.DeletionPolicy.DISABLE)
        .deleted(hour)
        .enabled(DAYS)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING);
  }

  @Test
  void onLongAfterOurIntentIsOther() {
    aDeclaration().intent(ENABLE, DAYS).enabled(MINUTES).plan().remembersEnabledBy(OTHER);
    aDeclaration().intent(ENABLE, MINUTES).enabled(MINUTES.minusSeconds(30)).plan().remembersEnabledBy(OPERATOR);
    aDeclaration().intent(ENABLE, MINUTES).enabled(MINUTES.minusSeconds(31)).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void aRefusedIntentExplainsNothing() {
    aDeclaration().refused(ENABLE, MINUTES, Reason.ACCESS_DENIED, 1).enabled(SECONDS).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void anIntentToCloseExplainsNothing() {
    aDeclaration().intent(DISABLE, MINUTES).enabled(SECONDS).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void theRecordedDateStaysWhatItWas() {
    aDeclaration().enabledBy(OPERATOR, DAYS).enabled(DAYS).plan().remembersEnabledBy(OPERATOR);
    aDeclaration().enabledBy(OTHER, DAYS).enabled(DAYS).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void aDateThatNothingExplainsIsOther() {
    aDeclaration().enabledBy(OPERATOR, DAYS).enabled(MINUTES).plan().remembersEnabledBy(OTHER).remembers(recorded -> {
      assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(MINUTES));
      assertThat(recorded.reenabledTime()).contains(AWS_NOW.minus(MINUTES));
    });
  }

  @Test
  void aSnapshotWithoutTheDateDecidesNothingWhereItMayBeOurs() {
    Duration undated = Duration.between(OrganizationSnapshot.UNDATED, AWS_NOW);
    aDeclaration().enabledBy(OPERATOR, DAYS)
        .enabled(undated)
        .plan()
        .remembersEnabledBy(OPERATOR)
        .remembers(
            recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS)));
    aDeclaration().sent(ENABLE, SECONDS)
        .enabled(undated)
        .plan()
        .remembers(recorded -> assertThat(recorded.enabledBy()).isEmpty());
    aDeclaration().enabledBy(OTHER, DAYS).enabled(undated).plan().remembersEnabledBy(OTHER);
    aDeclaration().enabled(undated).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void anIntentThatOneDateHasExplainedExplainsNoOther() {
    aDeclaration().sent(ENABLE, Duration.ofSeconds(60))
        .enabledBy(OPERATOR, Duration.ofSeconds(58))
        .enabled(SECONDS)
        .plan()
        .remembersEnabledBy(OTHER);
  }

  @Test
  void otherIsFinalThoughWePutItBack() {
    aDeclaration().enabledBy(OTHER, DAYS).sent(ENABLE, SECONDS).enabled(SECONDS).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void operatorStaysAfterWePutItBack() {
    aDeclaration().enabledBy(OPERATOR, DAYS)
        .sent(ENABLE, SECONDS)
        .enabled(SECONDS)
        .plan()
        .remembersEnabledBy(OPERATOR)
        .remembers(recorded -> assertThat(recorded.reenabledTime()).contains(AWS_NOW.minus(SECONDS)));
  }

  @Test
  void aLostOpenerIsNotOurs() {
    aDeclaration().enabledBy(OPERATOR, DAYS)
        .remembered(
            r -> new Recorded(r.organizationId(), java.util.Optional.empty(), r.enabledTime(), r.reenabledTime(),
                List.of(), List.of(), r.lastChange(), List.of(), r.reportedRemaining(), r.toRead(), r.deletionSeen(),
                r.changeByOthers()))
        .enabled(DAYS)
        .plan()
        .remembersEnabledBy(OTHER);
  }

  @Test
  void offLeavesWhatIsRemembered() {
    aDisabledDeclaration().enabledBy(OPERATOR, DAYS)
        .plan()
        .remembersEnabledBy(OPERATOR)
        .remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS)));
  }

  @Test
  void theListedAliasCounts() {
    aDisabledDeclaration().alias("post.amazonaws.com")
        .enabled("post.amazonaws.com", DAYS)
        .plan()
        .isReady()
        .remembersEnabledBy(OTHER)
        .access(Verdict.Truth.TRUE, Reason.ENABLED);
  }

  @Test
  void nothingIsRememberedWhileAChecksFails() {
    aDeclaration().allowed("other.amazonaws.com")
        .enabled(DAYS)
        .plan()
        .isStalled(Reason.PRINCIPAL_NOT_ALLOWED)
        .access(Verdict.Truth.TRUE, Reason.ENABLED)
        .remembers(recorded -> assertThat(recorded).isEqualTo(Recorded.NOTHING));
  }

  @Test
  void anotherOrganizationTellsNothing() {
    aDeclaration().enabledBy(OPERATOR, DAYS)
        .organization(new OrganizationState("o-another12345", Given.MANAGEMENT, Given.MANAGEMENT, true))
        .enabled(MINUTES)
        .plan()
        .isStalled(Reason.WRONG_ORGANIZATION)
        .access(Verdict.Truth.UNKNOWN, Reason.WRONG_ORGANIZATION)
        .remembersEnabledBy(OPERATOR)
        .remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS)));
  }
}
