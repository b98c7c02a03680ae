package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.trustedaccess.domain.Change.Kind;
import dev.trustedaccess.domain.InitializationState.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.trustedaccess.domain.Given.ADMINISTRATOR;
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
      case Enable -> Given.aDeclarationOff();
      case Initialize -> Given.aDeclaration()
          .opened(OpenedBy.Operator, ofHours(9))
          .on(ofHours(9))
          .administrator(ADMINISTRATOR)
          .initializationIs(Stage.ABSENT, Optional.empty());
      case TakeDown -> Given.aDeletion().integration(true).setUpByUs();
      case Disable -> Given.aDeletion().integration(true);
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
        Reason.AccessDenied, Reason.RequestRefused, Reason.CredentialsInvalid, Reason.UnrecognizedPrincipal,
        Reason.DelegatedAdministratorsRegistered, Reason.Throttled)) {
      about(kind).refused(kind, ofSeconds(1), reason, 1).plan().changesNothing().waits(reason);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aRefusalThatPassesIsTriedAgainWithinTwoMinutesUnaided(Kind kind) {
    assertThat(tries(kind, refused(Reason.AccessDenied)).subList(1, 5)).isSorted()
        .allSatisfy(moment -> assertThat(moment).isLessThan(ofMinutes(2)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aDenialThatLastsIsAPersonsToMend(Kind kind) {
    about(kind).refused(kind, ofSeconds(1), Reason.AccessDenied, 5, ofSeconds(119)).plan().waits(Reason.AccessDenied);
    about(kind).refused(kind, ofSeconds(1), Reason.AccessDenied, 6, ofMinutes(2))
        .plan()
        .changesNothing()
        .isStalled(Reason.AccessDenied);
    about(kind).refused(kind, ofMinutes(11), Reason.AccessDenied, 6, ofMinutes(2))
        .plan()
        .isStalled(
            Reason.AccessDenied);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aServicesOwnNotNowMayTakeAQuarterOfAnHour(Kind kind) {
    about(kind).refused(kind, ofSeconds(1), Reason.RequestRefused, 8, ofMinutes(14))
        .plan()
        .changesNothing()
        .waits(Reason.RequestRefused);
    about(kind).refused(kind, ofSeconds(1), Reason.RequestRefused, 8, ofMinutes(15))
        .plan()
        .isStalled(Reason.RequestRefused);
    Duration passed = ofMinutes(12);
    assertThat(tries(kind, refused(Reason.RequestRefused))).anySatisfy(
        moment -> assertThat(moment).isBetween(passed, passed.plusMinutes(5)));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatLastsForHoursIsNoStorm(Kind kind) {
    assertThat(tries(kind, refused(Reason.AccessDenied))).hasSizeBetween(8, 9);
    assertThat(tries(kind, refused(Reason.RequestRefused))).hasSizeBetween(11, 13);
    assertThat(tries(kind, refused(Reason.Throttled))).hasSizeBetween(36, 44);
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
    about(kind).unanswered(kind, SETTLE.plusSeconds(60), 6, ofMinutes(10)).plan().waits(Reason.ServiceUnavailable);
    about(kind).unanswered(kind, SETTLE, 7, ofMinutes(15))
        .plan()
        .changesNothing()
        .isStalled(Reason.ServiceUnavailable)
        .says("with an error of its own or not at all");
    about(kind).unanswered(kind, ofSeconds(9), 8, ofMinutes(30)).plan().isStalled(Reason.ServiceUnavailable);
    Given.aDeclarationOff()
        .unanswered(Kind.Enable, SETTLE, 7, ofMinutes(15))
        .plan()
        .says("AWS Health", "CloudTrail", "trustedaccess.dev/reconcile-requested-at");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatAwsAcceptsWithoutEffectStallsInTheEndToo(Kind kind) {
    about(kind).withoutEffect(kind, SETTLE, 1, ZERO).plan().waits(without(kind));
    about(kind).withoutEffect(kind, SETTLE, 7, ofMinutes(15)).plan().changesNothing().isStalled(without(kind));
    Given.aDeclarationOff()
        .withoutEffect(Kind.Enable, SETTLE, 7, ofMinutes(15))
        .plan()
        .says("AWS accepted organizations:EnableAWSServiceAccess", "no effect", "status.lastChange.requestId");
  }

  private static Reason without(Kind kind) {
    return switch (kind) {
      case Enable -> Reason.Enabling;
      case Initialize -> Reason.AwaitingInitialization;
      case TakeDown, Disable -> Reason.Disabling;
    };
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aCureElsewhereCutsTheWaitAndBeginsANewRow(Kind kind) {
    List<Function<Given, Given>> cures = List.of(
        Given::prompted, Given::circumstancesChanged, given -> given.reachedAgain(ofSeconds(30)));
    for (Function<Given, Given> cure : cures) {
      Then tried = cure.apply(about(kind).refused(kind, ofMinutes(1), Reason.AccessDenied, 9, ofHours(5))).plan();
      assertThat(tried.conclude().action()).isPresent();
      tried.remembers(recorded -> assertThat(recorded.lastChange()).isEmpty());
    }
    about(kind).reachedAgain(ofMinutes(2))
        .refused(kind, ofMinutes(1), Reason.AccessDenied, 9, ofHours(5))
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
    about(Kind.Enable).refused(Kind.Enable, ofHours(2), Reason.AccessDenied, 9, ofHours(5))
        .plan()
        .opens(false)
        .isStalled(Reason.AccessDenied);
  }

  @Test
  void whatWasSeenBeginsNoRow() {
    Given.aDeclarationOff().sent(Kind.Enable, ofMinutes(2)).seen().plan().opens(false).waits(Reason.Enabling);
  }

  @Test
  void whoTriesThatLongAgoHasNoNewsOfCircumstances() {
    Given.aDeclarationOff()
        .remembered(recorded -> recorded.withLastChange(
            Change.intent(Given.AWS_NOW.minusSeconds(1), Kind.Enable, Optional.empty(), Optional.empty())
                .ended(new ChangeOutcome.Failed(new Failure(Failure.Kind.ACCESS_DENIED, "it")))))
        .plan()
        .changesNothing()
        .waits(Reason.AccessDenied);
  }
}
