package dev.trustedaccess.component;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A landing zone holds a deletion, whatever anybody confirms: enabling access again would not mend its drift. */
class ControlTowerLifeTest extends OnBench {
  private static final String CONTROL_TOWER = "controltower.amazonaws.com";

  @Test
  void aLandingZoneHoldsTheDeletion() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(CONTROL_TOWER);
    bench.awaitReady(CONTROL_TOWER, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(CONTROL_TOWER, "Initialized")).contains("no landing zone exists");
    bench.organization().management().things("us-east-1").put("landing-zone", "the-landing-zone");
    bench.awaitReady(CONTROL_TOWER, "True", "Ready");

    bench.delete(CONTROL_TOWER);
    bench.awaitReady(CONTROL_TOWER, "False", "CleanupPending");
    bench.confirmCleanedUp(CONTROL_TOWER);
    bench.awaitSnapshots(2);
    assertThat(bench.message(CONTROL_TOWER, "Ready")).contains("landing-zone the-landing-zone");
    assertThat(bench.organization().isEnabled(CONTROL_TOWER)).isTrue();

    bench.organization().management().clear("landing-zone");
    bench.awaitGone(CONTROL_TOWER);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + CONTROL_TOWER, "DisableAWSServiceAccess " + CONTROL_TOWER);
  }
}
