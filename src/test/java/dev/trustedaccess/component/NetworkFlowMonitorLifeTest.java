package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.world.Things;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Scopes, of which every account may have one, and only those with other accounts need access. */
class NetworkFlowMonitorLifeTest extends OnBench {
  private static final String MONITOR = "networkflowmonitor.amazonaws.com";
  private static final String SCOPE = "of-the-network";
  private static final String ACCOUNT = "targets.targetIdentifier.targetId.accountId";

  @BeforeEach
  void declared() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(MONITOR, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(MONITOR, "False", "AwaitingServiceAdministrator");
  }

  private Things scopes() {
    return bench.organization().find(SECURITY).orElseThrow().things("eu-west-1");
  }

  @Test
  void aScopeOfItsOwnAccountAloneIsNotAwaitedAndHoldsNothing() {
    scopes().put("scope", SCOPE, scope -> scope.with(ACCOUNT, SECURITY));
    bench.awaitSnapshots(2);
    assertThat(bench.message(MONITOR, "Ready")).contains("no scope with other accounts exists", "Add accounts");
    bench.delete(MONITOR);
    bench.awaitGone(MONITOR);
  }

  @Test
  void aScopeWithOtherAccountsHoldsTheDeletionUntilItIsDeactivated() {
    scopes().put("scope", SCOPE, scope -> scope.with(ACCOUNT, "777788889999"));
    bench.awaitReady(MONITOR, "True", "Ready");
    bench.delete(MONITOR);
    bench.awaitReady(MONITOR, "False", "CleanupPending");
    assertThat(bench.remaining(MONITOR))
        .extracting(Remaining::kind, Remaining::id, Remaining::account, Remaining::region)
        .containsExactly(tuple("scope", SCOPE, SECURITY, "eu-west-1"));
    assertThat(bench.organization().delegatedAdministrators(MONITOR)).containsOnlyKeys(SECURITY);

    scopes().put("scope", SCOPE, scope -> scope.with(ACCOUNT, "777788889999").with("status", "DEACTIVATED"));
    bench.awaitGone(MONITOR);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + MONITOR, "RegisterDelegatedAdministrator " + MONITOR,
        "DeregisterDelegatedAdministrator " + MONITOR, "DisableAWSServiceAccess " + MONITOR);
  }

  @ParameterizedTest
  @CsvSource({"IN_PROGRESS,AwaitingInitialization", "FAILED,InitializationFailed"})
  void aScopeThatIsNotThereYetIsNotReady(String status, String reason) {
    scopes().put("scope", SCOPE, scope -> scope.with(ACCOUNT, "777788889999").with("status", status));
    bench.awaitReady(MONITOR, "False", reason);
  }

  /** An answer without the accounts says nothing about them. */
  @Test
  void aScopeWhoseAccountsAreNotToldIsNotTakenForItsOwnAccountAlone() {
    scopes().put("scope", SCOPE, scope -> scope.with(ACCOUNT, "777788889999"));
    bench.awaitReady(MONITOR, "True", "Ready");
    bench.aws().faults().every("networkflowmonitor:GetScope").without("targets");
    bench.delete(MONITOR);
    bench.awaitSnapshots(3);
    assertThat(bench.organization().isEnabled(MONITOR)).isTrue();
    bench.awaitReady(MONITOR, "False", "CleanupNotVerifiable");
    assertThat(bench.message(MONITOR, "Ready")).contains("networkflowmonitor:GetScope");
  }
}
