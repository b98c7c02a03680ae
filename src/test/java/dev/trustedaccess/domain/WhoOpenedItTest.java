package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.Change.Kind.Disable;
import static dev.trustedaccess.domain.Change.Kind.Enable;
import static dev.trustedaccess.domain.Given.AWS_NOW;
import static dev.trustedaccess.domain.Given.aDeclaration;
import static dev.trustedaccess.domain.Given.aDeclarationOff;
import static dev.trustedaccess.domain.OpenedBy.Operator;
import static dev.trustedaccess.domain.OpenedBy.Other;
import static org.assertj.core.api.Assertions.assertThat;

/** Who opened access as it stands: whatever is uncertain is Other, the side that leaves access on. */
class WhoOpenedItTest {
  private static final Duration SECONDS = Duration.ofSeconds(3);
  /** Less than lists may lag behind, and as much. */
  private static final Duration MOMENTS = Duration.ofSeconds(58);
  private static final Duration SETTLED = Timing.STANDARD.settle();
  private static final Duration MINUTES = Duration.ofMinutes(10);
  private static final Duration DAYS = Duration.ofDays(9);

  @Test
  void onAtTheFirstReadIsOther() {
    aDeclaration().on(DAYS).plan().remembersOpenedBy(Other).remembers(recorded -> {
      assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS));
      assertThat(recorded.organizationId()).contains(Given.ORGANIZATION);
      assertThat(recorded.reopenedTime()).isEmpty();
    });
  }

  @Test
  void onSinceOurIntentIsOperator() {
    aDeclaration().meant(Enable, SECONDS).on(SECONDS).plan().remembersOpenedBy(Operator);
    aDeclaration().sent(Enable, SECONDS).on(Duration.ofSeconds(1)).plan().remembersOpenedBy(Operator);
  }

  @Test
  void onSinceBeforeOurIntentIsOther() {
    aDeclaration().sent(Enable, SETTLED).on(SETTLED.plusMillis(1)).plan().isReady().remembersOpenedBy(Other);
    aDeclaration().sent(Enable, SETTLED.minusSeconds(1))
        .on(SETTLED)
        .plan()
        .waits(Reason.Enabling)
        .remembers(recorded -> assertThat(recorded.openedBy()).isEmpty());
  }

  /** A list that lags behind shows the date of before; nobody else has enabled it since. */
  @Test
  void aDateOfBeforeTheOneThatWasJustSeenTellsNothing() {
    aDeclaration().opened(Operator, MOMENTS)
        .on(DAYS)
        .plan()
        .changesNothing()
        .bears(Reason.Enabling)
        .remembersOpenedBy(Operator)
        .remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(MOMENTS)));
    aDeclaration().opened(Operator, SETTLED).on(DAYS).plan().isReady().remembersOpenedBy(Other);
  }

  @Test
  void aDateOfBeforeOurEnableTellsNothingBeforeThatHasSettled() {
    aDeclaration().opened(Operator, DAYS)
        .sent(Enable, MOMENTS)
        .on(DAYS)
        .plan()
        .changesNothing()
        .waits(Reason.Enabling)
        .remembersOpenedBy(Operator)
        .remembers(recorded -> assertThat(recorded.openEnable()).map(Change::seen).contains(false));
  }

  @Test
  void whatWasLostWhileOffIsNotBackBecauseAListShowsTheDateOfBefore() {
    Given off = aDeclaration().lostWhileOff("the graph").opened(Operator, MOMENTS).reopened();
    off.on(MOMENTS).plan().isStalled(Reason.RepairNeeded);
    off.on(DAYS).plan().bears(Reason.Enabling);
    aDeclaration().lostWhileOff("the graph")
        .opened(Operator, SETTLED)
        .reopened()
        .on(DAYS)
        .plan()
        .isStalled(
            Reason.RepairNeeded);
  }

  @Test
  void whoOnlyObservesReportsNoDriftBecauseAListShowsTheDateOfBefore() {
    aDeclaration().mode(Mode.Observe).opened(Other, MOMENTS).on(DAYS).plan().changesNothing().bears(Reason.Enabling);
    Then paused = aDeclaration().paused(true).opened(Operator, MOMENTS).on(DAYS).plan();
    assertThat(paused.rests(Reason.Paused).remembersOpenedBy(Operator).assessment().access().keeps()).isTrue();
  }

  /** What we enabled is not left on, and what others enabled is not switched off, for the date of before. */
  @Test
  void aDeletionWaitsWhileTheListShowsTheDateOfBefore() {
    Duration hour = Duration.ofHours(1);
    aDeclaration().opened(Operator, MOMENTS)
        .deleted(hour)
        .on(DAYS)
        .plan()
        .changesNothing()
        .waits(Reason.Enabling)
        .remembersOpenedBy(Operator)
        .saysHowToRetain();
    aDeclaration().opened(Operator, SETTLED).deleted(hour).on(DAYS).plan().leaves();
    aDeclaration().sent(Enable, MOMENTS).deleted(hour).on(DAYS).plan().changesNothing().waits(Reason.Enabling);
    aDeclaration().sent(Enable, SETTLED).deleted(hour).on(DAYS).plan().leaves();
    aDeclaration().opened(Other, MOMENTS)
        .policy(Desired.DeletionPolicy.Disable)
        .deleted(hour)
        .on(DAYS)
        .plan()
        .changesNothing()
        .waits(Reason.Enabling);
  }

  @Test
  void onLongAfterOurIntentIsOther() {
    aDeclaration().meant(Enable, DAYS).on(MINUTES).plan().remembersOpenedBy(Other);
    aDeclaration().meant(Enable, MINUTES).on(MINUTES.minusSeconds(30)).plan().remembersOpenedBy(Operator);
    aDeclaration().meant(Enable, MINUTES).on(MINUTES.minusSeconds(31)).plan().remembersOpenedBy(Other);
  }

  @Test
  void aRefusedIntentExplainsNothing() {
    aDeclaration().refused(Enable, MINUTES, Reason.AccessDenied, 1).on(SECONDS).plan().remembersOpenedBy(Other);
  }

  @Test
  void anIntentToCloseExplainsNothing() {
    aDeclaration().meant(Disable, MINUTES).on(SECONDS).plan().remembersOpenedBy(Other);
  }

  @Test
  void theRecordedDateStaysWhatItWas() {
    aDeclaration().opened(Operator, DAYS).on(DAYS).plan().remembersOpenedBy(Operator);
    aDeclaration().opened(Other, DAYS).on(DAYS).plan().remembersOpenedBy(Other);
  }

  @Test
  void aDateThatNothingExplainsIsOther() {
    aDeclaration().opened(Operator, DAYS).on(MINUTES).plan().remembersOpenedBy(Other).remembers(recorded -> {
      assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(MINUTES));
      assertThat(recorded.reopenedTime()).contains(AWS_NOW.minus(MINUTES));
    });
  }

  @Test
  void aLookWithoutTheDateDecidesNothingWhereItMayBeOurs() {
    Duration undated = Duration.between(Look.UNDATED, AWS_NOW);
    aDeclaration().opened(Operator, DAYS)
        .on(undated)
        .plan()
        .remembersOpenedBy(Operator)
        .remembers(
            recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS)));
    aDeclaration().sent(Enable, SECONDS)
        .on(undated)
        .plan()
        .remembers(recorded -> assertThat(recorded.openedBy()).isEmpty());
    aDeclaration().opened(Other, DAYS).on(undated).plan().remembersOpenedBy(Other);
    aDeclaration().on(undated).plan().remembersOpenedBy(Other);
  }

  @Test
  void anIntentThatOneDateHasExplainedExplainsNoOther() {
    aDeclaration().sent(Enable, Duration.ofSeconds(60))
        .opened(Operator, Duration.ofSeconds(58))
        .on(SECONDS)
        .plan()
        .remembersOpenedBy(Other);
  }

  @Test
  void otherIsFinalThoughWePutItBack() {
    aDeclaration().opened(Other, DAYS).sent(Enable, SECONDS).on(SECONDS).plan().remembersOpenedBy(Other);
  }

  @Test
  void operatorStaysAfterWePutItBack() {
    aDeclaration().opened(Operator, DAYS)
        .sent(Enable, SECONDS)
        .on(SECONDS)
        .plan()
        .remembersOpenedBy(Operator)
        .remembers(recorded -> assertThat(recorded.reopenedTime()).contains(AWS_NOW.minus(SECONDS)));
  }

  @Test
  void aLostOpenerIsNotOurs() {
    aDeclaration().opened(Operator, DAYS)
        .remembered(r -> new Recorded(r.organizationId(), java.util.Optional.empty(), r.enabledTime(), r.reopenedTime(),
            List.of(), r.lastChange(), List.of(), r.named(), r.toRead(), r.deletionSeen()))
        .on(DAYS)
        .plan()
        .remembersOpenedBy(Other);
  }

  @Test
  void offLeavesWhatIsRemembered() {
    aDeclarationOff().opened(Operator, DAYS)
        .plan()
        .remembersOpenedBy(Operator)
        .remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS)));
  }

  @Test
  void theListedAliasCounts() {
    aDeclarationOff().alias("post.amazonaws.com")
        .on("post.amazonaws.com", DAYS)
        .plan()
        .isReady()
        .remembersOpenedBy(Other)
        .access(Verdict.Truth.True, Reason.Enabled);
  }

  @Test
  void nothingIsRememberedWhileAChecksFails() {
    aDeclaration().allowed("other.amazonaws.com")
        .on(DAYS)
        .plan()
        .isStalled(Reason.PrincipalNotAllowed)
        .access(Verdict.Truth.True, Reason.Enabled)
        .remembers(recorded -> assertThat(recorded).isEqualTo(Recorded.NOTHING));
  }

  @Test
  void anotherOrganizationTellsNothing() {
    aDeclaration().opened(Operator, DAYS)
        .organization(new OrganizationState("o-another12345", Given.MANAGEMENT, Given.MANAGEMENT, true))
        .on(MINUTES)
        .plan()
        .isStalled(Reason.WrongOrganization)
        .access(Verdict.Truth.Unknown, Reason.WrongOrganization)
        .remembersOpenedBy(Operator)
        .remembers(recorded -> assertThat(recorded.enabledTime()).contains(AWS_NOW.minus(DAYS)));
  }
}
