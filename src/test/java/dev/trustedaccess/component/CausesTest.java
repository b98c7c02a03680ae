package dev.trustedaccess.component;

import java.util.List;
import java.util.Map;

import dev.trustedaccess.simulator.world.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** AWS's own reason reaches the person, with who can end it. */
class CausesTest {
  private static final String CONFIG = "config.amazonaws.com";
  private static final String AGGREGATORS = "config:DescribeConfigurationAggregators";
  private static final String FMS = "fms.amazonaws.com";
  private static final String OPT_IN = "eu-south-1";

  private final Bench bench = new Bench();

  @AfterEach
  void stop() {
    bench.close();
  }

  private void manage(String... regions) {
    bench.connect(spec -> spec.put("regions", Map.of("home", "us-east-1", "managed", List.of(regions))));
  }

  @Test
  void aRegionThatIsNotEnabledIsNamedWithBothWaysOutAndCostsNoSession() {
    bench.organization().management().withoutRegion(OPT_IN);
    manage("us-east-1", OPT_IN);
    bench.startOperator().declareService(CONFIG);
    bench.awaitReady(CONFIG, "False", "EndpointUnsupported");
    assertThat(bench.message(CONFIG, "Ready")).contains(
        AGGREGATORS, MANAGEMENT, OPT_IN, "Region is not enabled", "Enable the Region", "spec.regions.managed");

    long before = bench.aws().calls().last();
    bench.awaitSnapshots(3);
    assertThat(bench.aws().calls().since(before)).filteredOn(call -> call.action().equals("sts:AssumeRole"))
        .as("good sessions are kept")
        .isEmpty();

    bench.organization().management().withRegion(OPT_IN);
    bench.awaitReady(CONFIG, "False", "AwaitingServiceAdministrator");
  }

  /** While a declaration is being deleted, taking a Region out is no way: what may remain there is asked for all the same. */
  @Test
  void aDeletionAsksForNoRegionToBeTakenOutThatItThenAsksFor() {
    manage("us-east-1", OPT_IN);
    bench.startOperator().declareService(CONFIG, "initialization: {mode: None}");
    bench.awaitReady(CONFIG, "True", "Ready");
    bench.organization().management().withoutRegion(OPT_IN);
    bench.delete(CONFIG);
    bench.awaitReady(CONFIG, "False", "CleanupNotVerifiable");
    assertThat(bench.message(CONFIG, "Ready"))
        .contains("Region is not enabled", OPT_IN, "Enable the Region")
        .doesNotContain("spec.regions.managed")
        .contains("trusted-access-operator confirm cleaned-up " + CONFIG);

    bench.patchConnection("default", "{\"spec\":{\"regions\":{\"managed\":[\"us-east-1\"]}}}");
    bench.await("what the Region is asked for now", () -> bench.message(CONFIG, "Ready").contains("No longer managed"));
    assertThat(bench.message(CONFIG, "Ready"))
        .contains("Put " + OPT_IN + " back in spec.regions.managed if it can be read")
        .contains("trusted-access-operator confirm cleaned-up " + CONFIG);

    bench.confirmCleanedUp(CONFIG);
    bench.awaitGone(CONFIG);
    assertThat(bench.organization().isEnabled(CONFIG)).isFalse();
  }

  @Test
  void aServiceControlPolicyIsNamedAsWhatDenies() {
    bench.aws()
        .faults()
        .every(AGGREGATORS)
        .fail("AccessDeniedException", 400, "User: arn:aws:sts::" + MANAGEMENT
            + ":assumed-role/trusted-access-services/tao-c1057e4a is not authorized to perform: " + AGGREGATORS
            + " with an explicit deny in a service control policy:"
            + " arn:aws:organizations::" + MANAGEMENT + ":policy/o-exampleorg1/service_control_policy/p-1a2b3c4d");
    manage("us-east-1");
    bench.startOperator().declareService(CONFIG);
    bench.awaitReady(CONFIG, "False", "AccessDenied");
    assertThat(bench.message(CONFIG, "Ready"))
        .contains(AGGREGATORS, MANAGEMENT, "trusted-access-services", "p-1a2b3c4d", "service control policy")
        .doesNotContain("tao-c1057e4a");
  }

  /** The refusal of a change is kept, and so must be its cause: each later pass tells it too. */
  @Test
  void whatForbidsAChangeIsToldAsLongAsItLasts() {
    String enable = "organizations:EnableAWSServiceAccess";
    bench.aws()
        .faults()
        .every(enable)
        .fail("AccessDeniedException", 400, "User: arn:aws:sts::" + MANAGEMENT
            + ":assumed-role/trusted-access-organizations/tao-c1057e4a is not authorized to perform: " + enable
            + " because no permissions boundary allows the " + enable + " action");
    bench.connect("0s");
    bench.startOperator().declareService(CONFIG);
    bench.awaitReady(CONFIG, "False", "AccessDenied");
    bench.awaitSnapshots(2);
    bench.stopOperator();
    bench.startOperator();
    bench.awaitSnapshots(2);
    assertThat(bench.message(CONFIG, "Ready"))
        .contains(enable, MANAGEMENT, "permissions boundary", "Allow the action in the boundary too");
  }

  @Test
  void anAdministratorWhoseAccountIsClosedIsNamedAsSuchWithTheWayOut() {
    bench.connect("0s");
    bench.startOperator()
        .declareService(FMS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(FMS, "True", "Ready");

    bench.organization().find(SECURITY).orElseThrow().inState(Account.State.SUSPENDED);
    bench.stopOperator();
    bench.startOperator().delete(FMS);
    bench.awaitReady(FMS, "False", "CleanupNotVerifiable");
    assertThat(bench.message(FMS, "Ready")).contains(SECURITY + ":role/trusted-access-service", "suspended or closed")
        .contains("trusted-access-operator confirm cleaned-up " + FMS);

    bench.confirmCleanedUp(FMS);
    bench.awaitReady(FMS, "False", "CredentialsInvalid");
    assertThat(bench.message(FMS, "Ready"))
        .contains(SECURITY + ":role/trusted-access-service", "suspended or closed", "kubectl", "Retain");
    assertThat(bench.aws().calls().count("fms:DisassociateAdminAccount")).isZero();
    assertThat(bench.organization().isEnabled(FMS)).isTrue();
  }
}
