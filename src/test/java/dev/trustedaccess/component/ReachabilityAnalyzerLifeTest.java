package dev.trustedaccess.component;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** A service that its own call enables and Organizations' disables, which refuses that while accounts are registered. */
class ReachabilityAnalyzerLifeTest extends OnBench {
  private static final String ANALYZER = "reachabilityanalyzer.networkinsights.amazonaws.com";
  private static final String ENABLE = "EnableReachabilityAnalyzerOrganizationSharing";
  private static final String DISABLE = "DisableAWSServiceAccess " + ANALYZER;

  @BeforeEach
  void connected() {
    connectIn("eu-west-1", "eu-west-1");
    bench.startOperator();
  }

  @Test
  void itIsEnabledInTheRegionInWhichItWorks() {
    bench.declareService(ANALYZER, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitReady(ANALYZER, "True", "Ready");
    assertThat(bench.status(ANALYZER).enabledBy()).isEqualTo("Operator");
    assertThat(bench.aws().calls().matching(call -> call.action().equals("ec2:" + ENABLE)))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.region()).isEqualTo("us-east-1");
          assertThat(call.role()).isEqualTo("trusted-access-services");
        });

    bench.delete(ANALYZER);
    bench.awaitGone(ANALYZER);
    assertThat(bench.changes()).containsExactly(
        ENABLE, "RegisterDelegatedAdministrator " + ANALYZER, "DeregisterDelegatedAdministrator " + ANALYZER, DISABLE);
  }

  /** Registered by others after the operator looked: AWS refuses, and who is in the way is then named. */
  @Test
  void aRefusalWithAdministratorsNamesThemAndEndsWithThem() {
    refusedForTheRegistered(ANALYZER, "organizations:DisableAWSServiceAccess");
    assertThat(bench.changes()).containsExactly(ENABLE, DISABLE);
  }

  @Test
  void whatOrganizationsCallLeavesOutIsNamed() {
    bench.organization().enableAccessAlone(ANALYZER);
    bench.declareService(ANALYZER);
    bench.awaitReady(ANALYZER, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(ANALYZER, "Ready")).contains("AWSServiceRoleForReachabilityAnalyzer", "ec2:" + ENABLE);

    bench.organization().setUp(ANALYZER);
    bench.awaitReady(ANALYZER, "True", "Ready");
    assertThat(bench.changes()).isEmpty();
  }

  /** The session of its call names its own principal alone: StackSets' access is that of another declaration. */
  @Test
  void theSessionOfItsCallEnablesNoOtherPrincipal() {
    bench.declareService(ANALYZER);
    bench.awaitReady(ANALYZER, "True", "Ready");
    assertThat(bench.aws().calls().matching(call -> call.action().equals("sts:AssumeRole")))
        .extracting(call -> call.parameters().getOrDefault("Policy", ""))
        .filteredOn(policy -> policy.contains(ENABLE))
        .singleElement()
        .satisfies(policy -> assertThat(policy)
            .contains("cloudformation:ActivateOrganizationsAccess", "iam:CreateServiceLinkedRole",
                "\"organizations:ServicePrincipal\":\"" + ANALYZER + "\"")
            .doesNotContain("member.org.stacksets"));
  }
}
