package dev.trustedaccess.component;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus.Departure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** The operator ends in the middle of something, and another takes over with nothing but the cluster and AWS. */
class RestartTest extends OnBench {
  private static final String FMS = "fms.amazonaws.com";

  @ParameterizedTest
  @ValueSource(strings = {
      "organizations:EnableAWSServiceAccess", "fms:AssociateAdminAccount", "fms:DisassociateAdminAccount",
      "organizations:DisableAWSServiceAccess"})
  void inTheMiddleOfAnyChange(String action) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    bench.aws().faults().next(action).run(reached::countDown);
    bench.aws().faults().next(action).loseTheAnswer();
    life(reached);
  }

  /** Not all calls of a life are numbered alike each time; each number hits some call of it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 10, 14, 18, 23, 29})
  void atAnyCall(int number) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    bench.aws().faults().call(number).run(reached::countDown);
    bench.aws().faults().call(number).loseTheAnswer();
    life(reached);
  }

  private void life(CountDownLatch reached) throws InterruptedException {
    Thread successor = Thread.ofVirtual().start(() -> {
      try {
        if (reached.await(60, TimeUnit.SECONDS)) {
          bench.stopOperator();
          bench.startOperator();
        }
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
      }
    });
    bench.connect("0s");
    bench.startOperator().declareService(FMS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(FMS, "True", "Ready");
    assertThat(bench.status(FMS).enabledBy()).isEqualTo("Operator");
    bench.delete(FMS);
    bench.awaitReady(FMS, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    successor.interrupt();
    successor.join();
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + FMS, "AssociateAdminAccount", "DisassociateAdminAccount",
        "DisableAWSServiceAccess " + FMS);
    assertThat(bench.departures()).as("neither lost nor doubled")
        .extracting(Departure::servicePrincipal)
        .containsExactly(FMS);
  }

  @Test
  void aDeclarationDeletedWhileNobodyWatchesIsWithdrawnByTheNext() {
    String ds = "ds.amazonaws.com";
    bench.connect("0s");
    bench.startOperator().declareService(ds);
    bench.awaitReady(ds, "True", "Ready");
    bench.stopOperator();
    bench.delete(ds);
    assertThat(bench.declaration(ds)).as("the finalizer holds it").isPresent();
    bench.startOperator();
    bench.awaitGone(ds);
    assertThat(bench.organization().isEnabled(ds)).isFalse();
  }
}
