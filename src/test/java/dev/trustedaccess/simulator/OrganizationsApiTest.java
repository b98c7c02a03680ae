package dev.trustedaccess.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.KnownPrincipals;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccessDeniedException;
import software.amazon.awssdk.services.organizations.model.AccountAlreadyRegisteredException;
import software.amazon.awssdk.services.organizations.model.AccountNotFoundException;
import software.amazon.awssdk.services.organizations.model.AccountNotRegisteredException;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;
import software.amazon.awssdk.services.organizations.model.ConstraintViolationException;
import software.amazon.awssdk.services.organizations.model.ConstraintViolationExceptionReason;
import software.amazon.awssdk.services.organizations.model.EnabledServicePrincipal;
import software.amazon.awssdk.services.organizations.model.InvalidInputException;
import software.amazon.awssdk.services.organizations.model.InvalidInputExceptionReason;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class OrganizationsApiTest {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00.250Z");
  private static final String SSO = "sso.amazonaws.com";
  private static final String GUARDDUTY = "guardduty.amazonaws.com";

  private final SettableClock clock = new SettableClock(START);
  private final Simulator aws = Simulator.start(clock);
  private final Organization org = aws.organization("o-exampleorgid", "111111111111");
  private final Account security = org.account("222222222222", "security");
  private OrganizationsClient management;
  private OrganizationsClient member;

  @BeforeEach
  void clients() {
    management = SdkClients.of(aws, org.management()).organizations();
    member = SdkClients.of(aws, security).organizations();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void theOrganizationTellsItsManagementAccountAndFeaturesToEveryAccount() {
    var seen = member.describeOrganization().organization();
    assertThat(seen.id()).isEqualTo("o-exampleorgid");
    assertThat(seen.masterAccountId()).isEqualTo("111111111111");
    assertThat(seen.featureSet()).isEqualTo(OrganizationFeatureSet.ALL);

    org.consolidatedBillingOnly();
    assertThat(management.describeOrganization().organization().featureSet())
        .isEqualTo(OrganizationFeatureSet.CONSOLIDATED_BILLING);
  }

  @Test
  void anAccountInNoOrganizationIsToldSo() {
    try (var alone = SdkClients.of(aws, aws.standaloneAccount("999999999999")).organizations()) {
      assertThatThrownBy(alone::describeOrganization).isInstanceOf(AwsOrganizationsNotInUseException.class);
    }
  }

  @Test
  void enabledAccessIsListedWithItsDateAndASecondEnableKeepsTheDate() {
    management.enableAWSServiceAccess(r -> r.servicePrincipal(SSO));
    clock.advance(Duration.ofHours(1));
    management.enableAWSServiceAccess(r -> r.servicePrincipal(SSO));

    var listed = management.listAWSServiceAccessForOrganization().enabledServicePrincipals();
    assertThat(listed).extracting(EnabledServicePrincipal::servicePrincipal).containsExactly(SSO);
    assertThat(listed.getFirst().dateEnabled()).isEqualTo(START);

    management.disableAWSServiceAccess(r -> r.servicePrincipal(SSO));
    assertThat(management.listAWSServiceAccessForOrganization().enabledServicePrincipals()).isEmpty();

    management.enableAWSServiceAccess(r -> r.servicePrincipal(SSO));
    assertThat(management.listAWSServiceAccessForOrganization().enabledServicePrincipals().getFirst().dateEnabled())
        .isEqualTo(START.plus(Duration.ofHours(1)));
  }

  @Test
  void accessIsSwitchedByTheManagementAccountOfAnOrganizationWithAllFeaturesOnly() {
    assertThatThrownBy(() -> member.enableAWSServiceAccess(r -> r.servicePrincipal(SSO)))
        .isInstanceOf(AccessDeniedException.class);

    org.consolidatedBillingOnly();
    var refusal = catchThrowableOfType(ConstraintViolationException.class,
        () -> management.enableAWSServiceAccess(r -> r.servicePrincipal(SSO)));
    assertThat(refusal.reason()).isEqualTo(ConstraintViolationExceptionReason.ORGANIZATION_NOT_IN_ALL_FEATURES_MODE);
    assertThat(org.enabledPrincipals()).isEmpty();
  }

  @Test
  void unknownPrincipalsAndThoseOfServicesThatAloneMaySwitchAreRefused() {
    for (var principal : List.of("sso", "ipam.amazonaws.com", "networkmanager.aws.com")) {
      var refusal = catchThrowableOfType(InvalidInputException.class,
          () -> management.enableAWSServiceAccess(r -> r.servicePrincipal(principal)));
      assertThat(refusal.reason()).isEqualTo(InvalidInputExceptionReason.UNRECOGNIZED_SERVICE_PRINCIPAL);
    }
  }

  @Test
  void onlyTheManagementAccountAndDelegatedAdministratorsMayList() {
    assertThatThrownBy(member::listAWSServiceAccessForOrganization).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(member::listAccounts).isInstanceOf(AccessDeniedException.class);

    org.enabled(GUARDDUTY, START).delegate(GUARDDUTY, security.id());
    assertThat(member.listAWSServiceAccessForOrganization().enabledServicePrincipals()).hasSize(1);
    assertThat(member.listAccounts().accounts()).hasSize(2);
  }

  @Test
  void listsComeInPagesOfTwentyOrFewerAndEmptyPagesHaveTokens() {
    org.enabled(START, KnownPrincipals.names().stream().limit(45).toArray(String[]::new));
    var first = management.listAWSServiceAccessForOrganization();
    assertThat(first.enabledServicePrincipals()).hasSize(20);
    assertThat(first.nextToken()).isNotNull();
    assertThat(principals()).hasSize(45);
    assertThat(aws.calls().count("organizations:ListAWSServiceAccessForOrganization")).isEqualTo(1 + 3);

    aws.pages().atMost(7);
    aws.pages().beginEmpty();
    assertThat(management.listAWSServiceAccessForOrganization().enabledServicePrincipals()).isEmpty();
    assertThat(principals()).hasSize(45);
  }

  @Test
  void aTokenThatNoPageGaveAndASizeBeyondTwentyAreRefused() {
    var badToken = catchThrowableOfType(InvalidInputException.class,
        () -> management.listAccounts(r -> r.nextToken("bad!")));
    assertThat(badToken.reason()).isEqualTo(InvalidInputExceptionReason.INVALID_NEXT_TOKEN);
    var tooMany = catchThrowableOfType(InvalidInputException.class,
        () -> management.listAccounts(r -> r.maxResults(21)));
    assertThat(tooMany.reason()).isEqualTo(InvalidInputExceptionReason.MAX_VALUE_EXCEEDED);
  }

  @Test
  void accountsAreListedOnceEachThoughOneLeavesBetweenTwoPages() {
    var more = org.accounts(58);
    var seen = new HashSet<String>();
    var page = management.listAccounts();
    page.accounts().forEach(a -> assertThat(seen.add(a.id())).isTrue());
    org.leaves(more.getFirst());
    while (page.nextToken() != null) {
      var token = page.nextToken();
      page = management.listAccounts(r -> r.nextToken(token));
      page.accounts().forEach(a -> assertThat(seen.add(a.id())).isTrue());
    }
    assertThat(seen).hasSize(60).contains("111111111111", "222222222222");
  }

  @Test
  void accountsTellTheirStateAndWhenTheyJoined() {
    security.inState(Account.State.SUSPENDED).joined(START.minusSeconds(60));
    var seen = management.describeAccount(r -> r.accountId(security.id())).account();
    assertThat(seen.state()).isEqualTo(AccountState.SUSPENDED);
    assertThat(seen.joinedTimestamp()).isEqualTo(START.minusSeconds(60));
    assertThat(seen.name()).isEqualTo("security");
    assertThatThrownBy(() -> management.describeAccount(r -> r.accountId("333333333333")))
        .isInstanceOf(AccountNotFoundException.class);
  }

  @Test
  void delegatedAdministratorsNeedAccessAndHoldItOpen() {
    var tooEarly = catchThrowableOfType(ConstraintViolationException.class, this::delegate);
    assertThat(tooEarly.reason()).isEqualTo(ConstraintViolationExceptionReason.SERVICE_ACCESS_NOT_ENABLED);

    management.enableAWSServiceAccess(r -> r.servicePrincipal(GUARDDUTY));
    delegate();
    assertThatThrownBy(this::delegate).isInstanceOf(AccountAlreadyRegisteredException.class);
    var administrators = management.listDelegatedAdministrators(r -> r.servicePrincipal(GUARDDUTY));
    assertThat(administrators.delegatedAdministrators().getFirst().id()).isEqualTo(security.id());
    assertThat(management.listDelegatedServicesForAccount(r -> r.accountId(security.id()))
        .delegatedServices()
        .getFirst()
        .servicePrincipal()).isEqualTo(GUARDDUTY);

    var held = catchThrowableOfType(ConstraintViolationException.class,
        () -> management.disableAWSServiceAccess(r -> r.servicePrincipal(GUARDDUTY)));
    assertThat(held.reason())
        .isEqualTo(ConstraintViolationExceptionReason.DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE);

    management.deregisterDelegatedAdministrator(r -> r.accountId(security.id()).servicePrincipal(GUARDDUTY));
    assertThatThrownBy(() -> management.listDelegatedServicesForAccount(r -> r.accountId(security.id())))
        .isInstanceOf(AccountNotRegisteredException.class);
    management.disableAWSServiceAccess(r -> r.servicePrincipal(GUARDDUTY));
    assertThat(org.isEnabled(GUARDDUTY)).isFalse();
  }

  @Test
  void neitherTheManagementAccountNorASuspendedOneBecomesDelegatedAdministrator() {
    org.enabled(GUARDDUTY, START);
    var management1 = catchThrowableOfType(ConstraintViolationException.class, () -> management
        .registerDelegatedAdministrator(r -> r.accountId(org.management().id()).servicePrincipal(GUARDDUTY)));
    assertThat(management1.reason())
        .isEqualTo(ConstraintViolationExceptionReason.CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR);
    security.inState(Account.State.SUSPENDED);
    var suspended = catchThrowableOfType(ConstraintViolationException.class, this::delegate);
    assertThat(suspended.reason())
        .isEqualTo(ConstraintViolationExceptionReason.CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR);
  }

  @Test
  void anEnabledPolicyTypeHoldsTheAccessOfItsServiceAndIsShownOnTheRoot() {
    org.enabled("securityhub.amazonaws.com", START).policyType("SECURITYHUB_POLICY");
    assertThat(management.listRoots().roots().getFirst().policyTypes().getFirst().typeAsString())
        .isEqualTo("SECURITYHUB_POLICY");
    var held = catchThrowableOfType(ConstraintViolationException.class,
        () -> management.disableAWSServiceAccess(r -> r.servicePrincipal("securityhub.amazonaws.com")));
    assertThat(held.reason()).isEqualTo(ConstraintViolationExceptionReason.POLICY_TYPE_ENABLED_FOR_THIS_SERVICE);

    org.withoutPolicyType("SECURITYHUB_POLICY");
    management.disableAWSServiceAccess(r -> r.servicePrincipal("securityhub.amazonaws.com"));
    assertThat(principals()).isEmpty();
  }

  @Test
  void listsLagBehindChangesForSoManyListsOrSoLong() {
    org.lists().lagBy(2);
    management.enableAWSServiceAccess(r -> r.servicePrincipal(SSO));
    assertThat(principals()).isEmpty();
    assertThat(principals()).isEmpty();
    assertThat(principals()).containsExactly(SSO);

    org.lists().lagBy(0);
    org.lists().lagBy(Duration.ofSeconds(30));
    management.disableAWSServiceAccess(r -> r.servicePrincipal(SSO));
    assertThat(principals()).containsExactly(SSO);
    clock.advance(Duration.ofSeconds(30));
    assertThat(principals()).isEmpty();
  }

  @Test
  void twoOrganizationsDoNotSeeEachOther() {
    var other = aws.organization("o-otherorgid", "555555555555");
    other.enabled(SSO, START);
    try (var theirs = SdkClients.of(aws, other.management()).organizations()) {
      assertThat(theirs.describeOrganization().organization().id()).isEqualTo("o-otherorgid");
      assertThat(theirs.listAWSServiceAccessForOrganization().enabledServicePrincipals()).hasSize(1);
    }
    assertThat(principals()).isEmpty();
  }

  private void delegate() {
    management.registerDelegatedAdministrator(r -> r.accountId(security.id()).servicePrincipal(GUARDDUTY));
  }

  private List<String> principals() {
    return management.listAWSServiceAccessForOrganizationPaginator()
        .stream()
        .flatMap(page -> page.enabledServicePrincipals().stream())
        .map(EnabledServicePrincipal::servicePrincipal)
        .toList();
  }
}
