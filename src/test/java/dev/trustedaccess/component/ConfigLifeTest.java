package dev.trustedaccess.component;

import dev.trustedaccess.simulator.world.Thing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Config has two principals; its aggregator is the user's. */
class ConfigLifeTest extends OnBench {
  private static final String CONFIG = "config.amazonaws.com";
  private static final String SETUP = "config-multiaccountsetup.amazonaws.com";

  @BeforeEach
  void connected() {
    bench.connect("0s");
    bench.startOperator();
  }

  @Test
  void theAggregatorIsAwaitedInTheManagementAccount() {
    bench.declareService(CONFIG);
    bench.awaitReady(CONFIG, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(CONFIG, "Initialized")).contains("organization aggregator");
    bench.organization()
        .management()
        .things("eu-west-1")
        .put("organization-aggregator", "of-some-accounts", Thing::notCounting);
    bench.awaitSnapshots(1);
    assertThat(bench.condition(CONFIG, "Ready").orElseThrow().status()).as("one of accounts is not it")
        .isEqualTo("False");

    bench.organization().management().things("eu-west-1").put("organization-aggregator", "all");
    bench.awaitReady(CONFIG, "True", "Ready");
    assertThat(bench.changes()).containsExactly("EnableAWSServiceAccess " + CONFIG);
  }

  @Test
  void theAggregatorIsFoundInADelegatedAdministratorsAccount() {
    bench.declareService(CONFIG);
    bench.awaitReady(CONFIG, "False", "AwaitingServiceAdministrator");
    bench.organization().delegate(CONFIG, SECURITY);
    bench.organization().find(SECURITY).orElseThrow().things("us-east-1").put("organization-aggregator", "all");
    bench.awaitReady(CONFIG, "True", "Ready");
  }

  @Test
  void theFeatureGoesBeforeThePrimary() {
    bench.organization().management().things("us-east-1").put("organization-aggregator", "all");
    bench.declareService(CONFIG);
    bench.declareService(SETUP);
    bench.awaitReady(CONFIG, "True", "Ready");
    bench.awaitReady(SETUP, "True", "Ready");
    var rules = bench.organization().management().things("eu-west-1").put("organization-rule", "no-public-buckets");

    bench.delete(CONFIG);
    bench.delete(SETUP);
    bench.awaitReady(CONFIG, "False", "CleanupPending");
    bench.awaitReady(SETUP, "False", "CleanupPending");
    assertThat(bench.message(SETUP, "Ready")).contains("organization-rule no-public-buckets in eu-west-1");
    assertThat(bench.message(CONFIG, "Ready")).contains("declaration " + SETUP);
    bench.confirmCleanedUp(CONFIG);
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).as("only the two openings so far").hasSize(2);

    rules.clear("organization-rule");
    bench.awaitGone(SETUP);
    bench.awaitGone(CONFIG);
    assertThat(bench.changes().subList(2, 4)).containsExactly(
        "DisableAWSServiceAccess " + SETUP, "DisableAWSServiceAccess " + CONFIG);
  }

  @Test
  void aDeclarationThatComesWhileThePreconditionsReadsKeepsWhatItNeeds() {
    bench.declareService(CONFIG, "initialization: {mode: None}");
    bench.awaitReady(CONFIG, "True", "Ready");
    bench.aws().faults().next("config:DescribeConfigurationAggregators").run(() -> bench.declareService(SETUP));
    bench.delete(CONFIG);
    bench.awaitReady(CONFIG, "False", "CleanupPending");
    assertThat(bench.message(CONFIG, "Ready")).contains("declaration " + SETUP);
    bench.awaitReady(SETUP, "True", "Ready");
    bench.awaitSnapshots(1);
    assertThat(bench.organization().isEnabled(CONFIG)).isTrue();
    assertThat(bench.aws().calls().count("organizations:DisableAWSServiceAccess")).isZero();

    bench.delete(SETUP);
    bench.awaitGone(CONFIG);
    assertThat(bench.organization().isEnabled(CONFIG)).isFalse();
  }

  @Test
  void anotherConnectionsDeclarationThatComesWhileThePreconditionsReadsKeepsAccessOn() {
    bench.declareService(CONFIG, "initialization: {mode: None}");
    bench.awaitReady(CONFIG, "True", "Ready");
    bench.aws().faults().next("config:DescribeConfigurationAggregators").run(() -> {
      bench.connect("second", _ -> {});
      bench.declare("""
          apiVersion: trustedaccess.dev/v1alpha1
          kind: TrustedServiceAccess
          metadata: {name: config.amazonaws.com.second}
          spec: {servicePrincipal: config.amazonaws.com, organizationRef: {name: second}}
          """);
    });
    bench.delete(CONFIG);
    bench.awaitGone(CONFIG);
    assertThat(bench.organization().isEnabled(CONFIG)).isTrue();
    assertThat(bench.aws().calls().count("organizations:DisableAWSServiceAccess")).isZero();
  }

  @Test
  void aThingThatRemainsOnlyInTheSecondRegionHoldsTheDeletion() {
    bench.declareService(SETUP);
    bench.awaitReady(SETUP, "True", "Ready");
    var region = bench.organization().management().things("eu-west-1").put("conformance-pack", "baseline");
    bench.delete(SETUP);
    bench.awaitReady(SETUP, "False", "CleanupPending");
    assertThat(bench.message(SETUP, "CleanedUp")).contains("conformance-pack baseline in eu-west-1");
    region.clear("conformance-pack");
    bench.awaitGone(SETUP);
    assertThat(bench.organization().isEnabled(SETUP)).isFalse();
  }

  @Test
  void aRegionThatCannotBeReadAsksForAConfirmation() {
    bench.declareService(SETUP);
    bench.awaitReady(SETUP, "True", "Ready");
    bench.aws()
        .faults()
        .every(
            call -> call.action().equals("config:DescribeOrganizationConfigRules") && call.region().equals("eu-west-1"))
        .fail("AccessDeniedException", 400);
    bench.delete(SETUP);
    bench.awaitReady(SETUP, "False", "CleanupNotVerifiable");
    assertThat(bench.message(SETUP, "Ready")).contains("config:DescribeOrganizationConfigRules", "eu-west-1");
    assertThat(bench.changes()).hasSize(1);
    bench.confirmCleanedUp(SETUP);
    bench.awaitGone(SETUP);
    assertThat(bench.organization().isEnabled(SETUP)).isFalse();
  }
}
