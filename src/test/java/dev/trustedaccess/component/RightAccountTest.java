package dev.trustedaccess.component;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** Whoever acts, acts in an account that the connection's own organization names as its own. */
class RightAccountTest extends OnBench {
  private static final String CONFIG = "config.amazonaws.com";
  private static final String FMS = "fms.amazonaws.com";
  private static final String ROLE = "trusted-access-services";
  private static final String OTHER_MANAGEMENT = "777777777777";
  private static final String OTHER_MEMBER = "888888888888";

  private static Map<String, Object> serviceRole(String account, String externalId, String mode) {
    return Map.of("arn", "arn:aws:iam::" + account + ":role/" + ROLE, "externalId", externalId, "mode", mode);
  }

  private void stalled(String declaration, String account) {
    bench.awaitCondition(declaration, "Stalled", "True", "NotManagementAccount");
    assertThat(bench.message(declaration, "Stalled")).contains(account, MANAGEMENT, "spec.serviceRole.arn");
    bench.awaitConnection("default", "Stalled", "True", "NotManagementAccount");
    assertThat(bench.connectionCondition("default", "Stalled").orElseThrow().message())
        .contains(account, "spec.serviceRole.arn");
  }

  @Test
  void aServiceRoleInAMemberReadsNothingThatMeetsThePreconditions() {
    bench.organization().find(SECURITY).orElseThrow().roleWithExternalId(ROLE, "trusted-access-operator");
    bench.organization().management().things("us-east-1").put("organization-aggregator", "all");
    bench.connect("0s");
    bench.startOperator().declareService(CONFIG);
    bench.awaitReady(CONFIG, "True", "Ready");

    bench.patchConnection("default",
        "{\"spec\":{\"serviceRole\":{\"mode\":\"Observe\",\"arn\":\"arn:aws:iam::" + SECURITY
            + ":role/" + ROLE + "\"}}}");
    stalled(CONFIG, SECURITY);
    bench.delete(CONFIG);
    bench.awaitReady(CONFIG, "False", "CleanupNotVerifiable");
    assertThat(bench.message(CONFIG, "Ready")).contains(SECURITY, MANAGEMENT, "confirm cleaned-up");
    bench.awaitSnapshots(1);
    assertThat(bench.organization().isEnabled(CONFIG)).isTrue();
    assertThat(bench.aws().calls().of("config:DescribeConfigurationAggregators")).extracting(Call::account)
        .doesNotContain(SECURITY);

    bench.confirmCleanedUp(CONFIG);
    bench.awaitGone(CONFIG);
    assertThat(bench.organization().isEnabled(CONFIG)).isFalse();
  }

  @Test
  void nothingIsInitializedThroughAServiceRoleOfAnotherOrganization() {
    Organization other = other();
    bench.connect(spec -> spec.put("serviceRole", serviceRole(OTHER_MANAGEMENT, "of-the-other", "Manage")));
    bench.startOperator().declareService(FMS, "delegatedAdministrators: [\"" + OTHER_MEMBER + "\"]");
    stalled(FMS, OTHER_MANAGEMENT);
    bench.awaitSnapshots(2);
    assertThat(bench.aws().calls().count("fms:AssociateAdminAccount")).isZero();
    assertThat(other.isEnabled(FMS)).isTrue();
    nothingWasDoneAt(OTHER_MANAGEMENT);
  }

  @Test
  void anAdministratorOfAnotherOrganizationIsRefusedBeforeAnyCall() {
    other();
    bench.connect("0s");
    bench.startOperator().declareService(FMS, "delegatedAdministrators: [\"" + OTHER_MEMBER + "\"]");
    bench.awaitCondition(FMS, "Stalled", "True", "AccountNotInOrganization");
    assertThat(bench.message(FMS, "Stalled")).contains("o-exampleorg1", "spec.delegatedAdministrators");
    assertThat(bench.aws().calls().count("fms:AssociateAdminAccount")).isZero();
    nothingWasDoneAt(OTHER_MEMBER);
  }

