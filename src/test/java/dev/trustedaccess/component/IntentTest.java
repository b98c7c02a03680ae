package dev.trustedaccess.component;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** What is meant is in the cluster before it is sent to AWS: whoever takes over from a process that died knows of it. */
class IntentTest extends OnBench {
  private static final String FMS = "fms.amazonaws.com";
  private static final Map<String, String> CALLS = Map.of(
      "organizations:EnableAWSServiceAccess", "Enable",
      "fms:AssociateAdminAccount", "Initialize",
      "fms:DisassociateAdminAccount", "RemoveOwnedResource",
      "organizations:DisableAWSServiceAccess", "Disable");

  @Test
  void eachChangeIsInStatusBeforeItIsSent() {
    Map<String, String> stored = new ConcurrentHashMap<>();
    CALLS.keySet().forEach(call -> bench.aws().faults().next(call).run(() -> stored.put(call, storedIntent())));
    bench.connect("0s");
    bench.startOperator().declareService(FMS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(FMS, "True", "Ready");
    bench.delete(FMS);
    bench.awaitCondition(FMS, "CleanedUp", "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    assertThat(stored).containsExactlyInAnyOrderEntriesOf(CALLS);
  }

  /** The change that status holds open, of a declaration that our finalizer holds. */
  private String storedIntent() {
    Optional<TrustedServiceAccess> object = bench.declaration(FMS)
        .filter(found -> found.hasFinalizer(Kinds.ACCESS_FINALIZER));
    return object.map(TrustedServiceAccess::getStatus)
        .map(TrustedServiceAccessStatus::lastChange)
        .filter(change -> change.requestId() == null && change.refused() == null)
        .map(TrustedServiceAccessStatus.LastChange::action)
        .orElse("nothing");
  }

  /** It is told in status and log all the same. */
  @Test
  void anEventThatIsRefusedHoldsNothingUp() {
    bench.refuseEvents();
    bench.connect("0s");
    bench.startOperator().declareService("ds.amazonaws.com");
    bench.awaitReady("ds.amazonaws.com", "True", "Ready");
    assertThat(bench.events("ds.amazonaws.com")).isEmpty();
    bench.delete("ds.amazonaws.com");
    bench.awaitGone("ds.amazonaws.com");
    assertThat(bench.changes()).isEqualTo(
        List.of("EnableAWSServiceAccess ds.amazonaws.com", "DisableAWSServiceAccess ds.amazonaws.com"));
    // A pass that fails is told by metric, and comes back a minute later.
    assertThat(bench.metrics()).doesNotContain("InternalError");
  }

  @Test
  void anAdministratorThatCannotBeReadIsNotTakenForGone() {
    bench.connect("0s");
    bench.startOperator().declareService(FMS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(FMS, "True", "Ready");
    bench.aws().faults().every("fms:GetAdminAccount").fail("InternalErrorException", 500);
    bench.delete(FMS);
    bench.await(FMS, object -> object.getMetadata().getDeletionTimestamp() != null);
    bench.confirmCleanedUp(FMS);
    bench.await("the message names the read that failed",
        () -> bench.message(FMS, "Ready").contains("fms:GetAdminAccount"));
    bench.awaitSnapshots(2);
    assertThat(bench.organization().isEnabled(FMS)).isTrue();
    assertThat(bench.message(FMS, "Ready")).contains("Retain");
    bench.aws().faults().clear();
    bench.awaitGone(FMS);
    assertThat(bench.changes()).endsWith("DisassociateAdminAccount", "DisableAWSServiceAccess " + FMS);
  }
}
