package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.Kinds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Another process may have taken over, and this one has not noticed: it goes on looking, and changes nothing. */
class LeadershipTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";

  @Test
  void whoDoesNotLeadEnablesNothing() {
    bench.leads(false);
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.await(DS, object -> object.hasFinalizer(Kinds.ACCESS_FINALIZER));
    bench.awaitSnapshots(3);
    assertThat(bench.changes()).isEmpty();

    bench.leads(true);
    bench.awaitReady(DS, "True", "Ready");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + DS);
  }

  @Test
  void whoDoesNotLeadDisablesNothing() {
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "True", "Ready");
    bench.leads(false);
    bench.delete(DS);
    bench.awaitSnapshots(3);
    assertThat(bench.organization().isEnabled(DS)).isTrue();
    assertThat(bench.declaration(DS)).isPresent();

    bench.leads(true);
    bench.awaitGone(DS);
    assertThat(bench.organization().isEnabled(DS)).isFalse();
  }
}