  @Test
  void onlyAnAllowedAccountIsAppointed() {
    bench.connect(spec -> spec.put("allowedAdministratorAccounts", List.of("999999999999")));
    bench.startOperator().declareService(FMS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitCondition(FMS, "Stalled", "True", "AdministratorNotAllowed");
    bench.awaitSnapshots(1);
    assertThat(bench.changes()).isEmpty();
    bench.patchConnection("default", "{\"spec\":{\"allowedAdministratorAccounts\":[\"" + SECURITY + "\"]}}");
    bench.awaitReady(FMS, "True", "Ready");
  }

  @Test
  void anAccountThatIsDisallowedWhileItIsPlannedForIsNotAppointed() {
    bench.connect("0s");
    bench.aws()
        .faults()
        .next("fms:GetAdminAccount")
        .run(
            () -> bench.patchConnection("default", "{\"spec\":{\"allowedAdministratorAccounts\":[\"999999999999\"]}}"));
    bench.startOperator().declareService(FMS, "delegatedAdministrators: [\"" + SECURITY + "\"]");
    bench.awaitCondition(FMS, "Stalled", "True", "AdministratorNotAllowed");
    assertThat(bench.aws().calls().count("fms:AssociateAdminAccount")).isZero();
  }

  @Test
  void anAccountThatIsNoneOfTheOrganizationsIsNeverReadThroughItsRole() {
    other().find(OTHER_MEMBER).orElseThrow().role("trusted-access-service").rolesTrust(MANAGEMENT);
    bench.connect("0s");
    bench.startOperator().declareService(CONFIG, "delegatedAdministrators: [\"" + OTHER_MEMBER + "\"]");
    bench.organization().management().things("us-east-1").put("organization-aggregator", "all");
    bench.awaitCondition(CONFIG, "Stalled", "True", "AccountNotInOrganization");
    bench.delete(CONFIG);
    bench.awaitReady(CONFIG, "False", "CleanupPending");
    nothingWasDoneAt(OTHER_MEMBER);
  }

  @Test
  void thePodItselfIsNoServiceAdministratorFromAnotherAccount() {
    bench.connect(spec -> {
      spec.remove("organizationsRole");
      spec.put("mode", "Observe");
      spec.put("serviceRole", Map.of("mode", "Observe"));
    });
    bench.organization().delegate(CONFIG, SECURITY);
    bench.podIn(bench.organization().find(SECURITY).orElseThrow()).startOperator().declareService(CONFIG);
    stalled(CONFIG, SECURITY);
    assertThat(bench.aws().calls().matching(call -> call.action().startsWith("config:"))).isEmpty();
  }

  @Test
  void anotherOrganizationsAccountsAreNotScanned() {
    Organization other = other();
    other.management().roleWithExternalId("trusted-access-organizations", "trusted-access-operator");
    bench.connect(spec -> spec.put("organizationsRole", Map.of(
        "arn", "arn:aws:iam::" + OTHER_MANAGEMENT + ":role/trusted-access-organizations",
        "externalId", "trusted-access-operator")));
    bench.startOperator();
    bench.awaitConnection("default", "Stalled", "True", "WrongOrganization");
    bench.awaitSnapshots(2);
    assertThat(bench.aws().calls().count("organizations:ListAccounts")).isZero();
    assertThat(bench.aws().calls().count("iam:ListRoles")).isZero();
  }

  /** One whose roles the same pod may take on; Firewall Manager's access is enabled there. */
  private Organization other() {
    Organization other = bench.aws().organization("o-another00001", OTHER_MANAGEMENT);
    other.management().roleWithExternalId(ROLE, "of-the-other").rolesTrust(MANAGEMENT);
    other.account(OTHER_MEMBER, "another");
    other.enableAccess(FMS);
    return other;
  }

  private void nothingWasDoneAt(String account) {
    List<Call> there = bench.aws()
        .calls()
        .matching(call -> call.account().equals(account)
            || Objects.requireNonNullElse(call.parameters().get("RoleArn"), "").contains(account));
    assertThat(there).extracting(Call::action).isEmpty();
  }
}
