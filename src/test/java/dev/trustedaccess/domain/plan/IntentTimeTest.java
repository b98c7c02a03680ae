package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An intent carries AWS's time as it is meant: late enough for settle times to be counted from, and never later than the
 * DateEnabled of the very Enable that it is for.
 */
class IntentTimeTest {
  private static final OrganizationState ORGANIZATION = new OrganizationState(
      Given.ORGANIZATION, Given.MANAGEMENT, Given.MANAGEMENT, true);

  @Test
  void anOldSnapshotIsNoGroundToInitialize() {
    Given absent = Given.aDeclaration()
        .enabledBy(EnabledBy.OTHER, Duration.ofDays(9))
        .administrator(Given.ADMINISTRATOR)
        .initializationIs(InitializationState.Stage.ABSENT, Optional.empty());
    absent.snapshotAge(Duration.ofSeconds(270))
        .plan()
        .does(new Action.Initialize(Given.OWNED, Optional.of(Given.REGISTRATION), Given.AWS_NOW))
        .asks(
            Question.SNAPSHOT, Question.INITIALIZATION, Question.SECOND_INITIALIZATION,
            Question.REGISTERED_ADMINISTRATORS, Question.DELEGATED_ADMINISTRATORS, Question.FRESH_SNAPSHOT);
    absent.snapshotAge(Duration.ofSeconds(4))
        .plan()
        .does(new Action.Initialize(Given.OWNED, Optional.of(Given.REGISTRATION), Given.AWS_NOW))
        .asks(
            Question.SNAPSHOT, Question.INITIALIZATION, Question.SECOND_INITIALIZATION,
            Question.REGISTERED_ADMINISTRATORS, Question.DELEGATED_ADMINISTRATORS);
  }

  @Test
  void anInitializationPlannedOnASnapshotOfSecondsAgoHasNotSettledBeforeItsTime() {
    Given.aDeclaration()
        .enabledBy(EnabledBy.OTHER, Duration.ofDays(9))
        .administrator(Given.ADMINISTRATOR)
        .initializationIs(InitializationState.Stage.ABSENT, Optional.empty())
        .ownedByUs()
        .sent(Change.Kind.INITIALIZE, Duration.ofSeconds(119))
        .plan()
        .changesNothing()
        .waits(Reason.AWAITING_INITIALIZATION)
        .remembers(recorded -> assertThat(recorded.owned()).containsExactly(Given.OWNED));
  }

