package dev.trustedaccess.component;

import java.util.List;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.OwnedResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** A service that is enabled by the call that registers its administrator: Organizations' calls leave out its role. */
class VpcIpamLifeTest extends OnBench {
  private static final String IPAM = "ipam.amazonaws.com";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final String APPOINT = "EnableIpamOrganizationAdminAccount";
  private static final String DISMISS = "DisableIpamOrganizationAdminAccount";

  @BeforeEach
  void connected() {
    connectIn("eu-west-1", "us-east-1", "eu-west-1");
    bench.startOperator();
  }

  private void awaitReady() {
    bench.awaitReady(IPAM, "True", "Ready");
  }

  private @Nullable List<OwnedResource> owned() {
    return bench.status(IPAM).ownedResources();
  }

  @Test
  void oneCallEnablesItAndItsIpamsSurvive() {
    bench.declareService(IPAM, DECLARED);
    awaitReady();
    assertThat(bench.status(IPAM).enabledBy()).isEqualTo("Operator");
    assertThat(owned()).containsExactly(
        new OwnedResource("delegated-administrator", SECURITY, SECURITY, "global", null));
    assertThat(bench.organization().delegatedAdministrators(IPAM)).containsOnlyKeys(SECURITY);

    var ipams = bench.organization().find(SECURITY).orElseThrow().things("us-east-1").put("vpc-ipam/ipam", "ipam-1");
    bench.delete(IPAM);
    bench.awaitGone(IPAM);
    assertThat(bench.changes()).containsExactly(APPOINT, DISMISS, "DisableAWSServiceAccess " + IPAM);
    assertThat(ipams.names("vpc-ipam/ipam")).hasSize(1);
    assertThat(bench.aws().calls().changes()).filteredOn(call -> call.action().startsWith("ec2:"))
        .hasSize(2)
        .allSatisfy(call -> {
          assertThat(call.account()).isEqualTo(MANAGEMENT);
          assertThat(call.role()).isEqualTo("trusted-access-services");
          assertThat(call.region()).isEqualTo("eu-west-1");
        });
  }

  @Test
  void withoutAnAdministratorItIsNotEnabled() {
    bench.declareService(IPAM);
    bench.awaitReady(IPAM, "False", "AdministratorAccountRequired");
    assertThat(bench.message(IPAM, "Ready")).contains("ec2:" + APPOINT, "Set spec.delegatedAdministrators.");
    assertThat(bench.changes()).isEmpty();

    bench.patch(IPAM, "{\"spec\":{\"delegatedAdministrators\":[\"" + SECURITY + "\"]}}");
    awaitReady();
    assertThat(bench.changes()).containsExactly(APPOINT);
  }

  /** Others enabled it by Organizations' call: the administrator is declared, and appointing it makes the role. */
  @Test
  void whatOrganizationsCallLeavesOutIsMadeByTheAppointment() {
    bench.organization().enableAccessAlone(IPAM);
    bench.declareService(IPAM, DECLARED, "deletionPolicy: Disable");
    awaitReady();
    assertThat(bench.status(IPAM).enabledBy()).isEqualTo("Other");
    assertThat(bench.changes()).containsExactly(APPOINT);
  }

  @Test
  void whereOrganizationsDidBothTheMissingRoleIsNamed() {
    bench.organization().enableAccessAlone(IPAM);
    bench.organization().delegate(IPAM, SECURITY);
    bench.declareService(IPAM, DECLARED);
    bench.awaitReady(IPAM, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(IPAM, "Ready")).contains("AWSServiceRoleForIPAM", "ec2:" + APPOINT);
    assertThat(bench.changes()).isEmpty();
  }

  /** What others registered before is not the operator's to dismiss. */
  @Test
  void anAccountThatWasRegisteredBeforeIsNotOwned() {
    bench.organization().delegate(IPAM, SECURITY);
    bench.declareService(IPAM, DECLARED);
    awaitReady();
    assertThat(bench.changes()).containsExactly(APPOINT);
    assertThat(owned()).isNullOrEmpty();

    bench.delete(IPAM);
    bench.awaitReady(IPAM, "False", "DelegatedAdministratorsRegistered");
    assertThat(bench.changes()).doesNotContain(DISMISS);
    bench.organization().endDelegation(IPAM, SECURITY);
    bench.awaitGone(IPAM);
  }

  /** The refused call created nothing: neither access nor the administrator is the operator's. */
  @Test
  void aRefusedCallLeavesNothingOwned() {
    bench.organization().management().deny("organizations:RegisterDelegatedAdministrator", "trusted-access-services");
    bench.declareService(IPAM, DECLARED);
    bench.awaitReady(IPAM, "False", "AccessDenied");
    assertThat(bench.message(IPAM, "Ready")).contains("ec2:" + APPOINT);
    assertThat(owned()).isNullOrEmpty();

    bench.organization().management().allow("organizations:RegisterDelegatedAdministrator");
    awaitReady();
    assertThat(owned()).hasSize(1);
  }

  /** As a version writes it that takes the administrator for one of the service alone. */
  @Test
  void anAdministratorThatStatusDoesNotCallARegistrationIsDismissedToo() {
    bench.declareService(IPAM, DECLARED);
    awaitReady();
    bench.stopOperator();
    bench.patchStatus(IPAM, """
        {"status":{"ownedResources":[{"kind":"administrator","id":"%s","region":"eu-west-1"}]}}""".formatted(SECURITY));
    bench.delete(IPAM);
    bench.startOperator();
    bench.awaitGone(IPAM);
    assertThat(bench.changes()).containsExactly(APPOINT, DISMISS, "DisableAWSServiceAccess " + IPAM);
  }

  /** Minutes after the operator appointed it by the call that enables access, as at any other time. */
  @Test
  void whoeverDismissesTheAdministratorIsNotOverruled() {
    bench.declareService(IPAM, DECLARED);
    awaitReady();
    bench.organization().endDelegation(IPAM, SECURITY);
    requestReconcile(IPAM);
    bench.awaitReady(IPAM, "False", "ChangedByOthers");
    assertThat(bench.message(IPAM, "Ready")).contains(SECURITY);
    bench.awaitSnapshots(2);
    assertThat(bench.changes()).containsExactly(APPOINT);
  }

  /** Somebody disables access, and Organizations still lists the administrator: the same call corrects that. */
  @Test
  void driftIsCorrectedByTheSameCall() {
    bench.declareService(IPAM, DECLARED);
    awaitReady();
    bench.organization().disableAccess(IPAM);
    bench.await("the same call again", () -> bench.changes().size() == 2);
    awaitReady();
    assertThat(bench.changes()).containsExactly(APPOINT, APPOINT);
    assertThat(owned()).hasSize(1);
  }
}
