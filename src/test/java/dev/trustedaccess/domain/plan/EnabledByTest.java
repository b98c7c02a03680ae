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

/** Who opened access as it stands: whatever is uncertain is Other, the side that leaves access on. */
class EnabledByTest {
  private static final Duration SECONDS = Duration.ofSeconds(3);
  /** Less than lists may lag behind, and as much. */
  private static final Duration MOMENTS = Duration.ofSeconds(58);
  private static final Duration SETTLED = Timing.STANDARD.settle();
  private static final Duration MINUTES = Duration.ofMinutes(10);
  private static final Duration DAYS = Duration.ofDays(9);

  @Test
  void onAtTheFirstReadIsOther() {
    aDeclaration().on(DAYS).plan().remembersEnabledBy(OTHER).remembers(recorded -> {
      assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS));
      assertThat(recorded.organizationId()).contains(Given.ORGANIZATION);
      assertThat(recorded.reenabledTime()).isEmpty();
    });
  }

  @Test
  void onSinceOurIntentIsOperator() {
    aDeclaration().meant(ENABLE, SECONDS).on(SECONDS).plan().remembersEnabledBy(OPERATOR);
    aDeclaration().sent(ENABLE, SECONDS).on(Duration.ofSeconds(1)).plan().remembersEnabledBy(OPERATOR);
  }

  @Test
  void onSinceBeforeOurIntentIsOther() {
    aDeclaration().sent(ENABLE, SETTLED).on(SETTLED.plusMillis(1)).plan().isReady().remembersEnabledBy(OTHER);
    aDeclaration().sent(ENABLE, SETTLED.minusSeconds(1))
        .on(SETTLED)
        .plan()
        .waits(Reason.ENABLING)
        .remembers(recorded -> assertThat(recorded.enabledBy()).isEmpty());
  }

  /** A list that lags behind shows the date of before; nobody else has enabled it since. */
  @Test
  void aDateOfBeforeTheOneThatWasJustSeenTellsNothing() {
    aDeclaration().opened(OPERATOR, MOMENTS)
        .on(DAYS)
        .plan()
        .changesNothing()
        .bears(Reason.ENABLING)
        .remembersEnabledBy(OPERATOR)
        .remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(MOMENTS)));
    aDeclaration().opened(OPERATOR, SETTLED).on(DAYS).plan().isReady().remembersEnabledBy(OTHER);
  }

  @Test
  void aDateOfBeforeOurEnableTellsNothingBeforeThatHasSettled() {
    aDeclaration().opened(OPERATOR, DAYS)
        .sent(ENABLE, MOMENTS)
        .on(DAYS)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING)
        .remembersEnabledBy(OPERATOR)
        .remembers(recorded -> assertThat(recorded.pendingEnable()).map(Change::seen).contains(false));
  }

  @Test
  void whatWasLostWhileOffIsNotBackBecauseAListShowsTheDateOfBefore() {
    Given off = aDeclaration().lostWhileDisabled("the graph").opened(OPERATOR, MOMENTS).reenabled();
    off.on(MOMENTS).plan().isStalled(Reason.REPAIR_NEEDED);
    off.on(DAYS).plan().bears(Reason.ENABLING);
    aDeclaration().lostWhileDisabled("the graph")
        .opened(OPERATOR, SETTLED)
        .reenabled()
        .on(DAYS)
        .plan()
        .isStalled(
            Reason.REPAIR_NEEDED);
  }

  @Test
  void whoOnlyObservesReportsNoDriftBecauseAListShowsTheDateOfBefore() {
    aDeclaration().mode(Mode.OBSERVE).opened(OTHER, MOMENTS).on(DAYS).plan().changesNothing().bears(Reason.ENABLING);
    Then paused = aDeclaration().paused(true).opened(OPERATOR, MOMENTS).on(DAYS).plan();
    assertThat(paused.rests(Reason.PAUSED).remembersEnabledBy(OPERATOR).assessment().access().keepsPrevious()).isTrue();
  }

  /** What we enabled is not left on, and what others enabled is not switched off, for the date of before. */
  @Test
  void aDeletionWaitsWhileTheListShowsTheDateOfBefore() {
    Duration hour = Duration.ofHours(1);
    aDeclaration().opened(OPERATOR, MOMENTS)
        .deleted(hour)
        .on(DAYS)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING)
        .remembersEnabledBy(OPERATOR)
        .saysHowToRetain();
    aDeclaration().opened(OPERATOR, SETTLED).deleted(hour).on(DAYS).plan().leaves();
    aDeclaration().sent(ENABLE, MOMENTS).deleted(hour).on(DAYS).plan().changesNothing().waits(Reason.ENABLING);
    aDeclaration().sent(ENABLE, SETTLED).deleted(hour).on(DAYS).plan().leaves();
    aDeclaration().opened(OTHER, MOMENTS)
        .policy(Desired.DeletionPolicy.DISABLE)
        .deleted(hour)
        .on(DAYS)
        .plan()
        .changesNothing()
        .waits(Reason.ENABLING);
  }

  @Test
  void onLongAfterOurIntentIsOther() {
    aDeclaration().meant(ENABLE, DAYS).on(MINUTES).plan().remembersEnabledBy(OTHER);
    aDeclaration().meant(ENABLE, MINUTES).on(MINUTES.minusSeconds(30)).plan().remembersEnabledBy(OPERATOR);
    aDeclaration().meant(ENABLE, MINUTES).on(MINUTES.minusSeconds(31)).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void aRefusedIntentExplainsNothing() {
    aDeclaration().refused(ENABLE, MINUTES, Reason.ACCESS_DENIED, 1).on(SECONDS).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void anIntentToCloseExplainsNothing() {
    aDeclaration().meant(DISABLE, MINUTES).on(SECONDS).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void theRecordedDateStaysWhatItWas() {
    aDeclaration().opened(OPERATOR, DAYS).on(DAYS).plan().remembersEnabledBy(OPERATOR);
    aDeclaration().opened(OTHER, DAYS).on(DAYS).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void aDateThatNothingExplainsIsOther() {
    aDeclaration().opened(OPERATOR, DAYS).on(MINUTES).plan().remembersEnabledBy(OTHER).remembers(recorded -> {
      assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(MINUTES));
      assertThat(recorded.reenabledTime()).contains(AWS_NOW.minus(MINUTES));
    });
  }

  @Test
  void aSnapshotWithoutTheDateDecidesNothingWhereItMayBeOurs() {
    Duration undated = Duration.between(OrganizationSnapshot.UNDATED, AWS_NOW);
    aDeclaration().opened(OPERATOR, DAYS)
        .on(undated)
        .plan()
        .remembersEnabledBy(OPERATOR)
        .remembers(
            recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS)));
    aDeclaration().sent(ENABLE, SECONDS)
        .on(undated)
        .plan()
        .remembers(recorded -> assertThat(recorded.enabledBy()).isEmpty());
    aDeclaration().opened(OTHER, DAYS).on(undated).plan().remembersEnabledBy(OTHER);
    aDeclaration().on(undated).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void anIntentThatOneDateHasExplainedExplainsNoOther() {
    aDeclaration().sent(ENABLE, Duration.ofSeconds(60))
        .opened(OPERATOR, Duration.ofSeconds(58))
        .on(SECONDS)
        .plan()
        .remembersEnabledBy(OTHER);
  }

  @Test
  void otherIsFinalThoughWePutItBack() {
    aDeclaration().opened(OTHER, DAYS).sent(ENABLE, SECONDS).on(SECONDS).plan().remembersEnabledBy(OTHER);
  }

  @Test
  void operatorStaysAfterWePutItBack() {
    aDeclaration().opened(OPERATOR, DAYS)
        .sent(ENABLE, SECONDS)
        .on(SECONDS)
        .plan()
        .remembersEnabledBy(OPERATOR)
        .remembers(recorded -> assertThat(recorded.reenabledTime()).contains(AWS_NOW.minus(SECONDS)));
  }

  @Test
  void aLostOpenerIsNotOurs() {
    aDeclaration().opened(OPERATOR, DAYS)
        .remembered(
            r -> new Recorded(r.organizationId(), java.util.Optional.empty(), r.enabledTime(), r.reenabledTime(),
                List.of(), r.lastChange(), List.of(), r.reportedRemaining(), r.toRead(), r.deletionSeen()))
        .on(DAYS)
        .plan()
        .remembersEnabledBy(OTHER);
  }

  @Test
  void offLeavesWhatIsRemembered() {
    aDisabledDeclaration().opened(OPERATOR, DAYS)
        .plan()
        .remembersEnabledBy(OPERATOR)
        .remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS)));
  }

  @Test
  void theListedAliasCounts() {
    aDisabledDeclaration().alias("post.amazonaws.com")
        .on("post.amazonaws.com", DAYS)
        .plan()
        .isReady()
        .remembersEnabledBy(OTHER)
        .access(Verdict.Truth.TRUE, Reason.ENABLED);
  }

  @Test
  void nothingIsRememberedWhileAChecksFails() {
    aDeclaration().allowed("other.amazonaws.com")
        .on(DAYS)
        .plan()
        .isStalled(Reason.PRINCIPAL_NOT_ALLOWED)
        .access(Verdict.Truth.TRUE, Reason.ENABLED)
        .remembers(recorded -> assertThat(recorded).isEqualTo(Recorded.NOTHING));
  }

  @Test
  void anotherOrganizationTellsNothing() {
    aDeclaration().opened(OPERATOR, DAYS)
        .organization(new OrganizationState("o-another12345", Given.MANAGEMENT, Given.MANAGEMENT, true))
        .on(MINUTES)
        .plan()
        .isStalled(Reason.WRONG_ORGANIZATION)
        .access(Verdict.Truth.UNKNOWN, Reason.WRONG_ORGANIZATION)
        .remembersEnabledBy(OPERATOR)
        .remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS)));
  }
}
