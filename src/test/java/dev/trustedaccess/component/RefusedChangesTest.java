package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.LastChange;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** AWS refuses a change for a while, gives no clear answer, or takes it without effect; somebody or something cures it. */
class RefusedChangesTest extends OnBench {
  private static final String DS = "ds.amazonaws.com";
  private static final String FMS = "fms.amazonaws.com";
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";
  private static final String ASSOCIATE = "fms:AssociateAdminAccount";
  private static final String DISASSOCIATE = "fms:DisassociateAdminAccount";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";

  private long sent(String action) {
    return bench.aws().calls().count(action);
  }

  private LastChange lastChange(String name) {
    return requireNonNull(bench.status(name).lastChange());
  }

  @Test
  void aGrantThatStillSpreadsNeedsNobodysHelp() {
    bench.aws().faults().calls(1, 2, ENABLE).fail("AccessDeniedException", 400);
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "False", "AccessDenied");
    assertThat(bench.condition(DS, "Reconciling")).isPresent();
    assertThat(bench.condition(DS, "Stalled")).isEmpty();
    bench.awaitReady(DS, "True", "Ready");
    assertThat(sent(ENABLE)).isEqualTo(3);
    assertThat(bench.events(DS).stream().filter(event -> event.contains("AccessDenied"))).as("told once").hasSize(1);
  }

  @Test
  void whatFirewallManagerAcceptedWithoutEffectIsSentAgain() {
    bench.organization().firewallManager().ignoresAssociations(1);
    bench.connect("0s");
    bench.startOperator(Duration.ofSeconds(4)).declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    assertThat(sent(ASSOCIATE)).isEqualTo(2);
    Instant first = bench.aws().calls().of(ASSOCIATE).getFirst().at();
    assertThat(bench.aws().calls().of(ASSOCIATE).getLast().at()).as("not within the settle time")
        .isAfterOrEqualTo(first.plusSeconds(4));
    assertThat(lastChange(FMS).seen()).isTrue();

    // What was seen set, and vanishes, is others' doing; that is remembered over a restart too.
    bench.stopOperator();
    bench.organization().firewallManager().disassociate(SECURITY, Instant.now());
    bench.startOperator(Duration.ofSeconds(4));
    bench.awaitReady(FMS, "False", "ChangedByOthers");
    bench.awaitSnapshots(2);
    assertThat(sent(ASSOCIATE)).isEqualTo(2);
  }

  @Test
  void aServicesOwnNotNowIsWaitedForWithoutCallingAnybody() {
    bench.connect("0s");
    bench.startOperator().declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    bench.aws().faults().calls(1, 2, DISASSOCIATE).fail("InvalidOperationException", 400);
    bench.delete(FMS);
    bench.awaitReady(FMS, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(FMS);
    bench.awaitReady(FMS, "False", "RequestRefused");
    assertThat(bench.condition(FMS, "Reconciling")).isPresent();
    assertThat(bench.condition(FMS, "Stalled")).isEmpty();
    bench.awaitGone(FMS);
    assertThat(sent(DISASSOCIATE)).isEqualTo(3);
  }

  @Test
  void triesThatAwsNeverAnswersClearlyAreCounted() {
    bench.aws().faults().calls(1, 2, ENABLE).fail("ServiceException", 500);
    bench.connect("0s");
    bench.startOperator(Duration.ofSeconds(3)).declareService(DS);
    bench.await("the second try", () -> sent(ENABLE) == 2);
    bench.await("its count", () -> Integer.valueOf(2).equals(lastChange(DS).attempt()));
    assertThat(lastChange(DS).firstTime()).isNotNull();
    bench.awaitReady(DS, "False", "ServiceUnavailable");
    assertThat(bench.message(DS, "Ready")).contains("AWS Health", "CloudTrail");
    bench.awaitReady(DS, "True", "Ready");
    assertThat(sent(ENABLE)).isEqualTo(3);
  }

  /** It is refused for so long that the next try would be an hour away. */
  private void refusedForLong() {
    bench.organization().management().deny(ENABLE);
    bench.connect("0s");
    bench.startOperator().declareService(DS);
    bench.awaitReady(DS, "False", "AccessDenied");
    bench.stopOperator();
    Instant now = Instant.now();
    bench.patch(DS, "{\"status\":{\"lastChange\":{\"time\":\"" + now + "\",\"attempt\":9,\"firstTime\":\""
        + now.minusSeconds(9_000) + "\"}}}");
    bench.startOperator();
    bench.awaitCondition(DS, "Stalled", "True", "AccessDenied");
    bench.organization().management().allow(ENABLE);
    bench.awaitSnapshots(2);
    assertThat(bench.organization().isEnabled(DS)).isFalse();
  }

  @Test
  void aRepairedConnectionPromptsWhatItHeldUp() {
    refusedForLong();
    bench.patchConnection("default", "{\"spec\":{\"deletionHold\":\"1s\"}}");
    bench.awaitReady(DS, "True", "Ready");
  }

  @Test
  void anOrganizationThatIsReachedAgainPromptsWhatItHeldUp() {
    refusedForLong();
    bench.aws().faults().call(1, "organizations:DescribeOrganization").fail("AccessDeniedException", 400);
    bench.awaitReady(DS, "True", "Ready");
  }

  @Test
  void aRequestThatCameWhileNoOperatorRanIsServedAndKept() {
    refusedForLong();
    bench.stopOperator();
    bench.patch(DS, "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/reconcile-requested-at\":\"at night\"}}}");
    assertThat(bench.status(DS).lastHandledReconcileAt()).isNull();
    bench.startOperator();
    bench.awaitReady(DS, "True", "Ready");
    bench.await(DS, object -> "at night".equals(bench.status(DS).lastHandledReconcileAt()));
  }

  @Test
  void aRequestIsServedOnlyByAPassThatSawTheOrganization() {
    bench.aws().faults().every("organizations:DescribeOrganization").fail("ServiceException", 500);
    bench.connect(spec -> spec.put("observeInterval", "2s"));
    bench.startOperator().declareService(DS);
    Map<String, String> asked = Map.of("trustedaccess.dev/reconcile-requested-at", "now");
    requestReconcile(DS);
    bench.patchConnection("default",
        "{\"metadata\":{\"annotations\":{\"trustedaccess.dev/reconcile-requested-at\":\"now\"}}}");
    bench.await(DS, object -> asked.equals(object.getMetadata().getAnnotations()));
    bench.awaitReady(DS, "Unknown", "ObservationStale");
    assertThat(bench.status(DS).lastHandledReconcileAt()).isNull();
    assertThat(bench.connectionStatus().map(OrganizationConnectionStatus::lastHandledReconcileAt)).isEmpty();
    bench.aws().faults().clear();
    bench.await(DS, object -> "now".equals(bench.status(DS).lastHandledReconcileAt()));
    bench.awaitConnectionStatus("the request", status -> "now".equals(status.lastHandledReconcileAt()));
  }
}
