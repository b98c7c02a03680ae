package dev.trustedaccess.component;

import java.util.Map;
import java.util.Objects;

import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Who switches access and who initializes and cleans up: two people, or one. */
class SeparateRolesTest extends OnBench {
  private static final String FMS = "fms.amazonaws.com";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final String SERVICES = "arn:aws:iam::" + MANAGEMENT + ":role/trusted-access-services";

  @Test
  void withoutAServiceRoleAPersonConfirmsBoth() {
    bench.connect(spec -> spec.remove("serviceRole"));
    bench.startOperator().declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(FMS, "Initialized")).contains("trusted-access-operator confirm initialized " + FMS);
    bench.confirmInitialized(FMS);
    bench.awaitReady(FMS, "True", "Ready");

    bench.delete(FMS);
    bench.awaitReady(FMS, "False", "CleanupNotVerifiable");
    bench.cluster().resources(dev.trustedaccess.api.v1alpha1.ServiceConfirmation.class).withName(FMS).delete();
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + FMS, "DisableAWSServiceAccess " + FMS);
    assertThat(bench.aws().calls().matching(call -> call.action().startsWith("fms:"))).isEmpty();
    assertThat(bench.aws().calls().matching(call -> Objects.equals(call.role(), "trusted-access-services"))).isEmpty();
  }

  @Test
  void aRoleThatOnlyReadsSeesWhatPeopleDoAndChangesNothing() {
    bench.connect(spec -> spec.put("serviceRole",
        Map.of("arn", SERVICES, "externalId", "trusted-access-operator", "mode", "Observe")));
    bench.startOperator().declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "False", "AwaitingServiceAdministrator");
    bench.organization().firewallManager().administrator(SECURITY).policy(SECURITY, "us-east-1", "block");
    bench.awaitReady(FMS, "True", "Ready");
    assertThat(bench.status(FMS).ownedResources()).isNull();

    bench.delete(FMS);
    bench.awaitReady(FMS, "False", "CleanupPending");
    assertThat(bench.message(FMS, "Ready")).contains("administrator " + SECURITY);
    bench.organization().firewallManager().disassociate(SECURITY, java.time.Instant.now());
    bench.awaitReady(FMS, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + FMS, "DisableAWSServiceAccess " + FMS);
  }

  /** Our administrator is there, and then the connection gives nobody any more who could see or remove it. */
  private void deletedWithoutAServiceRole() {
    bench.connect("0s");
    bench.startOperator().declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    bench.await("the owned resource in status", () -> bench.status(FMS).ownedResources() != null);
    bench.patchConnection("default", "{\"spec\":{\"serviceRole\":null}}");
    bench.delete(FMS);
    // Before the deletion is seen, a pass of the life may have the same reason with another message.
    bench.await("what the deletion says", () -> bench.message(FMS, "Ready").contains("Retain"));
    bench.awaitReady(FMS, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(FMS, "Ready")).contains("spec.serviceRole", SECURITY, "Retain");
  }

  /** Gone it may be or not: nobody can be asked, and whoever confirmed was never shown it. */
  @Test
  void aConfirmationGivesUpNoOwnedResource() {
    deletedWithoutAServiceRole();
    bench.organization().firewallManager().disassociate(SECURITY, java.time.Instant.now());
    bench.confirmCleanedUp(FMS);
    bench.awaitSnapshots(2);
    bench.awaitReady(FMS, "False", "AwaitingServiceAdministrator");
    assertThat(bench.organization().isEnabled(FMS)).isTrue();

    bench.patch(FMS, "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
    bench.awaitGone(FMS);
    assertThat(bench.organization().isEnabled(FMS)).isTrue();
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + FMS, "AssociateAdminAccount");
  }

  @Test
  void aServiceRoleGivenBackRemovesTheOwnedResource() {
    deletedWithoutAServiceRole();
    bench.patchConnection("default", "{\"spec\":{\"serviceRole\":{\"arn\":\"" + SERVICES
        + "\",\"externalId\":\"trusted-access-operator\",\"mode\":\"Manage\"}}}");
    bench.awaitReady(FMS, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + FMS, "AssociateAdminAccount", "DisassociateAdminAccount",
        "DisableAWSServiceAccess " + FMS);
  }

  @Test
  void oneIdentityMayDoBoth() {
    bench.connect(spec -> {
      spec.remove("organizationsRole");
      spec.put("serviceRole", Map.of("mode", "Manage"));
    });
    bench.startOperator().declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    bench.delete(FMS);
    bench.awaitReady(FMS, "False", "ImpactNotConfirmed");
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + FMS, "AssociateAdminAccount", "DisassociateAdminAccount",
        "DisableAWSServiceAccess " + FMS);
    assertThat(bench.aws().calls().of("organizations:EnableAWSServiceAccess")).extracting(Call::role)
        .containsOnlyNulls();
    assertThat(bench.aws().calls().of("organizations:EnableAWSServiceAccess")).extracting(Call::userAgent)
        .allMatch(agent -> agent.contains(Bench.CLUSTER));
  }

  @Test
  void eachRoleMakesOnlyItsOwnCalls() {
    bench.connect("0s");
    bench.startOperator().declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "True", "Ready");
    assertThat(bench.aws().calls().of("organizations:EnableAWSServiceAccess")).extracting(Call::role)
        .containsOnly("trusted-access-organizations");
    assertThat(
        bench.aws().calls().matching(call -> call.action().startsWith("fms:") && call.account().equals(MANAGEMENT)))
        .extracting(Call::role)
        .containsOnly("trusted-access-services");
  }

  @Test
  void aConnectionThatObservesReportsAndChangesNothing() {
    bench.connect(spec -> spec.put("mode", "Observe"));
    bench.startOperator().declareService(FMS, DECLARED);
    bench.awaitReady(FMS, "False", "ObserveOnly");
    assertThat(bench.message(FMS, "Ready")).contains("would call organizations:EnableAWSServiceAccess");
    bench.organization().enableAccess(FMS);
    bench.awaitReady(FMS, "False", "AwaitingServiceAdministrator");
    bench.delete(FMS);
    bench.awaitGone(FMS);
    assertThat(bench.aws().calls().changes()).isEmpty();
  }
}
