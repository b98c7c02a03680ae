package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.AccountRoles;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.organization.RoleInventoryBuilder;
import dev.trustedaccess.domain.plan.ScanSchedule.Trouble;
import dev.trustedaccess.domain.plan.ScanSchedule.Work;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.domain.plan.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** When accounts are read: all of them rarely, those that could not be read again by back-off. */
class ScanScheduleTest {
  private static final Duration DAY = Duration.ofHours(24);
  /** Its jitter is none. */
  private static final String SEED = "";
  private static final Failure DENIED = new Failure(Failure.Kind.ACCESS_DENIED, "iam:ListRoles");
  private static final Failure THROTTLED = new Failure(Failure.Kind.THROTTLED, "iam:ListRoles");

  private static RoleInventory inventory(Instant begun, Failure... failures) {
    RoleInventoryBuilder reads = RoleInventoryBuilder.scan(
        begun, IntStream.range(0, failures.length + 1)
            .mapToObj(i -> new Account("" + i, Optional.of(Instant.EPOCH), Account.State.ACTIVE))
            .toList(),
        Optional.empty());
    reads.read(failures.length, new AccountRoles(Set.of(), Map.of()));
    for (int i = 0; i < failures.length; i++) {
      reads.failed(i, failures[i]);
    }
    return reads.inventory();
  }

  private static ScanSchedule scanned(Failure... failures) {
    return ScanSchedule.NEW.scanned(inventory(NOW, failures), NOW, SEED);
  }

  private static Instant in(String duration) {
    return NOW.plus(Duration.parse(duration));
  }

  @Test
  void theFirstScanIsDueAtOnceAndTheNextOneAnIntervalLater() {
    assertThat(ScanSchedule.NEW.due(DAY, NOW)).isEqualTo(Work.ALL);
    assertThat(ScanSchedule.NEW.next(DAY, NOW)).isBeforeOrEqualTo(NOW);
    assertThat(scanned().due(DAY, in("PT23H59M59S"))).isEqualTo(Work.NOTHING);
    assertThat(scanned().next(DAY, NOW)).isEqualTo(in("PT24H"));
    assertThat(scanned().due(DAY, in("PT24H"))).isEqualTo(Work.ALL);
  }

  @Test
  void afterARestartItIsDueByTheTimeInStatus() {
    ScanSchedule restarted = ScanSchedule.NEW.remembering(new RememberedInventory(NOW, 5, 0, Optional.empty()));
    assertThat(restarted.isUnknown()).isFalse();
    assertThat(restarted.due(DAY, in("PT23H59M59S"))).isEqualTo(Work.NOTHING);
    assertThat(restarted.due(DAY, in("PT24H"))).isEqualTo(Work.ALL);
    assertThat(restarted.due(DAY, in("-PT4M"))).as("another pod's clock").isEqualTo(Work.NOTHING);
    assertThat(restarted.due(DAY, in("-PT6M"))).as("a time of no clock").isEqualTo(Work.ALL);
  }

  /** Which accounts they are is in no status, so all are read again; a restart a minute makes no scan a minute. */
  @Test
  void afterARestartUnreadAccountsAreReadAsOftenAsThoseThatWaitTheLongest() {
    ScanSchedule denied = ScanSchedule.NEW.remembering(
        new RememberedInventory(NOW, 5, 1, Optional.of(Trouble.REFUSED)));
    assertThat(denied.due(DAY, in("PT59M59S"))).isEqualTo(Work.NOTHING);
    assertThat(denied.due(DAY, in("PT1H"))).isEqualTo(Work.ALL);
    ScanSchedule throttled = ScanSchedule.NEW.remembering(
        new RememberedInventory(NOW, 5, 1, Optional.of(Trouble.PASSING)));
    assertThat(throttled.next(DAY, NOW)).isEqualTo(in("PT5M"));
    assertThat(throttled.due(DAY, in("PT5M"))).isEqualTo(Work.ALL);
  }

