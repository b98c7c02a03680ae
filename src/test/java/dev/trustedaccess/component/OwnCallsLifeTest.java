package dev.trustedaccess.component;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.component.Bench.MANAGEMENT;
import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Lives of services that are enabled by their own call: Health, which also has one to disable, and RAM, which has none. */
class OwnCallsLifeTest extends OnBench {
  private static final String HEALTH = "health.amazonaws.com";
  private static final String ENABLE_HEALTH = "EnableHealthServiceAccessForOrganization";
  private static final String DISABLE_HEALTH = "DisableHealthServiceAccessForOrganization";
  private static final String RAM = "ram.amazonaws.com";
  private static final String RAM_ROLE = "AWSServiceRoleForResourceAccessManager";
  private static final String ORGANIZATION = "arn:aws:organizations::111122223333:organization/o-exampleorg1";
  private static final String UNIT = "arn:aws:organizations::111122223333:ou/o-exampleorg1/ou-examplerootid111-exampleouid111";
  private static final String OUTSIDER = "999988887777";

  private void begin(String principal) {
    bench.startOperator();
    bench.declareService(principal);
  }

  private List<Call> calls(String operation) {
    return bench.aws().calls().matching(call -> call.action().endsWith(":" + operation));
  }

  // Health

  @Test
  void healthIsEnabledAndDisabledByItsOwnCalls() {
    bench.connect("0s");
    begin(HEALTH);
    bench.awaitReady(HEALTH, "True", "Ready");
    assertThat(bench.organization().isEnabled(HEALTH)).isTrue();
    assertThat(bench.status(HEALTH).enabledBy()).isEqualTo("Operator");

    bench.delete(HEALTH);
    bench.awaitGone(HEALTH);
    assertThat(bench.organization().isEnabled(HEALTH)).isFalse();
    assertThat(bench.changes()).containsExactly(ENABLE_HEALTH, DISABLE_HEALTH);
    assertThat(bench.aws().calls().changes()).filteredOn(call -> call.action().startsWith("health:"))
        .allSatisfy(call -> {
          assertThat(call.role()).isEqualTo("trusted-access-services");
          assertThat(call.region()).isEqualTo("us-east-1");
        });
  }

  /** The session of the change can enable this principal alone, and make no other call of the service. */
  @Test
  void theSessionOfTheCallIsNarrowed() {
    bench.connect("0s");
    begin(HEALTH);
    bench.awaitReady(HEALTH, "True", "Ready");
    assertThat(bench.aws().calls().matching(call -> call.action().equals("sts:AssumeRole")))
        .extracting(call -> call.parameters().getOrDefault("Policy", ""))
        .filteredOn(policy -> policy.contains(ENABLE_HEALTH))
        .singleElement()
        .satisfies(policy -> assertThat(policy)
            .contains("organizations:EnableAWSServiceAccess",
                "\"organizations:ServicePrincipal\":\"health.amazonaws.com\"")
            .doesNotContain(DISABLE_HEALTH, "organizations:DisableAWSServiceAccess", "health:*"));
  }

  @Test
  void bothPendingStatesAreAwaited() {
    bench.connect("0s");
    bench.organization().ownCalls().take(Duration.ofHours(1));
    begin(HEALTH);
    bench.awaitReady(HEALTH, "False", "AwaitingInitialization");
    assertThat(bench.message(HEALTH, "Ready")).contains("the organizational view");
    bench.delete(HEALTH);
    bench.awaitReady(HEALTH, "False", "Disabling");
    assertThat(bench.message(HEALTH, "Ready")).contains("is still changing the organizational view", "Retain");
    assertThat(calls(DISABLE_HEALTH)).as("while the service would refuse it").isEmpty();
    bench.organization().ownCalls().take(Duration.ZERO);
    bench.awaitGone(HEALTH);
    assertThat(bench.changes()).containsExactly(ENABLE_HEALTH, DISABLE_HEALTH);
  }

  @Test
  void withAServiceRoleThatObservesAPersonCalls() {
    bench.connect(spec -> spec.put(
        "serviceRole",
        Map.of("arn", "arn:aws:iam::" + MANAGEMENT + ":role/trusted-access-services", "externalId",
            "trusted-access-operator", "mode", "Observe")));
    begin(HEALTH);
    bench.awaitReady(HEALTH, "False", "ServiceApiRequired");
    assertThat(bench.message(HEALTH, "Ready")).contains("health:" + ENABLE_HEALTH, "spec.serviceRole.mode");
    assertThat(bench.changes()).isEmpty();

    bench.organization().enableAccess(HEALTH);
    bench.awaitReady(HEALTH, "True", "Ready");
    assertThat(bench.status(HEALTH).enabledBy()).isEqualTo("Other");
  }