  /** Latencies, waits, fractions of seconds and rounding by AWS, at random; its clock differs from ours. */
  @Test
  void ourOwnEnableIsAlwaysExplainedByItsIntent() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);
    for (int life = 0; life < 20_000; life++) {
      UnaryOperator<Instant> rounding = random.nextBoolean() ? UnaryOperator.identity() : IntentTimeTest::toTheSecond;
      Duration skew = Duration.ofMillis(random.nextLong(-3_600_000, 3_600_000));
      Instant begun = Given.NOW.plusMillis(random.nextLong(100_000));
      Instant stamped = begun.plusMillis(random.nextLong(3_000));
      Instant answered = stamped.plusMillis(random.nextLong(3_000));
      Instant planned = answered.plusMillis(random.nextLong(5_000));
      Instant stored = planned.plusMillis(random.nextLong(5_000));
      Instant done = stored.plusMillis(random.nextLong(10_000));
      OrganizationSnapshot snapshot = new OrganizationSnapshot(begun, answered, toTheSecond(stamped.plus(skew)),
          ORGANIZATION, Map.of());
      Change intent = Change.intent(at(snapshot, planned), Change.Kind.ENABLE, Optional.empty(), Optional.empty())
          .later(Duration.between(planned, stored));

      Instant date = rounding.apply(done.plus(skew));
      OrganizationSnapshot after = new OrganizationSnapshot(done, done, toTheSecond(done.plus(skew)), ORGANIZATION,
          Map.of(Given.PRINCIPAL, date));
      ObservedAccess seen = ObservedAccess.of(
          List.of(Given.PRINCIPAL), after, Optional.empty(), Recorded.NOTHING.withLastChange(intent), Timing.STANDARD);
      assertThat(seen.recorded().enabledBy()).as("life %s: %s at %s, DateEnabled %s", life, snapshot, planned, date)
          .contains(EnabledBy.OPERATOR);
      assertThat(Duration.between(intent.time(), stored.plus(skew))).as("how old the intent is when it is stored")
          .isLessThan(Duration.ofSeconds(3 + 3));
    }
  }

  @Test
  void whatOthersEnabledASecondBeforeTheIntentIsNotOurs() {
    OrganizationSnapshot snapshot = new OrganizationSnapshot(Given.NOW, Given.NOW, Given.AWS_NOW, ORGANIZATION,
        Map.of());
    Instant meant = at(snapshot, Given.NOW.plusMillis(2_900));
    assertThat(meant).isEqualTo(Given.AWS_NOW.plusSeconds(2));
    Recorded recorded = Recorded.NOTHING.withLastChange(
        Change.intent(meant, Change.Kind.ENABLE, Optional.empty(), Optional.empty()));
    Instant settled = meant.plus(Timing.STANDARD.settle());
    assertThat(seen(settled, meant.minusMillis(1), recorded).enabledBy()).contains(EnabledBy.OTHER);
    assertThat(seen(settled.minusMillis(1), meant.minusMillis(1), recorded))
        .as("the list may lag behind, and show what was so before our Enable")
        .isEqualTo(recorded);
  }

  /** What is remembered after a list of that time that shows {@code date}. */
  private static Recorded seen(Instant awsTime, Instant date, Recorded before) {
    OrganizationSnapshot snapshot = new OrganizationSnapshot(Given.NOW, Given.NOW, awsTime, ORGANIZATION,
        Map.of(Given.PRINCIPAL, date));
    return ObservedAccess.of(List.of(Given.PRINCIPAL), snapshot, Optional.empty(), before, Timing.STANDARD).recorded();
  }

  /** Others have enabled it again since: that our Disable was taken proves nothing of that, so one snapshot without it does not. */
  @Test
  void whatOthersEnabledAfterOurDisableIsOffOnlyIfTwoSnapshotsLackIt() {
    Change taken = Change.intent(Given.AWS_NOW, Change.Kind.DISABLE, Optional.empty(), Optional.empty())
        .ended(new ChangeOutcome.Accepted("request"));
    Instant before = Given.AWS_NOW.minus(Duration.ofDays(9));
    Instant after = Given.AWS_NOW.plusSeconds(8);
    Recorded disabled = Recorded.NOTHING.withEnabledSeen(Given.ORGANIZATION, EnabledBy.OPERATOR, before, Given.AWS_NOW)
        .withLastChange(taken);
    assertThat(off(disabled)).isTrue();
    Recorded undone = disabled.withEnabledSeen(Given.ORGANIZATION, EnabledBy.OTHER, after, after);
    assertThat(off(undone)).isFalse();
    assertThat(off(undone.withEnabledSeen(Given.ORGANIZATION, EnabledBy.OTHER, before, after)))
        .as("a list that lags behind the one before it shows the old date once more")
        .isFalse();
  }

  /** Whether one snapshot without it, after one that showed it, counts as disabled. */
  private static boolean off(Recorded recorded) {
    OrganizationSnapshot shown = new OrganizationSnapshot(
        Given.NOW, Given.NOW, Given.AWS_NOW.plusSeconds(9), ORGANIZATION, Map.of(Given.PRINCIPAL, Given.AWS_NOW));
    OrganizationSnapshot lacking = new OrganizationSnapshot(Given.NOW, Given.NOW, Given.AWS_NOW.plusSeconds(14),
        ORGANIZATION, Map.of());
    return ObservedAccess.of(List.of(Given.PRINCIPAL), lacking, Optional.of(shown), recorded, Timing.STANDARD)
        .confirmed();
  }

  private static Instant toTheSecond(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** AWS's time as a plan takes it from {@code look} at {@code planned}. */
  private static Instant at(OrganizationSnapshot snapshot, Instant planned) {
    return Given.aDisabledDeclaration().situation(planned).awsNow(snapshot);
  }
}
