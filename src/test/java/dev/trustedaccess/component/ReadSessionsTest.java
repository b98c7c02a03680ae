package dev.trustedaccess.component;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.SessionPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever gets hold of a session for reads can read with it, and nothing else. That the reads suffice is what every other test
 * on a bench shows: the simulator refuses what a session policy does not allow.
 */
class ReadSessionsTest extends OnBench {
  private static final String FMS = "fms.amazonaws.com";
  private static final List<String> SERVICES = ServicePeople.principals();
  /** STS takes 2,048 characters, and packs them with the session's tags into a size that it does not publish: half is left. */
  private static final int ROOM = 1_024;

  private void declared(String principal) {
    bench.declareService(principal, "delegatedAdministrators: [\"" + Bench.SECURITY + "\"]");
  }

  private static Stream<String> changing() {
    return Simulator.changing();
  }

  @Test
  void changeNothing() {
    bench.organization().management().things("us-east-1").put("instance", "arn:aws:sso:::instance/ssoins-1");
    bench.organization().delegate("config.amazonaws.com", Bench.SECURITY);
    bench.connect("0s");
    bench.startOperator();
    declared(FMS);
    bench.awaitReady(FMS, "True", "Ready");
    bench.delete(FMS);
    bench.confirmCleanedUp(FMS);
    bench.awaitGone(FMS);

    // Enabling them all would take longer than a test waits.
    List<String> others = SERVICES.stream().filter(principal -> !principal.equals(FMS)).toList();
    others.forEach(bench.organization()::enableAccess);
    others.forEach(this::declared);
    others.forEach(principal -> bench.await(principal + " to be read",
        () -> bench.condition(principal, "Initialized")
            .filter(condition -> !"Unknown".equals(condition.status()))
            .isPresent()));

    List<Call> reads = bench.aws()
        .calls()
        .matching(call -> call.action().equals("sts:AssumeRole")
            && call.parameters().getOrDefault("RoleSessionName", "").equals("tao-" + Bench.CLUSTER));
    assertThat(reads).extracting(call -> call.parameters().getOrDefault("RoleArn", "").replaceAll(".*/", ""))
        .contains(
            "trusted-access-organizations", "trusted-access-services", "trusted-access-read", "trusted-access-service");
    assertThat(changing()).contains(
        "organizations:EnableAWSServiceAccess", "organizations:DisableAWSServiceAccess", "fms:AssociateAdminAccount",
        "fms:DisassociateAdminAccount");
    assertThat(reads).allSatisfy(call -> {
      String policy = call.parameters().getOrDefault("Policy", "");
      assertThat(policy).hasSizeBetween(1, ROOM);
      SessionPolicy session = SessionPolicy.parse(policy);
      changing().forEach(action -> SERVICES.forEach(principal -> assertThat(
          session.allows(action, "*", Map.of("organizations:ServicePrincipal", principal))).as(action + " by " + policy)
          .isFalse()));
      assertThat(session.allows("iam:CreateServiceLinkedRole", "*", Map.of())).isFalse();
    });
  }

  @Test
  void takeOnRolesOfTheOrganizationsMembersOnlyUnderTheNamesGiven() {
    bench.connect("0s");
    bench.startOperator()
        .declareService("fms.amazonaws.com",
            "delegatedAdministrators: [\"" + Bench.SECURITY + "\"]");
    bench.awaitReady("fms.amazonaws.com", "True", "Ready");
    List<SessionPolicy> assuming = bench.aws()
        .calls()
        .matching(call -> call.parameters().getOrDefault("Policy", "").contains("sts:AssumeRole"))
        .stream()
        .map(call -> SessionPolicy.parse(call.parameters().getOrDefault("Policy", "")))
        .toList();
    assertThat(assuming).isNotEmpty().allSatisfy(session -> {
      String reader = "arn:aws:iam::" + Bench.SECURITY + ":role/trusted-access-read";
      assertThat(session.allows("sts:AssumeRole", reader, Map.of("aws:ResourceOrgID", "o-another00001"))).isFalse();
      assertThat(session.allows("sts:AssumeRole", reader, Map.of())).isFalse();
      assertThat(session.allows("sts:AssumeRole", "arn:aws:iam::" + Bench.SECURITY + ":role/Admin",
          Map.of("aws:ResourceOrgID", "o-exampleorg1"))).isFalse();
      assertThat(session.allows("organizations:DescribeOrganization", "*", Map.of())).isFalse();
    });
  }
}
