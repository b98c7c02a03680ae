package dev.trustedaccess.component;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Others disable what is declared: enabled again, but neither for ever nor against Control Tower. */
class DriftTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String CONFIG = "config.amazonaws.com";
  private static final String CONTROL_TOWER = "controltower.amazonaws.com";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T00:00:00Z");

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  @Test
  void afterThreeCorrectionsWithinAnHourTheContestIsLeftToPeople() {
    bench.declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    for (int correction = 1; correction <= 3; correction++) {
      var before = Optional.ofNullable(bench.status(DS).reenabledTime());
      bench.organization().disableAccess(DS);
      // Seen enabled again: what is disabled before that was never enabled, as far as the operator knows.
      bench.await(DS, object -> !before.equals(Optional.ofNullable(bench.status(DS).reenabledTime())));
      bench.awaitReady(DS, "True", "Ready");
      assertThat(bench.changes()).hasSize(1 + correction);
    }
    bench.organization().disableAccess(DS);
    bench.awaitReady(DS, "False", "DriftContested");
    bench.awaitSnapshots(2);
    assertThat(bench.changes()).containsExactlyElementsOf(Collections.nCopies(4, "EnableAWSServiceAccess " + DS));
    assertThat(bench.events(DS)).anyMatch(event -> event.startsWith("Warning DriftContested: "));

    bench.organization().enableAccess(DS);
    bench.awaitReady(DS, "True", "Ready");
  }

  @Test
  void whatControlTowerManagesTooIsOnlyReported() {
    bench.organization()
        .enabled(LONG_AGO, CONFIG, CONTROL_TOWER)
        .management()
        .things("us-east-1")
        .put("organization-aggregator", "all");
    bench.declareService(CONFIG);
    bench.awaitReady(CONFIG, "True", "Ready");
    bench.organization().disableAccess(CONFIG);
    bench.awaitReady(CONFIG, "False", "DriftReported");
    bench.awaitSnapshots(2);
    assertThat(bench.message(CONFIG, "Ready")).contains(CONTROL_TOWER);
    assertThat(bench.changes()).isEmpty();

    bench.organization().disableAccess(CONTROL_TOWER);
    bench.awaitReady(CONFIG, "True", "Ready");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + CONFIG);
  }

  @Test
  void whatDoesNotComeBackByItselfIsRepairedByAPerson() {
    String protections = WithoutIntegration.NETWORK_SECURITY_MANAGER;
    bench.declareService(protections, "initialization: {mode: None}");
    bench.awaitReady(protections, "True", "Ready");
    bench.organization().disableAccess(protections);
    bench.awaitReady(protections, "False", "RepairNeeded");
    assertThat(bench.message(protections, "Ready")).contains("the protections of multi-account deployments")
        .contains("trusted-access-operator confirm initialized " + protections);
    bench.confirmInitialized(protections);
    bench.awaitReady(protections, "True", "Ready");
    assertThat(bench.changes()).hasSize(2);
  }
}
