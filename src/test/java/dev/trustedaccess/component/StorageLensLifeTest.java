package dev.trustedaccess.component;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus.Remaining;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Dashboards of the organization, of which the list tells too little, and which S3's protocol leaves out where there is none. */
class StorageLensLifeTest extends OnBench {
  private static final String STORAGE_LENS = "storage-lens.s3.amazonaws.com";
  private static final String DASHBOARD = "storage-lens-configuration";
  private static final String LIST = "s3:ListStorageLensConfigurations";
  private static final String GET = "s3:GetStorageLensConfiguration";

  private Account management;
  private Account security;

  @BeforeEach
  void declared() {
    connectIn("us-east-1", "us-east-1", "eu-west-1");
    bench.startOperator();
    bench.declareService(STORAGE_LENS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(STORAGE_LENS, "True", "Ready");
    management = bench.organization().management();
    security = bench.organization().find(SECURITY).orElseThrow();
  }

  /** Every account has a dashboard that it cannot delete, which is for the account alone. */
  @Test
  void dashboardsAreFoundInBothAccountsBeforeTheAdministratorGoes() {
    management.things("us-east-1")
        .put(DASHBOARD, "everything")
        .put(DASHBOARD, "default-account-dashboard", Thing::notCounting);
    security.things("eu-west-1").put(DASHBOARD, "cost").put(DASHBOARD, "default-account-dashboard", Thing::notCounting);

    bench.delete(STORAGE_LENS);
    bench.awaitReady(STORAGE_LENS, "False", "CleanupPending");
    assertThat(bench.remaining(STORAGE_LENS))
        .extracting(Remaining::kind, Remaining::id, Remaining::account, Remaining::region)
        .containsExactlyInAnyOrder(
            tuple(DASHBOARD, "everything", MANAGEMENT, "us-east-1"), tuple(DASHBOARD, "cost", SECURITY, "eu-west-1"));
    assertThat(bench.organization().delegatedAdministrators(STORAGE_LENS)).containsOnlyKeys(SECURITY);

    management.things("us-east-1").clear(DASHBOARD);
    security.things("eu-west-1").clear(DASHBOARD);
    bench.awaitGone(STORAGE_LENS);
    assertThat(bench.changes()).containsExactly(
        "EnableAWSServiceAccess " + STORAGE_LENS, "RegisterDelegatedAdministrator " + STORAGE_LENS,
        "DeregisterDelegatedAdministrator " + STORAGE_LENS, "DisableAWSServiceAccess " + STORAGE_LENS);
  }

  /** S3 refuses a request that names another account than the caller's. */
  @Test
  void everyRequestNamesTheAccountThatIsAsked() {
    management.things("us-east-1").put(DASHBOARD, "everything");
    security.things("us-east-1").put(DASHBOARD, "cost");

    bench.delete(STORAGE_LENS);
    bench.awaitReady(STORAGE_LENS, "False", "CleanupPending");
    assertThat(bench.remaining(STORAGE_LENS)).hasSize(2);
    for (String action : new String[]{LIST, GET}) {
      assertThat(bench.aws().calls().matching(call -> call.action().equals(action)))
          .anyMatch(call -> call.account().equals(MANAGEMENT))
          .anyMatch(call -> call.account().equals(SECURITY))
          .allSatisfy(call -> assertThat(call.parameters()).containsEntry("x-amz-account-id", call.account()));
    }
  }

  /** Whether a Region lists what is homed in another is not documented; asked there, S3 may not know it. */
  @Test
  void aDashboardCountsInItsHomeRegionAlone() {
    management.things("eu-west-1").put(DASHBOARD, "at-home");
    management.things("us-east-1")
        .put(LIST, "at-home", shown -> shown.with(
            "StorageLensArn", "arn:aws:s3:eu-west-1:" + MANAGEMENT + ":storage-lens/at-home"));

    bench.delete(STORAGE_LENS);
    bench.awaitReady(STORAGE_LENS, "False", "CleanupPending");
    assertThat(bench.remaining(STORAGE_LENS)).extracting(Remaining::id, Remaining::region)
        .containsExactly(tuple("at-home", "eu-west-1"));
    assertThat(bench.aws().calls().matching(call -> call.action().equals(GET))).isNotEmpty()
        .allMatch(call -> call.region().equals("eu-west-1"));
  }

  /** No other Region would show it. */
  @Test
  void aDashboardOfAHomeRegionThatIsNotManagedIsNotMissed() {
    listedFromAbroad("abroad");
    management.things("us-east-1").put(DASHBOARD, "abroad");

    bench.delete(STORAGE_LENS);
    bench.awaitReady(STORAGE_LENS, "False", "CleanupPending");
    assertThat(bench.remaining(STORAGE_LENS)).extracting(Remaining::id, Remaining::region)
        .containsExactly(tuple("abroad", "us-east-1"));
  }

  @Test
  void whatS3DoesNotTellOutsideItsHomeRegionIsUnread() {
    listedFromAbroad("abroad");
    bench.aws().faults().every(GET).fail("NoSuchConfiguration", 404);

    bench.delete(STORAGE_LENS);
    bench.awaitReady(STORAGE_LENS, "False", "CleanupNotVerifiable");
    assertThat(bench.message(STORAGE_LENS, "Ready")).contains(GET, "us-east-1", "NoSuchConfiguration");
  }

  /** Every account has it, and it is never for the organization. */
  @Test
  void theDashboardOfEveryAccountIsInNobodysWay() {
    listedFromAbroad("default-account-dashboard");

    bench.delete(STORAGE_LENS);
    bench.awaitGone(STORAGE_LENS);
    assertThat(bench.aws().calls().of(GET)).isEmpty();
  }

  private void listedFromAbroad(String name) {
    management.things("us-east-1")
        .put(LIST, name, shown -> shown.with(
            "StorageLensArn", "arn:aws:s3:eu-north-1:" + MANAGEMENT + ":storage-lens/" + name));
  }
}
