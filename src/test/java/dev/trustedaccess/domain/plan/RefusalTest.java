package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Change.Kind;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.domain.plan.Given.ADMINISTRATOR;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

/** A change that AWS does not carry out: passing at first, whatever the code, then a person's; never a storm. */
class RefusalTest {
  private static final Duration ZERO = Duration.ZERO;
  private static final Duration SETTLE = Timing.STANDARD.settle();

  /** A declaration that is about to make this change. */
  private static Given about(Kind kind) {
    return switch (kind) {
      case ENABLE -> Given.aDisabledDeclaration();
      case INITIALIZE -> Given.aDeclaration()
          .enabledBy(EnabledBy.OPERATOR, ofHours(9))
          .enabled(ofHours(9))
          .administrator(ADMINISTRATOR)
          .initializationIs(Stage.ABSENT, Optional.empty());
      case REMOVE_OWNED_RESOURCE -> Given.aDeletion().integration(true).ownedByUs();
      case DISABLE -> Given.aDeletion().integration(true);
    };
  }

  /** How a row of tries is remembered: how long ago the last was, how many there were, how long they took. */
  private interface Row {
    Given remembered(Given given, Kind kind, Duration ago, int attempt, Duration lasted);
  }

  private static Row refused(Reason reason) {
    return (given, kind, ago, attempt, lasted) -> given.refused(kind, ago, reason, attempt, lasted);
  }

