package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.OwnedResource;
import dev.trustedaccess.simulator.SdkClients;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Things;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An administrator in each managed Region that AWS refuses to dismiss under central configuration, a policy type that blocks,
 * and a second feature whose administrator is never appointed.
 */
class SecurityHubLifeTest extends OnBench {
  private static final String HUB = "securityhub.amazonaws.com";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final String POLICY = "security-hub/configuration-policy";
  private static final String ENABLED = "EnableAWSServiceAccess " + HUB;
  private static final String APPOINTED = "EnableOrganizationAdminAccount";
  private static final String DISMISSED = "DisableOrganizationAdminAccount";
  private static final String DEREGISTERED = "DeregisterDelegatedAdministrator " + HUB;
  private static final String DISABLED = "DisableAWSServiceAccess " + HUB;

  @BeforeEach
  void connected() {
    connectIn("us-east-1", "us-east-1", "eu-west-1");
    bench.startOperator();
  }

  private Things administrator(String region) {
    return bench.organization().find(SECURITY).orElseThrow().things(region);
  }

  private void declared() {
    bench.declareService(HUB, DECLARED);
    bench.awaitReady(HUB, "True", "Ready");
  }

  private void reconcile() {
    requestReconcile(HUB);
  }

  @Test
  void itsAdministratorIsDismissedRegionByRegionThenDeregisteredAndAPolicyTypeBlocks() {
    declared();
    bench.organization().policyType("SECURITYHUB_POLICY");
    bench.delete(HUB);
    bench.awaitReady(HUB, "False", "PolicyTypeEnabled");
    assertThat(bench.message(HUB, "Ready")).contains("policy-type SECURITYHUB_POLICY");
    bench.confirmCleanedUp(HUB);
    bench.awaitSnapshots(2);
    assertThat(bench.changes()).as("nobody is dismissed before access can be disabled")
        .containsExactly(ENABLED, APPOINTED, APPOINTED);

    bench.organization().withoutPolicyType("SECURITYHUB_POLICY");
    bench.awaitGone(HUB);
    assertThat(bench.changes())
        .containsExactly(ENABLED, APPOINTED, APPOINTED, DISMISSED, DISMISSED, DEREGISTERED, DISABLED);
  }

  /** Whoever accepts that the policies are lost learns what AWS still refuses, and what ends that. */
  @Test
  void underCentralConfigurationTheRefusedDismissalSaysWhatEndsIt() {
    declared();
    administrator("us-east-1").put(POLICY, "baseline");
    bench.delete(HUB);
    bench.awaitReady(HUB, "False", "CleanupPending");
    assertThat(bench.message(HUB, "Ready")).startsWith("Lost if disabled: configuration-policy baseline in us-east-1");
    bench.confirmCleanedUp(HUB);
    bench.awaitReady(HUB, "False", "RequestRefused");
    assertThat(bench.message(HUB, "Ready"))
        .startsWith("AWS refuses (central configuration is on): securityhub:DisableOrganizationAdminAccount")
        .contains("Deregister the administrator with Organizations, which deletes the configuration policies")
        .contains("kubectl patch tsa " + HUB);
    assertThat(bench.changes()).containsExactly(ENABLED, APPOINTED, APPOINTED);

    try (var person = SdkClients.of(bench.aws(), bench.organization().management()).organizations()) {
      person.deregisterDelegatedAdministrator(request -> request.accountId(SECURITY).servicePrincipal(HUB));
    }
    reconcile();
    bench.awaitGone(HUB);
    assertThat(bench.changes()).as("the person's is the only dismissal")
        .containsExactly(ENABLED, APPOINTED, APPOINTED, DEREGISTERED, DISABLED);
    assertThat(administrator("us-east-1").names(POLICY)).isEmpty();
  }

  /** Only the home Region knows the policies; its finding aggregator is listed in every linked Region, too. */
  @Test
  void policiesAreAskedForInTheHomeRegionAlone() {
    declared();
    administrator("us-east-1").put("securityhub:ListFindingAggregators", "here");
    administrator("eu-west-1").put("securityhub:ListFindingAggregators", "there", thing -> thing.notCounting());
    administrator("us-east-1").put("securityhub:DescribeOrganizationConfiguration", "central");
    bench.delete(HUB);
    bench.awaitReady(HUB, "False", "ImpactNotConfirmed");
    assertThat(bench.aws().calls().all())
        .filteredOn(call -> call.action().equals("securityhub:ListConfigurationPolicies"))
        .isNotEmpty()
        .extracting(Call::region)
        .containsOnly("us-east-1");
  }

  /** The other feature may have another administrator, if the management account is that of Security Hub CSPM. */
  @Test
  void theAdministratorOfTheOtherFeatureIsNamedAndIsNotTakenForTheDeclaredOne() {
    bench.organization().management().things("eu-west-1").put("security-hub/v2-administrator", "666677778888");
    declared();
    assertThat(bench.status(HUB).ownedResources()).hasSize(3)
        .extracting(OwnedResource::id)
        .containsOnly(SECURITY);
    bench.delete(HUB);
    bench.awaitReady(HUB, "False", "CleanupPending");
    assertThat(bench.message(HUB, "Ready")).contains("v2-administrator 666677778888 in eu-west-1");
    bench.confirmCleanedUp(HUB);
    bench.awaitGone(HUB);
    assertThat(bench.changes()).endsWith(DISMISSED, DISMISSED, DEREGISTERED, DISABLED);
  }

  /** Somebody else appoints the account meanwhile: Security Hub's answer to that is no obstacle. */
  @Test
  void aConflictWithAnEarlierAppointmentEndsWithTheAdministratorSeen() {
    Things management = bench.organization().management().things("us-east-1");
    bench.aws()
        .faults()
        .next("securityhub:EnableOrganizationAdminAccount")
        .run(() -> management.put("security-hub/administrator", SECURITY));
    bench.aws().faults().next("securityhub:EnableOrganizationAdminAccount").fail("ResourceConflictException", 409);
    declared();
    assertThat(management.names("security-hub/administrator")).containsExactly(SECURITY);
    assertThat(bench.message(HUB, "Ready")).doesNotContain("ResourceConflict");
  }
}
