package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What a person is told about AWS before anything is installed: the examples' connection, with a fault a test. */
class PreflightCommandTest extends PreflightBench {
  private static final String ROLE = "arn:aws:iam::111122223333:role/";

  @Test
  void whereAllIsWellEachThingIsSaidAndNothingIsChanged() {
    PreflightRun run = examples();

    assertThat(run.out()).containsExactly(
        "ok    default: The credentials are valid in account 111122223333.",
        "ok    default: Connected to organization o-exampleorg1; spec.mode is Manage.",
        "ok    default: Organization o-exampleorg1 has all features enabled.",
        "ok    default: This machine's clock agrees with AWS's.",
        "ok    default: The service role acts in account 111122223333.",
        "ok    default: Works: organizations:ListDelegatedAdministrators.",
        "ok    default: Works: iam:ListRoles.",
        "ok    default: Works: iam:GetRole.",
        "ok    default: Works: organizations:ListAccounts.",
        "ok    default: Works: the service role for fms.amazonaws.com in account 444455556666.",
        "ok    default: Works: reading the initialization and the remaining resources of fms.amazonaws.com.",
        "ok    default: Works: reading the initialization and the remaining resources of config.amazonaws.com.",
        "ok    default: Works: reading the initialization and the remaining resources of "
            + "config-multiaccountsetup.amazonaws.com.",
        "ok    default: Works: reading the initialization and the remaining resources of ds.amazonaws.com.",
        "ok    default: Works: reading the initialization and the remaining resources of sso.amazonaws.com.",
        "ok    default: Works: reading the initialization and the remaining resources of "
            + "aws-artifact-account-sync.amazonaws.com.",
        "ok    default: Works: iam:ListRoles in all of the 1 sampled accounts (members: 1).",
        "note  default: Planned for fms.amazonaws.com with spec.serviceRole: appoint 444455556666 by"
            + " fms:AssociateAdminAccount in us-east-1.",
        "note  default: No read can show whether the planned changes are granted. Compare each role's policy with:"
            + " trusted-access-operator policy");
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(aws.calls().changes().stream().filter(call -> !call.action().startsWith("sts:"))).isEmpty();
  }

  /** What the verb policy prints is enough for this verb too. */
  @Test
  void itAsksForNothingThatTheShippedPoliciesDoNotGrant() throws IOException {
    organization.enabled("fms.amazonaws.com", Instant.EPOCH);
    organization.firewallManager().administrator(Bench.SECURITY);
    Map<String, String> policies = Map.of(
        "trusted-access-organizations", "organizations-role", "trusted-access-services", "service-role",
        "trusted-access-read", "member-read-role", "trusted-access-service", "member-service-role");

    assertThat(examples().exit()).isZero();

    List<Call> asRoles = aws.calls()
        .matching(call -> call.role() != null && !call.action().equals("sts:GetCallerIdentity"));
    assertThat(asRoles).extracting(Call::role).containsOnly(policies.keySet().toArray(String[]::new));
    for (Call call : asRoles) {
      assertThat(Path.of("docs/iam", policies.get(requireNonNull(call.role())) + ".json")).content()
          .contains('"' + call.action() + '"');
    }
  }

  @Test
  void aRoleThatCannotBeAssumedIsToldOnce() {
    organization.management().roleWithExternalId("trusted-access-organizations", "another");

    assertThat(fault(examples())).isEqualTo("default: The credentials do not work for sts:AssumeRole of " + ROLE
        + "trusted-access-organizations from account 111122223333 (AccessDenied). Check the role, its trust policy and"
        + " spec.organizationsRole.externalId.");
  }

  @Test
  void soIsTheServiceRole() {
    organization.management().withoutRole("trusted-access-services");

    assertThat(fault(examples())).contains(ROLE + "trusted-access-services", "spec.serviceRole.externalId");
  }

  @ParameterizedTest
  @CsvSource({
      "organizations:DescribeOrganization, trusted-access-organizations, spec.organizationsRole.arn",
      "organizations:ListAWSServiceAccessForOrganization, trusted-access-organizations, spec.organizationsRole.arn",
      "organizations:ListAccounts, trusted-access-organizations, spec.organizationsRole.arn",
      "organizations:ListDelegatedAdministrators, trusted-access-organizations, spec.organizationsRole.arn",
      "iam:ListRoles, trusted-access-organizations, spec.organizationsRole.arn",
      "iam:GetRole, trusted-access-organizations, spec.organizationsRole.arn",
      "fms:ListAdminAccountsForOrganization, trusted-access-services, spec.serviceRole.arn"
  })
  void aMissingPermissionIsNamedWithTheRoleThatLacksIt(String action, String role, String field) {
    organization.management().deny(action, role);

    assertThat(fault(examples())).startsWith("default: AWS denies " + action + " in account 111122223333")
        .contains("Grant this action to " + field);
  }

  @Test
  void cloudTrailIsTriedWhereTheConnectionAsksIt(@TempDir Path directory) throws IOException {
    String action = "cloudtrail:LookupEvents";
    assertThat(examples().out()).noneMatch(line -> line.contains(action));
    String connection = byPodIdentity(directory, "o-exampleorg1");
    Path file = Path.of(connection);
    Files.writeString(file, Files.readString(file).replace("mode: Manage", "mode: Manage, cloudTrail: Read"));

    assertThat(preflight("-f", connection).lines("ok")).contains("default: Works: " + action + ".");

    organization.management().deny(action);
    PreflightRun denied = preflight("-f", connection);
    assertThat(denied.lines("warn")).filteredOn(line -> line.contains(action))
        .singleElement()
        .asString()
        .startsWith("default: Changes by others will not be attributed. AWS denies " + action)
        .contains("Grant this action to the credentials of this process (arn:aws:iam::111122223333:");
    assertThat(denied.exit()).as("the operator works without it").isZero();
  }

