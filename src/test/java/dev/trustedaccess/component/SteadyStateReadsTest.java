package dev.trustedaccess.component;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often the operator asks a service how far it is initialized once it is: an answer that takes a call in each of several
 * Regions or accounts is read once an hour, any other in each pass.
 */
class SteadyStateReadsTest extends OnBench {
  private static final String GUARDDUTY = "guardduty.amazonaws.com";
  private static final String GUARDDUTY_READ = "guardduty:ListOrganizationAdminAccounts";
  private static final String CONFIG = "config.amazonaws.com";
  private static final String FIREWALL_MANAGER = "fms.amazonaws.com";
  private static final String DECLARED = "delegatedAdministrators: [\"" + SECURITY + "\"]";
  private static final List<String> REGIONS = List.of("us-east-1", "us-west-2", "eu-west-1", "eu-central-1");
  private static final Duration HOUR = Duration.ofHours(1);

  /** Ready, and no reads of the first passes are under way any more. */
  private void steady(String principal, String... spec) {
    bench.connect(connection -> connection.put("regions", Map.of("home", "us-east-1", "managed", REGIONS)));
    bench.startOperator();
    bench.declareService(principal, spec);
    bench.awaitReady(principal, "True", "Ready");
    bench.awaitSnapshots(2);
  }

  private long calls(String action) {
    return bench.aws().calls().count(action);
  }

  /** Others dismiss the administrator of one Region. */
  private void dismissed(String region) {
    bench.organization().management().things(region).clear("guardduty/administrator");
  }

  @Test
  void administratorsInEachRegionAreReadOnceAnHour() {
    steady(GUARDDUTY, DECLARED);
    long read = calls(GUARDDUTY_READ);
    bench.awaitSnapshots(3);
    assertThat(calls(GUARDDUTY_READ)).as("reads during three snapshots").isEqualTo(read);

    bench.clockAhead(HOUR);
    bench.awaitSnapshots(3);
    assertThat(calls(GUARDDUTY_READ)).as("reads in the next hour").isEqualTo(read + REGIONS.size());
    bench.awaitReady(GUARDDUTY, "True", "Ready");
  }

  /** Things in several Regions, and in the accounts that Organizations lists as administrators. */
  @Test
  void thingsInSeveralAccountsAreReadOnceAnHourTogetherWithTheirAdministrators() {
    new ServicePeople(bench.organization()).initialize(ServicePeople.service(CONFIG));
    steady(CONFIG);
    long read = calls("config:DescribeConfigurationAggregators");
    long administrators = calls("organizations:ListDelegatedAdministrators");
    bench.awaitSnapshots(3);
    assertThat(calls("config:DescribeConfigurationAggregators")).isEqualTo(read);
    assertThat(calls("organizations:ListDelegatedAdministrators")).isEqualTo(administrators);
  }

  @Test
  void oneCallIsMadeInEachPass() {
    steady(FIREWALL_MANAGER, DECLARED);
    long read = calls("fms:GetAdminAccount");
    bench.awaitSnapshots(3);
    assertThat(calls("fms:GetAdminAccount")).isGreaterThanOrEqualTo(read + 3);
  }

  @Test
  void anAdministratorThatOthersDismissIsReportedWithinAnHour() {
    steady(GUARDDUTY, DECLARED);
    dismissed("eu-west-1");
    bench.awaitSnapshots(2);
    bench.awaitReady(GUARDDUTY, "True", "Ready");

    bench.clockAhead(HOUR);
    bench.awaitReady(GUARDDUTY, "False", "ChangedByOthers");
    assertThat(bench.message(GUARDDUTY, "Ready")).contains(SECURITY, "eu-west-1");
  }

  @Test
  void aRequestToReconcileReportsItAtOnce() {
    steady(GUARDDUTY, DECLARED);
    dismissed("eu-west-1");
    requestReconcile(GUARDDUTY);
    bench.awaitReady(GUARDDUTY, "False", "ChangedByOthers");
  }

  @Test
  void aChangedDeclarationReportsItAtOnce() {
    steady(GUARDDUTY, DECLARED);
    dismissed("eu-west-1");
    bench.patch(GUARDDUTY, "{\"spec\":{\"deletionPolicy\":\"Disable\"}}");
    bench.awaitReady(GUARDDUTY, "False", "ChangedByOthers");
  }

  /** Their calls cover the Regions that were managed when they were made. */
  @Test
  void aRegionThatBecomesManagedGetsItsAdministratorAtOnce() {
    steady(GUARDDUTY, DECLARED);
    bench.patchConnection("default",
        """
            {"spec":{"regions":{"home":"us-east-1","managed":["us-east-1","us-west-2","eu-west-1","eu-central-1","sa-east-1"]}}}\
            """);
    bench.await("an administrator in the new Region", () -> bench.organization()
        .management()
        .things("sa-east-1")
        .names("guardduty/administrator")
        .contains(SECURITY));
  }

  /** What others dismissed meanwhile is not dismissed once more. */
  @Test
  void aDeletionReadsAnew() {
    steady(GUARDDUTY, DECLARED);
    dismissed("eu-west-1");
    bench.delete(GUARDDUTY);
    bench.awaitGone(GUARDDUTY);
    assertThat(bench.changes()).filteredOn("DisableOrganizationAdminAccount"::equals).hasSize(REGIONS.size() - 1);
  }

  @Test
  void aReadThatFailsIsRepeatedSoon() {
    steady(GUARDDUTY, DECLARED);
    bench.aws().faults().every(GUARDDUTY_READ).fail("InternalServerErrorException", 500);
    bench.clockAhead(HOUR);
    bench.awaitCondition(GUARDDUTY, "Ready", "Unknown", "ObservationStale");
    bench.aws().faults().clear();
    bench.awaitReady(GUARDDUTY, "True", "Ready");
  }
}