  /** When a change is sent within the first three hours, if it never comes about. */
  private static List<Duration> tries(Kind kind, Row row) {
    List<Duration> tries = new ArrayList<>(List.of(ZERO));
    Duration now = ofSeconds(1);
    while (now.compareTo(ofHours(3)) < 0) {
      Duration last = tries.getLast();
      Then then = row.remembered(about(kind), kind, now.minus(last), tries.size(), last).plan();
      if (then.conclude().action().isPresent()) {
        tries.add(now);
      }
      now = now.plus(then.conclude().next());
    }
    return tries;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aFirstRefusalPassesWhateverItsCode(Kind kind) {
    for (Reason reason : List.of(
        Reason.ACCESS_DENIED, Reason.REQUEST_REFUSED, Reason.CREDENTIALS_INVALID, Reason.UNRECOGNIZED_PRINCIPAL,
        Reason.DELEGATED_ADMINISTRATORS_REGISTERED, Reason.THROTTLED)) {
      about(kind).refused(kind, ofSeconds(1), reason, 1).plan().changesNothing().waits(reason);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aRefusalThatPassesIsTriedAgainWithinTwoMinutesUnaided(Kind kind) {
    assertThat(tries(kind, refused(Reason.ACCESS_DENIED)).subList(1, 5)).isSorted()
        .allSatisfy(moment -> assertThat(moment).isLessThan(ofMinutes(2)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDenialThatLastsIsAPersonsToMend(Kind kind) {
    about(kind).refused(kind, ofSeconds(1), Reason.ACCESS_DENIED, 5, ofSeconds(119)).plan().waits(Reason.ACCESS_DENIED);
    about(kind).refused(kind, ofSeconds(1), Reason.ACCESS_DENIED, 6, ofMinutes(2))
        .plan()
        .changesNothing()
        .isStalled(Reason.ACCESS_DENIED);
    about(kind).refused(kind, ofMinutes(11), Reason.ACCESS_DENIED, 6, ofMinutes(2))
        .plan()
        .isStalled(
            Reason.ACCESS_DENIED);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aServicesOwnNotNowMayTakeAQuarterOfAnHour(Kind kind) {
    about(kind).refused(kind, ofSeconds(1), Reason.REQUEST_REFUSED, 8, ofMinutes(14))
        .plan()
        .changesNothing()
        .waits(Reason.REQUEST_REFUSED);
    about(kind).refused(kind, ofSeconds(1), Reason.REQUEST_REFUSED, 8, ofMinutes(15))
        .plan()
        .isStalled(Reason.REQUEST_REFUSED);
    Duration passed = ofMinutes(12);
    assertThat(tries(kind, refused(Reason.REQUEST_REFUSED))).anySatisfy(
        moment -> assertThat(moment).isBetween(passed, passed.plusMinutes(5)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatLastsForHoursIsNoStorm(Kind kind) {
    assertThat(tries(kind, refused(Reason.ACCESS_DENIED))).hasSizeBetween(8, 9);
    assertThat(tries(kind, refused(Reason.REQUEST_REFUSED))).hasSizeBetween(11, 13);
    assertThat(tries(kind, refused(Reason.THROTTLED))).hasSizeBetween(36, 44);
    assertThat(tries(kind, Given::unanswered)).hasSizeBetween(9, 13);
    assertThat(tries(kind, Given::withoutEffect)).hasSizeBetween(9, 13);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatMayHaveTakenPlaceIsNotRepeatedWithinTheSettleTime(Kind kind) {
    for (Row row : List.<Row>of(Given::unanswered, Given::withoutEffect)) {
      List<Duration> tries = tries(kind, row);
      for (int i = 1; i < tries.size(); i++) {
        assertThat(tries.get(i)).isGreaterThanOrEqualTo(tries.get(i - 1).plus(SETTLE));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatAwsNeverAnswersClearlyStallsInTheEndAndSaysWhatToCheck(Kind kind) {
    about(kind).unanswered(kind, SETTLE.plusSeconds(60), 6, ofMinutes(10)).plan().waits(Reason.SERVICE_UNAVAILABLE);
    about(kind).unanswered(kind, SETTLE, 7, ofMinutes(15))
        .plan()
        .changesNothing()
        .isStalled(Reason.SERVICE_UNAVAILABLE)
        .says("with an internal error or not at all");
    about(kind).unanswered(kind, ofSeconds(9), 8, ofMinutes(30)).plan().isStalled(Reason.SERVICE_UNAVAILABLE);
    Given.aDisabledDeclaration()
        .unanswered(Kind.ENABLE, SETTLE, 7, ofMinutes(15))
        .plan()
        .says("AWS Health", "CloudTrail", "trustedaccess.dev/reconcile-requested-at");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatAwsAcceptsWithoutEffectStallsInTheEndToo(Kind kind) {
    about(kind).withoutEffect(kind, SETTLE, 1, ZERO).plan().waits(without(kind));
    about(kind).withoutEffect(kind, SETTLE, 7, ofMinutes(15)).plan().changesNothing().isStalled(without(kind));
    Given.aDisabledDeclaration()
        .withoutEffect(Kind.ENABLE, SETTLE, 7, ofMinutes(15))
        .plan()
        .says("AWS accepted organizations:EnableAWSServiceAccess", "no effect", "status.lastChange.requestId");
  }

  private static Reason without(Kind kind) {
    return switch (kind) {
      case ENABLE -> Reason.ENABLING;
      case INITIALIZE -> Reason.AWAITING_INITIALIZATION;
      case REMOVE_OWNED_RESOURCE, DISABLE -> Reason.DISABLING;
    };
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aCureElsewhereCutsTheWaitAndBeginsANewRow(Kind kind) {
    List<Function<Given, Given>> cures = List.of(
        Given::prompted, Given::circumstancesChanged, given -> given.reachedAgain(ofSeconds(30)));
    for (Function<Given, Given> cure : cures) {
      Then tried = cure.apply(about(kind).refused(kind, ofMinutes(1), Reason.ACCESS_DENIED, 9, ofHours(5))).plan();
      assertThat(tried.conclude().action()).isPresent();
      tried.remembers(recorded -> assertThat(recorded.lastChange()).isEmpty());
    }
    about(kind).reachedAgain(ofMinutes(2))
        .refused(kind, ofMinutes(1), Reason.ACCESS_DENIED, 9, ofHours(5))
        .plan()
        .changesNothing();
  }

  @Test
  void aCureCutsNoSettleTime() {
    for (Kind kind : Kind.values()) {
      about(kind).unanswered(kind, ofSeconds(30), 3, ofMinutes(9)).prompted().plan().changesNothing();
    }
  }

  @Test
  void aRowThatGoesOnKeepsItsWordsWhileItIsTriedAgain() {
    about(Kind.ENABLE).refused(Kind.ENABLE, ofHours(2), Reason.ACCESS_DENIED, 9, ofHours(5))
        .plan()
        .enables(false)
        .isStalled(Reason.ACCESS_DENIED);
  }

  @Test
  void whatWasSeenBeginsNoRow() {
    Given.aDisabledDeclaration().sent(Kind.ENABLE, ofMinutes(2)).seen().plan().enables(false).waits(Reason.ENABLING);
  }

  @Test
  void whoTriesThatLongAgoHasNoNewsOfCircumstances() {
    Given.aDisabledDeclaration()
        .remembered(recorded -> recorded.withLastChange(
            Change.intent(Given.AWS_NOW.minusSeconds(1), Kind.ENABLE, Optional.empty(), Optional.empty())
                .ended(new ChangeOutcome.Failed(new Failure(Failure.Kind.ACCESS_DENIED, "it")))))
        .plan()
        .changesNothing()
        .waits(Reason.ACCESS_DENIED);
  }
}
