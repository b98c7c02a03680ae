package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Analyzers of the organization, which are in the management account and in the administrator's. */
class AccessAnalyzerLifeTest extends OnBench {
  private static final String ACCESS_ANALYZER = "access-analyzer.amazonaws.com";

  @Test
  void analyzersAreFoundInBothAccountsBeforeTheAdministratorGoes() {
    bench.connect("0s");
    bench.startOperator();
    bench.declareService(ACCESS_ANALYZER, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(ACCESS_ANALYZER, "True", "Ready");
    var management = bench.organization().management();
    var security = bench.organization().find(SECURITY).orElseThrow();
    management.things("us-east-1").put("analyzer", "external");
    security.things("eu-west-1")
        .put("analyzer", "unused", thing -> thing.with("type", "ORGANIZATION_UNUSED_ACCESS"))
        .put("analyzer", "internal", thing -> thing.with("type", "ORGANIZATION_INTERNAL_ACCESS"))
        .put("analyzer", "of-the-account", Thing::notCounting);

    bench.delete(ACCESS_ANALYZER);
    bench.awaitReady(ACCESS_ANALYZER, "False", "CleanupPending");
    assertThat(bench.remaining(ACCESS_ANALYZER)).extracting(Remaining::id, Remaining::account, Remaining::region)
        .containsExactlyInAnyOrder(
            tuple("external", MANAGEMENT, "us-east-1"), tuple("unused", SECURITY, "eu-west-1"),
            tuple("internal", SECURITY, "eu-west-1"));
    assertThat(bench.organization().delegatedAdministrators(ACCESS_ANALYZER)).containsOnlyKeys(SECURITY);

    management.clear("analyzer");
    security.clear("analyzer");
    bench.awaitGone(ACCESS_ANALYZER);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + ACCESS_ANALYZER, "RegisterDelegatedAdministrator " + ACCESS_ANALYZER,
        "DeregisterDelegatedAdministrator " + ACCESS_ANALYZER, "DisableAWSServiceAccess " + ACCESS_ANALYZER);
  }
}
