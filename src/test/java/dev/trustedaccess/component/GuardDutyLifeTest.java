package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.OwnedResource;
import dev.trustedaccess.simulator.world.Things;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** An administrator in each managed Region, whose members block, and whose registration the service leaves behind. */
class GuardDutyLifeTest extends OnBench {
  private static final String GUARDDUTY = "guardduty.amazonaws.com";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final String MEMBER = "guardduty/member";

  @BeforeEach
  void connected() {
    connectIn("us-east-1", "us-east-1", "eu-west-1");
    bench.startOperator();
  }

  private static OwnedResource owned(String kind, String region) {
    return new OwnedResource(kind, SECURITY, SECURITY, region, null);
  }

  @Test
  void itsAdministratorIsAppointedRegionByRegionAndDismissedInOrder() {
    bench.declareService(GUARDDUTY, DECLARED);
    bench.awaitReady(GUARDDUTY, "True", "Ready");
    assertThat(bench.status(GUARDDUTY).ownedResources()).containsExactlyInAnyOrder(
        owned("administrator", "us-east-1"), owned("administrator", "eu-west-1"),
        owned("delegated-administrator", "global"));
    assertThat(bench.organization().delegatedAdministrators(GUARDDUTY)).containsOnlyKeys(SECURITY);

    bench.organization().find(SECURITY).orElseThrow().things("eu-west-1").put(MEMBER, "777788889999");
    bench.delete(GUARDDUTY);
    bench.awaitReady(GUARDDUTY, "False", "CleanupPending");
    assertThat(bench.message(GUARDDUTY, "Ready")).contains("member 777788889999 in eu-west-1");
    bench.awaitSnapshots(2);
    assertThat(bench.changes()).as("what blocks is asked before the first dismissal").hasSize(3);

    bench.organization().find(SECURITY).orElseThrow().things("eu-west-1").remove(MEMBER, "777788889999");
    bench.awaitGone(GUARDDUTY);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + GUARDDUTY, "EnableOrganizationAdminAccount", "EnableOrganizationAdminAccount",
        "DisableOrganizationAdminAccount", "DisableOrganizationAdminAccount",
        "DeregisterDelegatedAdministrator " + GUARDDUTY, "DisableAWSServiceAccess " + GUARDDUTY);
    assertThat(bench.organization().delegatedAdministrators(GUARDDUTY)).isEmpty();
  }

  /** Killed at any time, it finds what it did from status and AWS. */
  @Test
  void aRestartBetweenTwoRegionsRepeatsNothing() {
    bench.declareService(GUARDDUTY, DECLARED);
    bench.await("the first Region", () -> bench.changes().contains("EnableOrganizationAdminAccount"));
    bench.stopOperator();
    bench.startOperator();
    bench.awaitReady(GUARDDUTY, "True", "Ready");
    bench.delete(GUARDDUTY);
    bench.await("the first Region", () -> bench.changes().contains("DisableOrganizationAdminAccount"));
    bench.stopOperator();
    bench.startOperator();
    bench.awaitGone(GUARDDUTY);
    assertThat(bench.changes()).hasSize(7)
        .endsWith(
            "DeregisterDelegatedAdministrator " + GUARDDUTY, "DisableAWSServiceAccess " + GUARDDUTY);
  }

  /**
   * A member that joins after what remains was read: the service refuses the dismissal, and the operator then reads and
   * names the member.
   */
  @Test
  void aMemberThatJoinsMeanwhileKeepsTheAdministratorUntilItIsRemoved() {
    bench.declareService(GUARDDUTY, DECLARED);
    bench.awaitReady(GUARDDUTY, "True", "Ready");
    Things east = bench.organization().find(SECURITY).orElseThrow().things("us-east-1");
    bench.aws()
        .faults()
        .next("guardduty:DisableOrganizationAdminAccount")
        .run(() -> east.put(MEMBER, "777788889999"));
    bench.delete(GUARDDUTY);
    bench.await("the member", () -> bench.message(GUARDDUTY, "Ready").contains("member 777788889999 in us-east-1"));
    assertThat(bench.status(GUARDDUTY).ownedResources()).contains(owned("administrator", "us-east-1"));
    assertThat(bench.organization().isEnabled(GUARDDUTY)).isTrue();

    east.remove(MEMBER, "777788889999");
    requestReconcile(GUARDDUTY);
    bench.awaitGone(GUARDDUTY);
    assertThat(bench.changes()).endsWith(
        "DeregisterDelegatedAdministrator " + GUARDDUTY, "DisableAWSServiceAccess " + GUARDDUTY);
  }

  private void manage(String regions) {
    bench.patchConnection("default", "{\"spec\":{\"regions\":{\"managed\":[" + regions + "]}}}");
  }

  /** An administrator in a Region that left spec.regions.managed is not forgotten. */
  @Test
  void aRegionThatIsNoLongerManagedIsAskedForBeforeAccessIsDisabled() {
    bench.declareService(GUARDDUTY, DECLARED);
    bench.awaitReady(GUARDDUTY, "True", "Ready");
    manage("\"us-east-1\"");
    bench.awaitSnapshots(2);
    assertThat(bench.status(GUARDDUTY).ownedResources()).contains(owned("administrator", "eu-west-1"));

    bench.delete(GUARDDUTY);
    bench.awaitReady(GUARDDUTY, "False", "CleanupNotVerifiable");
    bench.confirmCleanedUp(GUARDDUTY);
    bench.awaitSnapshots(2);
    assertThat(bench.message(GUARDDUTY, "Ready")).contains("Put eu-west-1 back in spec.regions.managed");
    assertThat(bench.changes()).as("nothing is dismissed before all can be").hasSize(3);

    manage("\"us-east-1\",\"eu-west-1\"");
    bench.awaitGone(GUARDDUTY);
    assertThat(bench.changes()).endsWith(
        "DisableOrganizationAdminAccount", "DisableOrganizationAdminAccount",
        "DeregisterDelegatedAdministrator " + GUARDDUTY, "DisableAWSServiceAccess " + GUARDDUTY);
  }
}