  @Test
  void whoNeedsANewerScanGetsOne() {
    ScanSchedule restarted = ScanSchedule.NEW.remembering(new RememberedInventory(NOW, 5, 0, Optional.empty()));
    assertThat(restarted.requesting(Instant.MIN).due(DAY, in("PT1M"))).as("any that is in memory").isEqualTo(Work.ALL);
    assertThat(scanned().requesting(Instant.MIN).due(DAY, in("PT1M"))).isEqualTo(Work.NOTHING);
    assertThat(scanned().requesting(in("-PT1M")).due(DAY, in("PT1M"))).isEqualTo(Work.NOTHING);
    ScanSchedule asked = scanned().requesting(in("PT1M"));
    assertThat(asked.due(DAY, in("PT1M"))).isEqualTo(Work.ALL);
    assertThat(asked.requesting(in("-PT1M"))).as("an older wish takes nothing away").isEqualTo(asked);
    ScanSchedule done = asked.scanned(inventory(in("PT1M")), in("PT2M"), SEED);
    assertThat(done.due(DAY, in("PT2M"))).isEqualTo(Work.NOTHING);
  }

  @Test
  void rolesThatServicesMakeLateAreLookedForThreeTimes() {
    ScanSchedule opened = scanned().enabledAt(List.of(Instant.EPOCH, in("PT1S")));
    assertThat(opened.next(DAY, NOW)).isEqualTo(in("PT2M1S"));
    assertThat(opened.due(DAY, in("PT2M"))).isEqualTo(Work.NOTHING);
    assertThat(opened.due(DAY, in("PT2M1S"))).isEqualTo(Work.ALL);
    ScanSchedule second = opened.scanned(inventory(in("PT2M1S")), in("PT2M9S"), SEED);
    assertThat(second.next(DAY, NOW)).isEqualTo(in("PT10M1S"));
    assertThat(second.enabledAt(List.of(in("PT4S"))).next(DAY, NOW)).as("the same, placed a little later")
        .isEqualTo(in("PT10M4S"));
    assertThat(second.scanned(inventory(in("PT30M1S")), in("PT31M"), SEED).next(DAY, in("PT31M")))
        .isEqualTo(in("PT24H30M1S"));
  }

  @Test
  void throttledAccountsAreTriedSoonAndThenMoreRarely() {
    ScanSchedule first = scanned(THROTTLED, DENIED);
    assertThat(first.due(DAY, in("PT4S"))).isEqualTo(Work.NOTHING);
    assertThat(first.next(DAY, NOW)).isEqualTo(in("PT5S"));
    assertThat(first.due(DAY, in("PT5S"))).isEqualTo(Work.PASSING);
    ScanSchedule second = first.tried(Trouble.PASSING, inventory(NOW, THROTTLED, DENIED), in("PT5S"), SEED);
    assertThat(second.next(DAY, NOW)).isEqualTo(in("PT15S"));
    ScanSchedule read = second.tried(Trouble.PASSING, inventory(NOW, DENIED), in("PT15S"), SEED);
    assertThat(read.due(DAY, in("PT9M59S"))).isEqualTo(Work.NOTHING);
    assertThat(read.due(DAY, in("PT10M"))).isEqualTo(Work.REFUSED);
    ScanSchedule later = read.tried(Trouble.REFUSED, inventory(NOW, DENIED), in("PT10M"), SEED);
    assertThat(later.next(DAY, NOW)).isEqualTo(in("PT1H10M"));
    assertThat(later.tried(Trouble.REFUSED, inventory(NOW), in("PT2H"), SEED).retries()).isEmpty();
  }

  @Test
  void manyRefusedAccountsAreTriedAtAPaceThatIsNoStorm() {
    Failure[] all = new Failure[3_000];
    Arrays.fill(all, DENIED);
    assertThat(scanned(all).next(DAY, NOW)).isEqualTo(in("PT6000S"));
  }

  @Test
  void whereTheAccountsCannotBeListedNothingElseIsTriedBeforeThat() {
    ScanSchedule failed = scanned(THROTTLED).notListed(DENIED, NOW, SEED);
    assertThat(failed.due(DAY, in("PT5S"))).isEqualTo(Work.NOTHING);
    assertThat(failed.next(DAY, NOW)).isEqualTo(in("PT10M"));
    assertThat(failed.due(DAY, in("PT10M"))).isEqualTo(Work.ALL);
    assertThat(failed.notListed(DENIED, in("PT10M"), SEED).next(DAY, NOW)).isEqualTo(in("PT1H10M"));
    assertThat(ScanSchedule.NEW.notListed(THROTTLED, NOW, SEED).next(DAY, NOW)).isEqualTo(in("PT5S"));
    assertThat(failed.requesting(in("PT1M")).due(DAY, in("PT1M"))).as("a person cuts the wait short")
        .isEqualTo(Work.ALL);
    assertThat(failed.scanned(inventory(in("PT10M")), in("PT10M"), SEED).next(DAY, in("PT10M")))
        .isEqualTo(in("PT24H10M"));
  }
}
