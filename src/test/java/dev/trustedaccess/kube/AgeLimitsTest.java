package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.plan.FailedPass;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.PlanInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How old may be what a change rests on. */
class AgeLimitsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final AgeLimits ages = new AgeLimits();

  private static PlannedPass plan(Duration snapshotAge, Duration... readAges) {
    // Without a snapshot, the beginning of the pass counts as its time.
    Observation observation = Observation.ofCluster(
        NOW.minus(snapshotAge), false, new ConnectionView.Missing(), List.of(), Confirmation.NONE, Optional.empty());
    for (Duration age : readAges) {
      observation = observation.read(NOW.minus(age), NOW);
    }
    Declared declared = new Declared("ds.amazonaws.com", "uid", 1, NOW, Optional.empty(), true);
    Desired desired = new Desired(
        "ds.amazonaws.com", "default", Mode.MANAGE, false, Desired.InitializationMode.NONE, List.of(),
        Desired.RoleExpectation.AS_NEEDED, Desired.DeletionPolicy.RESTORE, Desired.Pause.NONE);
    return new PlannedPass(
        new TrustedServiceAccess(),
        new PlanInput(desired, declared, Recorded.NOTHING, observation, Optional.empty(), Optional.empty(), List.of(),
            Timing.STANDARD),
        FailedPass.failed(Recorded.NOTHING, Optional.empty(), "Said."));
  }

  private static Duration seconds(int number) {
    return Duration.ofSeconds(number);
  }

  private void isTooOld(PlannedPass plan, Duration next) {
    assertThatExceptionOfType(Stale.class).isThrownBy(() -> ages.holdsUntil(plan, NOW))
        .satisfies(stale -> assertThat(stale.next()).isEqualTo(next));
  }

  @Test
  void theOldestAnswerCounts() throws Stale {
    assertThat(ages.holdsUntil(plan(seconds(3)), NOW)).isEqualTo(NOW.plusSeconds(17));
    assertThat(ages.holdsUntil(plan(seconds(3), seconds(12), seconds(5)), NOW)).isEqualTo(NOW.plusSeconds(8));
    assertThat(ages.holdsUntil(plan(seconds(13), seconds(12), seconds(5)), NOW)).isEqualTo(NOW.plusSeconds(7));
  }

  @Test
  void anOldSnapshotIsNeverLetPass() {
    for (int time = 0; time < 9; time++) {
      isTooOld(plan(seconds(20)), seconds(20));
    }
  }

  @Test
  void readsThatAreQuickAgainAreHeldToTheRuleOfAll() throws Stale {
    PlannedPass slow = plan(seconds(1), seconds(30));
    isTooOld(slow, seconds(30));
    assertThat(ages.holdsUntil(slow, NOW)).isEqualTo(NOW.plusSeconds(19));

    ages.holdsUntil(plan(seconds(1), seconds(2)), NOW);

    isTooOld(slow, seconds(30));
  }

  /** However long a read of every account takes: if the next one takes as long, a change comes of it. */
  @ParameterizedTest
  @ValueSource(ints = {30, 90, 11 * 60, 3 * 60 * 60})
  void readsThatAreAsSlowAgainAreAccepted(int slowness) throws Stale {
    PlannedPass slow = plan(seconds(1), seconds(slowness));
    isTooOld(slow, seconds(slowness));
    assertThat(ages.holdsUntil(slow, NOW)).as("as recent as the snapshot").isEqualTo(NOW.plusSeconds(19));
    assertThat(ages.holdsUntil(slow, NOW)).as("and so on").isEqualTo(NOW.plusSeconds(19));
    isTooOld(plan(seconds(1), seconds(2 * slowness)), seconds(2 * slowness));
  }

  /** What is left must be enough to read again what it rests on, and to send. */
  @Test
  void readsThatAreSlowNowAndThenComeToAChange() {
    Duration longest = Duration.ZERO;
    for (int pass = 0; pass < 200; pass++) {
      PlannedPass plan = plan(seconds(1), Duration.ofMillis(pass % 2 == 0 ? 20_400 : 19_800));
      try {
        Duration left = Duration.between(NOW, ages.holdsUntil(plan, NOW));
        longest = left.compareTo(longest) > 0 ? left : longest;
      } catch (Stale again) {
        assertThat(again.why()).isEqualTo(Stale.Why.AGED);
      }
    }
    assertThat(longest).isGreaterThan(Timing.FRESH);
  }

  @Test
  void readsThatLeaveTooLittleTimeToSendHaveAged() throws Stale {
    isTooOld(plan(seconds(1), Duration.ofMillis(19_800)), seconds(20));
    ages.forget("uid");
    assertThat(ages.holdsUntil(plan(seconds(1), seconds(19)), NOW)).isEqualTo(NOW.plusSeconds(1));
    isTooOld(plan(seconds(1), Duration.ofMillis(19_001)), seconds(20));
    assertThat(ages.holdsUntil(plan(seconds(1), seconds(10)), NOW)).as("not clearly quicker: the patience stays")
        .isEqualTo(NOW.plusSeconds(19));
    assertThat(ages.holdsUntil(plan(seconds(1), seconds(30)), NOW)).isEqualTo(NOW.plusMillis(8_002));
  }

  /** One read that hung for hours does not let reads of minutes pass for the rest of the process. */
  @Test
  void theLimitFollowsReadsThatGetQuicker() throws Stale {
    isTooOld(plan(seconds(1), seconds(2 * 60 * 60)), seconds(2 * 60 * 60));
    assertThat(ages.holdsUntil(plan(seconds(1), seconds(15)), NOW)).isEqualTo(NOW.plusSeconds(15));
    isTooOld(plan(seconds(1), seconds(11 * 60)), seconds(11 * 60));
  }

  /** AWS is asked for at most half of the time, and each read that is too slow again took twice as long. */
  @Test
  void readsThatGrowSlowerAndSlowerAreMadeLessAndLessOften() {
    for (int slowness = 20; slowness < 100_000; slowness *= 2) {
      isTooOld(plan(seconds(1), seconds(slowness)), seconds(slowness));
    }
  }

  @Test
  void aDeclarationThatIsGoneTakesItsPatienceAlong() throws Stale {
    PlannedPass slow = plan(seconds(1), seconds(30));
    isTooOld(slow, seconds(30));
    assertThat(ages.holdsUntil(slow, NOW)).isAfter(NOW);
    ages.forget("uid");
    isTooOld(slow, seconds(30));
  }
}
