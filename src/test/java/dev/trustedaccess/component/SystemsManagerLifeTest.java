package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A role that people create, and resource data syncs that no other account sees. */
class SystemsManagerLifeTest extends OnBench {
  private static final String SYSTEMS_MANAGER = "ssm.amazonaws.com";
  private static final String ROLE = "AWSServiceRoleForAmazonSSM_AccountDiscovery";

  /** A sync over several Regions of one account needs no access, and stays. */
  @Test
  void syncsOfTheOrganizationAreFoundInBothAccountsBeforeTheAdministratorGoes() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(SYSTEMS_MANAGER, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(SYSTEMS_MANAGER, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(SYSTEMS_MANAGER, "Ready")).contains(ROLE);
    var management = bench.organization().management();
    management.role(ROLE, "/aws-service-role/accountdiscovery.ssm.amazonaws.com/");
    bench.awaitReady(SYSTEMS_MANAGER, "True", "Ready");

    var security = bench.organization().find(SECURITY).orElseThrow();
    management.things("us-east-1")
        .put("data-sync", "of-the-management")
        .put("data-sync", "of-one-account",
            thing -> thing.with("SyncSource.SourceType", "SingleAccountMultiRegions"));
    security.things("eu-west-1")
        .put("data-sync", "of-security", thing -> thing.with("SyncSource.SourceType", "AwsOrganizations"));

    bench.delete(SYSTEMS_MANAGER);
    bench.awaitReady(SYSTEMS_MANAGER, "False", "CleanupPending");
    assertThat(bench.remaining(SYSTEMS_MANAGER)).extracting(Remaining::id, Remaining::account, Remaining::region)
        .containsExactlyInAnyOrder(
            tuple("of-the-management", MANAGEMENT, "us-east-1"), tuple("of-security", SECURITY, "eu-west-1"));
    assertThat(bench.organization().delegatedAdministrators(SYSTEMS_MANAGER)).containsOnlyKeys(SECURITY);

    management.clear("data-sync");
    security.clear("data-sync");
    bench.awaitGone(SYSTEMS_MANAGER);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + SYSTEMS_MANAGER, "RegisterDelegatedAdministrator " + SYSTEMS_MANAGER,
        "DeregisterDelegatedAdministrator " + SYSTEMS_MANAGER, "DisableAWSServiceAccess " + SYSTEMS_MANAGER);
  }
}
