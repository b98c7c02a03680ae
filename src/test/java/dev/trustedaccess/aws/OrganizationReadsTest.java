package dev.trustedaccess.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.simulator.front.CallLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.aws.Bench.MANAGEMENT;
import static dev.trustedaccess.aws.Bench.SECURITY;
import static dev.trustedaccess.aws.Bench.failure;
import static dev.trustedaccess.aws.Bench.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OrganizationReadsTest {
  private static final Instant SINCE = Instant.parse("2024-05-01T10:15:30Z");
  private static final String LIST_ACCESS = "organizations:ListAWSServiceAccessForOrganization";

  private final Bench bench = new Bench();

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void aSnapshotSaysWhoWeAreAndWhatIsOn() {
    bench.org.enabled(SINCE, "fms.amazonaws.com", "sso.amazonaws.com");
    Instant before = Instant.now();

    OrganizationSnapshot snapshot = known(bench.access().snapshot());

    assertThat(snapshot.organization()).isEqualTo(new OrganizationState(
        "o-exampleorgid", MANAGEMENT, MANAGEMENT, true, Optional.of(MANAGEMENT)));
    assertThat(snapshot.enabled()).containsOnlyKeys("fms.amazonaws.com", "sso.amazonaws.com")
        .containsValue(SINCE);
    assertThat(snapshot.begun()).isBetween(before, Instant.now());
    assertThat(snapshot.awsTime()).as("to the second, by AWS's clock")
        .isCloseTo(before, within(2, ChronoUnit.SECONDS))
        .isEqualTo(snapshot.awsTime().truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void aSnapshotTakesOneDescribeAndTheFewestPages() {
    IntStream.range(0, 41).forEach(i -> bench.org.enabled("service-" + i + ".amazonaws.com", SINCE));

    assertThat(known(bench.access().snapshot()).enabled()).hasSize(41);

    assertThat(bench.aws.calls().count("organizations:DescribeOrganization")).isEqualTo(1);
    assertThat(bench.aws.calls().count(LIST_ACCESS)).isEqualTo(3);
  }

  @Test
  void anEmptyPageIsNotTheEnd() {
    bench.org.enabled("sso.amazonaws.com", SINCE);
    bench.aws.pages().beginEmpty();

    assertThat(known(bench.access().snapshot()).enabled()).containsOnlyKeys("sso.amazonaws.com");
  }

  @Test
  void consolidatedBillingIsSeen() {
    bench.org.consolidatedBillingOnly();

    assertThat(known(bench.accessAsPod().snapshot()).organization().allFeatures()).isFalse();
  }

  @Test
  void anAccountInNoOrganization() {
    try (SdkGateway alone = Bench.gateway(
        bench.aws.endpoint(), bench.aws.standaloneAccount("999999999999"), Instant::now)) {
      assertThat(failure(alone.access(Bench.asPod(Mode.OBSERVE)).snapshot()))
          .satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.NOT_IN_ORGANIZATION);
            assertThat(failure.detail()).contains("organizations:DescribeOrganization", "999999999999");
          });
    }
  }

  @Test
  void aMemberIsToldWhichAccountItShouldBe() {
    try (SdkGateway member = Bench.gateway(bench.aws.endpoint(), bench.security, Instant::now)) {
      assertThat(failure(member.access(Bench.asPod(Mode.OBSERVE)).snapshot()))
          .isEqualTo(new Failure(
              Failure.Kind.NOT_MANAGEMENT_ACCOUNT,
              LIST_ACCESS + " in account 222222222222, the management account is 111111111111"));
    }
  }

  @Test
  void aDelegatedAdministratorMayRead() {
    bench.org.enabled("config.amazonaws.com", SINCE).delegate("config.amazonaws.com", SECURITY);

    try (SdkGateway member = Bench.gateway(bench.aws.endpoint(), bench.security, Instant::now)) {
      OrganizationState seen = known(member.access(Bench.asPod(Mode.OBSERVE)).snapshot())
          .organization();
      assertThat(seen.callerIsManagement()).isFalse();
    }
  }

  @Test
  void aMissingPermissionIsNamed() {
    bench.org.management().deny(LIST_ACCESS);

    assertThat(failure(bench.access().snapshot()))
        .isEqualTo(new Failure(Failure.Kind.ACCESS_DENIED, LIST_ACCESS + " in account 111111111111"));
  }

  @Test
  void troubleThatPassesIsWaitedOut() {
    bench.aws.faults().next("organizations:DescribeOrganization").fail("ServiceException", 500);
    bench.aws.faults().next(LIST_ACCESS).loseTheAnswer();

    assertThat(known(bench.access().snapshot()).organization().id()).isEqualTo("o-exampleorgid");
  }

  @Test
  void troubleThatStaysIsToldAsIs() {
    bench.aws.faults().every("organizations:DescribeOrganization").fail("ServiceException", 500);

    assertThat(failure(bench.access().snapshot())).isEqualTo(new Failure(
        Failure.Kind.UNAVAILABLE,
        "organizations:DescribeOrganization in account 111111111111 (ServiceException)"));
    assertThat(bench.aws.calls().count("organizations:DescribeOrganization")).isEqualTo(3);
  }

  @Test
  void allAccountsAreListed() {
    bench.org.accounts(40);
    bench.security.joined(SINCE).inState(dev.trustedaccess.simulator.world.Account.State.SUSPENDED);

    var accounts = known(bench.access().accounts());

    assertThat(accounts).hasSize(42).contains(new Account(SECURITY, Optional.of(SINCE), Account.State.SUSPENDED));
    assertThat(accounts).filteredOn(Account::active).hasSize(41);
    assertThat(bench.aws.calls().count("organizations:ListAccounts")).isEqualTo(3);
  }

  @Test
  void delegatedAdministratorsAreThoseOfThePrincipal() {
    bench.org.enabled(SINCE, "fms.amazonaws.com", "config.amazonaws.com")
        .delegate("fms.amazonaws.com", SECURITY);

    assertThat(known(bench.access().delegatedAdministrators("fms.amazonaws.com"))).extracting("accountId")
        .containsExactly(SECURITY);
    assertThat(known(bench.access().delegatedAdministrators("config.amazonaws.com"))).isEmpty();
  }

  @Test
  void policyTypesThatAreOn() {
    bench.org.policyType("SECURITYHUB_POLICY").policyType("A_TYPE_NEWER_THAN_THE_SDK");

    assertThat(known(bench.access().enabledPolicyTypes()))
        .contains("SECURITYHUB_POLICY", "A_TYPE_NEWER_THAN_THE_SDK")
        .doesNotContain("TAG_POLICY");
  }

  @Test
  void serviceLinkedRolesOfAMemberAndOfTheManagementAccount() {
    bench.org.enabled("fms.amazonaws.com", SINCE);
    bench.security.joined(SINCE).role("AWSConfigRoleForOrganizations", "/service-role/");
    RoleId fms = new RoleId("fms.amazonaws.com", "AWSServiceRoleForFMS");

    assertThat(known(bench.access().serviceLinkedRoles(SECURITY)))
        .contains(fms, new RoleId("organizations.amazonaws.com", "AWSServiceRoleForOrganizations"))
        .noneMatch(role -> role.servicePrincipal().isEmpty());
    assertThat(known(bench.access().serviceLinkedRoles(MANAGEMENT))).contains(fms);

    assertThat(bench.aws.calls().of("iam:ListRoles")).extracting("role")
        .containsExactly("TrustedAccessRead", "TrustedAccessOrganizations");
  }

  @Test
  void anOrdinaryRoleIsThereOrNot() {
    bench.security.role("AWSConfigRoleForOrganizations", "/service-role/");

    assertThat(known(bench.access().hasRole(SECURITY, "AWSConfigRoleForOrganizations"))).isTrue();
    assertThat(known(bench.access().hasRole(MANAGEMENT, "AWSConfigRoleForOrganizations"))).isFalse();
  }

  @Test
  void rolesInAnAccountThatLetsNobodyIn() {
    bench.security.withoutRole("TrustedAccessRead");

    assertThat(failure(bench.access().serviceLinkedRoles(SECURITY))).isEqualTo(new Failure(
        Failure.Kind.CREDENTIALS_INVALID,
        "sts:AssumeRole of arn:aws:iam::222222222222:role/TrustedAccessRead from account 111111111111"
            + " (AccessDenied)"));
  }

  @Test
  void rolesOfMembersWithoutAMemberRole() {
    assertThat(failure(bench.accessAsPod().serviceLinkedRoles(SECURITY))).isEqualTo(new Failure(
        Failure.Kind.NO_IDENTITY,
        "no identity for account 222222222222 (spec.memberRoles.read)"));
    assertThat(bench.accessAsPod().serviceLinkedRoles(MANAGEMENT).toOptional()).isPresent();
  }

  @Test
  void aScanTakesOneAssumeRoleAndOneListRolesForAnAccount() {
    bench.org.accounts(30).forEach(account -> account.role("TrustedAccessRead"));
    var access = bench.access();
    known(access.snapshot());
    long before = bench.aws.calls().last();

    bench.org.accounts().keySet().forEach(account -> known(access.serviceLinkedRoles(account)));

    assertThat(CallLog.counts(bench.aws.calls().since(before)))
        // One more is the session that can do nothing but take on the role in members.
        .containsOnly(Map.entry("iam:ListRoles", 32L), Map.entry("sts:AssumeRole", 32L));
    assertThat(Duration.between(bench.aws.calls().all().getFirst().at(), Instant.now())).isLessThan(
        Duration.ofSeconds(20));
  }
}
