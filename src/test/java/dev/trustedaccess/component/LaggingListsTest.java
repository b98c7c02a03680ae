package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Lists lag behind changes and answers get lost: a change is made once all the same, and known as ours. */
class LaggingListsTest extends OnBench {
  private static final String FMS = "fms.amazonaws.com";
  private static final String DS = "ds.amazonaws.com";

  @BeforeEach
  void connected() {
    bench.connect("0s");
  }

  @Test
  void noEnableAndNoDisableIsRepeatedWhileListsLag() {
    bench.organization().lists().lagBy(Duration.ofSeconds(4));
    bench.startOperator(Duration.ofSeconds(8)).declareService(DS);
    bench.awaitReady(DS, "False", "Enabling");
    bench.awaitReady(DS, "True", "Ready");
    assertThat(bench.status(DS).enabledBy()).isEqualTo("Operator");
    bench.delete(DS);
    bench.awaitReady(DS, "False", "Disabling");
    bench.awaitGone(DS);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + DS, "DisableAWSServiceAccess " + DS);
  }

  @Test
  void aDeletionWhileTheListLagsStillDisablesWhatWeEnabled() {
    bench.organization().lists().lagBy(Duration.ofSeconds(4));
    bench.startOperator(Duration.ofSeconds(8)).declareService(DS);
    bench.awaitReady(DS, "False", "Enabling");
    bench.await("the opening", () -> bench.organization().isEnabled(DS));
    bench.delete(DS);
    bench.awaitGone(DS);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + DS, "DisableAWSServiceAccess " + DS);
  }

  /** By Organizations' calls, and by the service's own, one of which enables access. */
  @ParameterizedTest
  @CsvSource({
      "ipam.amazonaws.com,EnableIpamOrganizationAdminAccount,DisableIpamOrganizationAdminAccount",
      "account.amazonaws.com,RegisterDelegatedAdministrator account.amazonaws.com,"
          + "DeregisterDelegatedAdministrator account.amazonaws.com"})
  void noAppointmentAndNoDismissalIsRepeatedWhileListsLag(String service, String appoint, String dismiss) {
    bench.organization().registrationLists().lagBy(Duration.ofSeconds(2));
    bench.startOperator(Duration.ofSeconds(4))
        .declareService(service, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(service, "True", "Ready");
    assertThat(bench.status(service).ownedResources()).hasSize(1);
    bench.delete(service);
    bench.awaitGone(service);
    assertThat(bench.changes()).filteredOn(change -> !change.startsWith("EnableAWSServiceAccess"))
        .containsExactly(appoint, dismiss, "DisableAWSServiceAccess " + service);
  }

  /** Others had it on once: for a while a list shows that, though we have enabled it since. */
  @Test
  void whatAListShowsOfBeforeOurEnableMakesItNobodyElses() {
    bench.aws().faults().next("organizations:EnableAWSServiceAccess").run(() -> {
      bench.organization().enabled(Instant.parse("2024-05-01T00:00:00Z"), DS).lists().lagBy(Duration.ofSeconds(4));
      bench.organization().disableAccess(DS);
    });
    bench.startOperator(Duration.ofSeconds(8)).declareService(DS);
    bench.awaitReady(DS, "False", "Enabling");
    bench.awaitReady(DS, "True", "Ready");
    assertThat(bench.status(DS).enabledBy()).isEqualTo("Operator");
    assertThat(bench.status(DS).enabledTime())
        .isEqualTo(bench.organization().enabledSince(DS).orElseThrow().truncatedTo(ChronoUnit.MILLIS).toString());
    bench.delete(DS);
    bench.awaitGone(DS);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + DS, "DisableAWSServiceAccess " + DS);
  }

  @ParameterizedTest
  @CsvSource({
      "organizations:EnableAWSServiceAccess", "organizations:DisableAWSServiceAccess", "fms:AssociateAdminAccount",
      "fms:DisassociateAdminAccount"})
  void aLostAnswerToAnyChangeIsFoundOutByReading(String action) {
    bench.aws().faults().next(action).loseTheAnswer();
    life();
    assertThat(bench.aws().calls().count(action)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
      "organizations:EnableAWSServiceAccess", "organizations:DisableAWSServiceAccess", "fms:AssociateAdminAccount",
      "fms:DisassociateAdminAccount"})
  void aLostRequestOfAnyChangeIsSentOnceMoreWhenListsMustHaveShownIt(String action) {
    bench.aws().faults().next(action).loseTheRequest();
    life();
    assertThat(bench.aws().calls().count(action)).isEqualTo(2);
  }

  /** A full life; every change takes place exactly once. */
  private void life() {
    bench.startOperator().declareService(FMS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(FMS, "True", "Ready");
    assertThat(bench.status(FMS).enabledBy()).isEqualTo("Operator");
    bench.delete(FMS);
    bench.awaitReady(FMS, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + FMS, "AssociateAdminAccount", "DisassociateAdminAccount",
        "DisableAWSServiceAccess " + FMS);
  }
}
