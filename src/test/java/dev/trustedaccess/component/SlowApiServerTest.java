package dev.trustedaccess.component;

import java.time.Duration;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What must be read right before a change takes longer than it may be old. */
class SlowApiServerTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";

  @Test
  void theApiServerIsNamedAndNothingCountsAsATry() {
    bench.connect("0s");
    bench.slowness().ofReads(Duration.ofMillis(2700));
    bench.startOperator().declareService(DS);
    bench.await("the cause", () -> bench.message(DS, "Ready").contains("the API server took too long to answer"));
    assertThat(bench.declaration(DS).orElseThrow().getStatus()).extracting(TrustedServiceAccessStatus::lastChange)
        .isNull();
    assertThat(bench.aws().calls().changes()).isEmpty();

    bench.slowness().ofReads(Duration.ZERO);
    bench.awaitReady(DS, "True", "Ready");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + DS);
  }
}
