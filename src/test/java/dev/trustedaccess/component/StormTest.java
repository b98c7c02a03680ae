package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody who changes a declaration in a loop is felt by nobody else. */
class StormTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String FMS = "fms.amazonaws.com";
  private static final int CHANGES = 32;
  private static final int BURST = 20;
  private static final int EVENTS = 25;

  @Test
  void aDeclarationThatIsChangedInALoopHasOnePassASecondAndTwentyFiveEvents() {
    bench.startOperator();
    bench.declareService(DS);
    bench.awaitReady(DS, "Unknown", "ConnectionNotFound");
    Instant begun = Instant.now();

    for (int change = 1; change <= CHANGES; change++) {
      boolean paused = change % 2 == 1;
      annotate("trustedaccess.dev/paused", paused ? "\"true\"" : "null");
      bench.awaitReady(DS, "Unknown", paused ? "Paused" : "ConnectionNotFound");
    }

    assertThat(Duration.between(begun, Instant.now()))
        .as("%d passes at least, of which %d may be at once", CHANGES, BURST)
        .isGreaterThan(Duration.ofSeconds(CHANGES - BURST - 2));
    assertThat(bench.events(DS)).hasSizeLessThanOrEqualTo(EVENTS);
  }

  private void annotate(String key, String value) {
    bench.patch(DS, "{\"metadata\":{\"annotations\":{\"" + key + "\":" + value + "}}}");
  }

  @Test
  void theOthersDoNotWait() {
    bench.startOperator();
    bench.connect("0s");
    bench.declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    for (int change = 1; change <= CHANGES * 10; change++) {
      annotate("trustedaccess.dev/reconcile-requested-at", "\"" + change + "\"");
    }
    bench.declareService(FMS, "initialization: {mode: None}");
    bench.awaitReady(FMS, "True", "Ready");
    bench.await("the last request served",
        () -> String.valueOf(CHANGES * 10).equals(bench.status(DS).lastHandledReconcileAt()));
    assertThat(bench.changes()).containsOnlyOnce("EnableAWSServiceAccess " + DS);
  }
}