  @Test
  void aDeniedCallIsNamedAndSentAgain() {
    bench.connect("0s");
    bench.organization().management().deny("organizations:EnableAWSServiceAccess", "trusted-access-services");
    begin(HEALTH);
    bench.awaitReady(HEALTH, "False", "AccessDenied");
    assertThat(bench.message(HEALTH, "Ready")).contains("health:" + ENABLE_HEALTH,
        "organizations:EnableAWSServiceAccess");
    assertThat(bench.organization().isEnabled(HEALTH)).isFalse();

    bench.organization().management().allow("organizations:EnableAWSServiceAccess");
    bench.awaitReady(HEALTH, "True", "Ready");
    assertThat(bench.changes()).containsExactly(ENABLE_HEALTH);
  }

  @Test
  void driftIsCorrectedByTheOwnCall() {
    bench.connect("0s");
    begin(HEALTH);
    bench.awaitReady(HEALTH, "True", "Ready");
    bench.organization().disableAccess(HEALTH);
    bench.await("access to be enabled again", () -> bench.organization().isEnabled(HEALTH));
    bench.awaitReady(HEALTH, "True", "Ready");
    assertThat(bench.changes()).containsExactly(ENABLE_HEALTH, ENABLE_HEALTH);
  }

  // RAM

  @Test
  void sharingIsEnabledByRamAndDisabledByOrganizations() {
    bench.connect("0s");
    begin(RAM);
    bench.awaitReady(RAM, "True", "Ready");
    assertThat(bench.organization().management().findRole(RAM_ROLE)).isPresent();
    bench.organization().management().things("us-east-1").put("ram/principal", UNIT).put("ram/principal", OUTSIDER);
    bench.organization()
        .find(SECURITY)
        .orElseThrow()
        .things("eu-west-1")
        .put("ram/principal", ORGANIZATION)
        .put("ram/principal", MANAGEMENT);

    bench.delete(RAM);
    bench.awaitReady(RAM, "False", "CleanupPending");
    assertThat(bench.remaining(RAM)).extracting(
        TrustedServiceAccessStatus.Remaining::id, TrustedServiceAccessStatus.Remaining::account,
        TrustedServiceAccessStatus.Remaining::region)
        .containsExactlyInAnyOrder(
            tuple(UNIT, MANAGEMENT, "us-east-1"),
            tuple(ORGANIZATION, SECURITY, "eu-west-1"),
            tuple(MANAGEMENT, SECURITY, "eu-west-1"));
    assertThat(calls("ListPrincipals")).filteredOn(call -> call.account().equals(SECURITY))
        .extracting(Call::role)
        .containsOnly("trusted-access-read");

    bench.confirmCleanedUp(RAM);
    bench.awaitGone(RAM);
    assertThat(bench.changes()).containsExactly("EnableSharingWithAwsOrganization", "DisableAWSServiceAccess " + RAM);
  }

  @Test
  void anAccountThatCannotBeReadIsNotEmpty() {
    bench.connect("0s");
    begin(RAM);
    bench.awaitReady(RAM, "True", "Ready");
    bench.organization().find(SECURITY).orElseThrow().withoutRole("trusted-access-read");

    bench.delete(RAM);
    bench.awaitReady(RAM, "False", "CleanupNotVerifiable");
    assertThat(bench.message(RAM, "Ready")).contains(SECURITY);
    assertThat(bench.changes()).containsExactly("EnableSharingWithAwsOrganization");
  }

  @Test
  void withoutARoleInMembersNoneOfThemCountsAsRead() {
    bench.connect(spec -> spec.remove("memberRoles"));
    begin(RAM);
    bench.awaitReady(RAM, "True", "Ready");
    bench.delete(RAM);
    bench.awaitReady(RAM, "False", "CleanupNotVerifiable");
    assertThat(bench.message(RAM, "Ready")).contains("spec.memberRoles.read");
  }

  @Test
  void sharingThatOrganizationsAloneEnabledDoesNotWork() {
    bench.connect("0s");
    bench.organization().enableAccessAlone(RAM);
    begin(RAM);
    bench.awaitReady(RAM, "False", "AwaitingServiceAdministrator");
    assertThat(bench.message(RAM, "Initialized")).contains(RAM_ROLE, "ram:EnableSharingWithAwsOrganization");
    assertThat(Objects.requireNonNull(bench.status(RAM).enabledBy())).isEqualTo("Other");

    bench.organization().setUp(RAM);
    bench.awaitReady(RAM, "True", "Ready");
    assertThat(bench.changes()).isEmpty();
  }
}
