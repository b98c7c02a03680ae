package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The operator's clock may be wrong, and what it reads may take long. */
class ClocksTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String SETUP = "config-multiaccountsetup.amazonaws.com";
  private static final String RULES = "config:DescribeOrganizationConfigRules";
  private static final String PACKS = "config:DescribeOrganizationConformancePacks";

  @ParameterizedTest
  @ValueSource(ints = {10, -10})
  void aWrongClockShortensNoHold(int minutes) {
    bench.connect("5m");
    bench.clockAhead(Duration.ofMinutes(minutes)).startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    bench.delete(DS);
    bench.awaitReady(DS, "False", "DeletionHeld");
    bench.awaitSnapshots(3);
    assertThat(bench.declaration(DS)).isPresent();
    assertThat(bench.organization().isEnabled(DS)).isTrue();
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + DS);
    bench.patch(DS, "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
    bench.awaitGone(DS);
    assertThat(bench.organization().isEnabled(DS)).isTrue();
  }

  /** What is deleted now was deleted ten minutes ago by its word. */
  @Test
  void anApiServerWhoseClockIsBehindShortensNoHold() {
    bench.connect("5m");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    bench.stopOperator();
    bench.delete(DS);
    bench.patch(DS, "{\"metadata\":{\"deletionTimestamp\":\""
        + Instant.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.SECONDS) + "\"}}");
    bench.startOperator();
    bench.awaitReady(DS, "False", "DeletionHeld");
    bench.await("the first snapshot kept", () -> bench.status(DS).deletionSeenTime() != null);
    String seen = bench.status(DS).deletionSeenTime();
    bench.stopOperator();
    bench.startOperator();
    bench.awaitSnapshots(2);
    assertThat(bench.status(DS).deletionSeenTime()).isEqualTo(seen);
    assertThat(bench.organization().isEnabled(DS)).isTrue();
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + DS);
    bench.patchConnection("default", "{\"spec\":{\"deletionHold\":\"5s\"}}");
    bench.awaitGone(DS);
    assertThat(bench.organization().isEnabled(DS)).isFalse();
  }

  @Test
  void whatWasReadLongAgoAllowsNothing() {
    bench.connect("0s");
    bench.startOperator().declareService(SETUP);
    bench.awaitReady(SETUP, "True", "Ready");
    // When the last place has been read, the first may have changed long since.
    // Places are read side by side, kinds one after the other.
    bench.aws().faults().call(2, RULES).delay(Duration.ofSeconds(11));
    bench.aws().faults().call(2, PACKS).delay(Duration.ofSeconds(11));
    bench.delete(SETUP);
    bench.await("the first reads", () -> bench.aws().calls().count(PACKS) == 2);
    bench.await("the second reads", () -> bench.aws().calls().count(PACKS) == 4);
    bench.awaitGone(SETUP);
    var closed = bench.aws().calls().of("organizations:DisableAWSServiceAccess").getFirst();
    assertThat(bench.aws().calls().of(RULES)).hasSize(4);
    assertThat(bench.aws().calls().of(RULES).get(2).at()).isAfter(closed.at().minusSeconds(20));
  }
}