  @Test
  void whatAllLackIsToldInOneRun() {
    organization.management()
        .deny("organizations:ListAWSServiceAccessForOrganization")
        .deny("organizations:ListAccounts")
        .deny("iam:ListRoles");

    assertThat(examples().lines("fail")).extracting(line -> line.replaceFirst(".*denies (\\S+) .*", "$1"))
        .containsExactly("organizations:ListAWSServiceAccessForOrganization", "iam:ListRoles",
            "organizations:ListAccounts");
  }

  @Test
  void anotherAccountThanTheManagementAccountIsSaid(@TempDir Path directory) throws IOException {
    as = organization.account("555566667777", "delegate");
    organization.delegate("config.amazonaws.com", "555566667777");

    assertThat(fault(preflight("-f", byPodIdentity(directory, "o-exampleorg1"))))
        .contains("act in account 555566667777", "only the management account 111122223333 can change trusted access",
            "spec.organizationsRole.arn");
  }

  @Test
  void soIsOneThatMayNotListAtAll(@TempDir Path directory) throws IOException {
    as = organization.account("555566667777", "anybody");

    assertThat(fault(preflight("-f", byPodIdentity(directory, "o-exampleorg1"))))
        .contains("in account 555566667777, the management account is 111122223333", "Name a role in it");
  }

  @Test
  void anotherOrganizationAndConsolidatedBillingAreBothSaid(@TempDir Path directory) throws IOException {
    organization.consolidatedBillingOnly();

    PreflightRun run = preflight("-f", byPodIdentity(directory, "o-another12345"));

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines("fail")).hasSize(2);
    assertThat(run.lines("fail").getFirst())
        .contains("belong to organization o-exampleorg1, but the connection declares o-another12345");
    assertThat(run.lines("fail").getLast()).contains("aws organizations enable-all-features");
  }

  @ParameterizedTest
  @CsvSource({"150, 0, warn, ahead of", "-150, 0, warn, behind", "400, 1, fail, ahead of", "30, 0, ok, agrees with"})
  void aClockThatIsOffIsSaidBeforeAwsRefuses(int seconds, int exit, String level, String said) {
    ahead = Duration.ofSeconds(seconds);

    PreflightRun run = examples();

    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.lines(level)).filteredOn(line -> line.contains("This machine's clock"))
        .singleElement()
        .asString()
        .contains(said);
  }

  @Test
  void awsInTroubleIsNoFaultOfTheRoles() {
    aws.faults().every("organizations:DescribeOrganization").fail("ServiceException", 500);

    assertThat(fault(examples())).contains("Could not read: organizations:DescribeOrganization", "ServiceUnavailable",
        "network");
  }

  @Test
  void ofManyMembersSomeAreTried() {
    members("trusted-access-read");

    PreflightRun run = examples();

    assertThat(run.exit()).isZero();
    assertThat(run.lines("ok"))
        .contains("default: Works: iam:ListRoles in all of the 5 sampled accounts (members: 31).");
    assertThat(aws.calls().matching(call -> call.action().equals("iam:ListRoles"))).extracting(Call::account)
        .containsExactly("111122223333", "200000000000", "200000000007", "200000000015", "200000000022",
            "444455556666");
  }

  @Test
  void membersThatLackTheRoleOrItsPermissionAreNamed() {
    members("trusted-access-read");
    organization.find("200000000007").orElseThrow().withoutRole("trusted-access-read");
    organization.find("200000000022").orElseThrow().withoutRole("trusted-access-read");
    organization.find("200000000015").orElseThrow().deny("iam:ListRoles");

    PreflightRun run = examples();

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines("fail")).containsExactlyInAnyOrder(
        "default: In 2 of the 5 sampled accounts (members: 31), 200000000007, 200000000022: The credentials do not work for"
            + " sts:AssumeRole of arn:aws:iam::200000000007:role/trusted-access-read from account 111122223333"
            + " (AccessDenied). Check the role, its trust policy and sts:AssumeRole of the organizations role"
            + " (spec.memberRoles.read).",
        "default: In 1 of the 5 sampled accounts (members: 31), 200000000015: AWS denies iam:ListRoles in account 200000000015."
            + " Grant this action to spec.memberRoles.read.");
  }

  @Test
  void whatIsLeftOutOnPurposeIsAWarningAtMost(@TempDir Path directory) throws IOException {
    PreflightRun run = preflight("-f", byPodIdentity(directory, "o-exampleorg1"));

    assertThat(run.exit()).isZero();
    assertThat(run.lines("warn")).containsExactly(
        "default: Roles in members will not be read because no role is named. Set spec.memberRoles.read.");
    assertThat(run.out()).noneMatch(line -> line.contains("service role"));
  }

  /** A connection without any role. */
  private static String byPodIdentity(Path directory, String organizationId) throws IOException {
    return Files.writeString(directory.resolve("connection.yaml"), """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec: {organizationId: %s, mode: Manage}
        """.formatted(organizationId)).toString();
  }

  @Test
  void whatCannotBeRunHasAnExitCodeOfItsOwn(@TempDir Path empty) {
    assertThat(preflight("-f", empty.toString())).satisfies(run -> {
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains("Found no OrganizationConnection in " + empty);
    });
    assertThat(preflight("-f", "examples", "--connection", "sandbox").err())
        .contains("no OrganizationConnection named sandbox in examples", "default", "--connection");
    assertThat(preflight("-f", "there-is-no-such-directory").exit()).isEqualTo(2);
    assertThat(preflight("--file", "examples").exit()).isEqualTo(2);
    assertThat(aws.calls().all()).isEmpty();
  }
}
