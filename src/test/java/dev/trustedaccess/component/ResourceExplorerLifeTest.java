package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A role that people create, and views of which the list tells too little. */
class ResourceExplorerLifeTest extends OnBench {
  private static final String RESOURCE_EXPLORER = "resource-explorer-2.amazonaws.com";
  private static final String ROLE = "AWSServiceRoleForResourceExplorer";

  /** Views of one account stay; those of the organization are found where they are, before the administrator goes. */
  @Test
  void aPersonCreatesItsRoleAndDeletesTheViewsOfTheOrganization() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(RESOURCE_EXPLORER, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(RESOURCE_EXPLORER, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(RESOURCE_EXPLORER, "Ready")).contains(ROLE);
    bench.organization().management().role(ROLE, "/aws-service-role/" + RESOURCE_EXPLORER + "/");
    bench.awaitReady(RESOURCE_EXPLORER, "True", "Ready");

    var management = bench.organization().management();
    var security = bench.organization().find(SECURITY).orElseThrow();
    management.things("us-east-1")
        .put("view", "of-a-unit", thing -> thing.with("View.Scope", "arn:aws:organizations::1:ou/o-1/ou-1"))
        .put("view", "of-the-account", Thing::notCounting);
    security.things("eu-west-1")
        .put("view", "of-all")
        .put("view", "of-security", thing -> thing.with("View.Scope", "arn:aws:iam::" + SECURITY + ":root"));

    bench.delete(RESOURCE_EXPLORER);
    bench.awaitReady(RESOURCE_EXPLORER, "False", "CleanupPending");
    assertThat(bench.remaining(RESOURCE_EXPLORER)).extracting(Remaining::id, Remaining::account, Remaining::region)
        .containsExactlyInAnyOrder(
            tuple("of-a-unit", MANAGEMENT, "us-east-1"), tuple("of-all", SECURITY, "eu-west-1"));
    assertThat(bench.organization().delegatedAdministrators(RESOURCE_EXPLORER)).containsOnlyKeys(SECURITY);

    management.clear("view");
    security.clear("view");
    bench.awaitGone(RESOURCE_EXPLORER);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + RESOURCE_EXPLORER, "RegisterDelegatedAdministrator " + RESOURCE_EXPLORER,
        "DeregisterDelegatedAdministrator " + RESOURCE_EXPLORER, "DisableAWSServiceAccess " + RESOURCE_EXPLORER);
  }
}
