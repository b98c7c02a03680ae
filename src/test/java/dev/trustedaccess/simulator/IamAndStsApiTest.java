package dev.trustedaccess.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.organizations.model.AccessDeniedException;
import software.amazon.awssdk.services.organizations.model.OrganizationsException;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.StsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class IamAndStsApiTest {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
  private static final String FMS = "fms.amazonaws.com";
  private static final String SERVICE_ROLES = "/aws-service-role/";

  private final SettableClock clock = new SettableClock(START);
  private final Simulator aws = Simulator.start(clock);
  private final Organization org = aws.organization("o-exampleorgid", "111111111111");
  private final Account security = org.account("222222222222", "security").role("TrustedAccessRead");
  private final SdkClients management = SdkClients.of(aws, org.management());

  @AfterEach
  void stop() {
    aws.close();
  }

  // STS

  @Test
  void anAssumedRoleActsInItsOwnAccount() {
    try (var sts = management.sts(); var there = management.assuming(security.id(), "TrustedAccessRead").sts()) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo("111111111111");
      var identity = there.getCallerIdentity();
      assertThat(identity.account()).isEqualTo("222222222222");
      assertThat(identity.arn())
          .isEqualTo("arn:aws:sts::222222222222:assumed-role/TrustedAccessRead/simulator-test");
    }
  }

  @Test
  void aRoleThatIsAbsentOrElsewhereOrDoesNotTrustTheCallerIsRefusedAlike() {
    var other = SdkClients.of(aws, aws.organization("o-otherorgid", "555555555555").management());
    assertRefused(() -> management.assuming(security.id(), "NoSuchRole"));
    assertRefused(() -> management.assuming("333333333333", "TrustedAccessRead"));
    assertRefused(() -> other.assuming(security.id(), "TrustedAccessRead"));
    assertRefused(() -> management.assuming(security.id(),
        "aws-service-role/organizations.amazonaws.com/AWSServiceRoleForOrganizations"));
    security.inState(Account.State.SUSPENDED);
    assertRefused(() -> management.assuming(security.id(), "TrustedAccessRead"));
  }

  @Test
  void anExternalIdThatTheRoleAsksForMustBeBrought() {
    security.roleWithExternalId("Guarded", "the-right-one");
    assertRefused(() -> management.assuming(security.id(), "Guarded"));
    assertRefused(() -> management.assuming(security.id(), "Guarded", r -> r.externalId("a-wrong-one")));
    assertThat(management.assume(security.id(), "Guarded", r -> r.externalId("the-right-one")).expiration())
        .isEqualTo(START.plus(Duration.ofHours(1)));
  }

  @Test
  void sessionNamesDurationsAndPoliciesAreChecked() {
    assertCode("ValidationError", r -> r.roleSessionName("x".repeat(65)));
    assertCode("ValidationError", r -> r.roleSessionName("no spaces"));
    assertCode("ValidationError", r -> r.durationSeconds(60));
    assertCode("MalformedPolicyDocument", r -> r.policy("{"));
  }

  @Test
  void aSessionEndsWithItsTimeOrWhenItIsRevoked() {
    var session = management.assume(security.id(), "TrustedAccessRead", r -> {});
    try (var iam = management.with(session).iam()) {
      assertThat(iam.listRoles().roles()).isNotEmpty();
      clock.advance(Duration.ofHours(1));
      assertThat(catchThrowableOfType(IamException.class, iam::listRoles).awsErrorDetails().errorCode())
          .isEqualTo("ExpiredToken");
    }
    try (var iam = management.assuming(security.id(), "TrustedAccessRead").iam()) {
      aws.revokeSessions();
      assertThat(catchThrowableOfType(IamException.class, iam::listRoles).awsErrorDetails().errorCode())
          .isEqualTo("InvalidClientTokenId");
    }
  }

  @Test
  void aSessionPolicyAllowsOneActionOnOnePrincipalAndNothingElse() {
    org.management().role("TrustedAccessOrganizations");
    var policy = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "organizations:EnableAWSServiceAccess",
         "Resource": "*", "Condition": {"StringEquals": {"organizations:ServicePrincipal": "fms.amazonaws.com"}}}]}""";
    try (var narrow = management.assuming("111111111111", "TrustedAccessOrganizations", r -> r.policy(policy))
        .organizations()) {
      assertThatThrownBy(() -> narrow.enableAWSServiceAccess(r -> r.servicePrincipal("sso.amazonaws.com")))
          .isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() -> narrow.disableAWSServiceAccess(r -> r.servicePrincipal(FMS)))
          .isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(narrow::listAWSServiceAccessForOrganization).isInstanceOf(AccessDeniedException.class);
      narrow.enableAWSServiceAccess(r -> r.servicePrincipal(FMS));
    }
    assertThat(org.enabledPrincipals()).containsOnlyKeys(FMS);
  }

  @Test
  void aDeniedActionIsRefusedForTheAccountOrForOneRoleOnly() {
    org.management()
        .role("TrustedAccessOrganizations")
        .deny("organizations:ListAccounts", "TrustedAccessOrganizations");
    security.deny("iam:ListRoles");
    try (var root = management.organizations();
        var role = management.assuming("111111111111", "TrustedAccessOrganizations").organizations();
        var iam = management.assuming(security.id(), "TrustedAccessRead").iam()) {
      assertThat(root.listAccounts().accounts()).hasSize(2);
      assertThatThrownBy(role::listAccounts).isInstanceOf(AccessDeniedException.class)
          .hasMessageContaining("not authorized to perform: organizations:ListAccounts");
      var denied = catchThrowableOfType(IamException.class, iam::listRoles);
      assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
      assertThat(denied.statusCode()).isEqualTo(403);
      security.allow("iam:ListRoles");
      assertThat(iam.listRoles().roles()).isNotEmpty();
    }
  }

  @Test
  void aKeyThatNobodyHasIsRefused() {
    var stranger = SdkClients.of(aws, aws.standaloneAccount("999999999999"));
    aws.reset();
    try (var organizations = stranger.organizations(); var sts = stranger.sts()) {
      assertThat(catchThrowableOfType(OrganizationsException.class, organizations::describeOrganization)
          .awsErrorDetails()
          .errorCode()).isEqualTo("UnrecognizedClientException");
      assertThat(catchThrowableOfType(StsException.class, sts::getCallerIdentity).awsErrorDetails().errorCode())
          .isEqualTo("InvalidClientTokenId");
    }
  }

  // IAM

  @Test
  void everyMemberHasTheRoleOfOrganizationsButNotTheManagementAccount() {
    assertThat(names(security)).containsExactly("AWSServiceRoleForOrganizations");
    assertThat(names(org.management())).isEmpty();
  }

  @Test
  void rolesAreFoundByNameInAnyCaseWithTheirPath() {
    org.management().role("AWSConfigRoleForOrganizations", "/service-role/");
    try (var iam = management.iam()) {
      var role = iam.getRole(r -> r.roleName("awsconfigrolefororganizations")).role();
      assertThat(role.path()).isEqualTo("/service-role/");
      assertThat(role.arn()).isEqualTo("arn:aws:iam::111111111111:role/service-role/AWSConfigRoleForOrganizations");
      assertThatThrownBy(() -> iam.getRole(r -> r.roleName("Nobody"))).isInstanceOf(NoSuchEntityException.class);
    }
  }

  @Test
  void rolesComeInPagesBelowAPath() {
    for (var i = 0; i < 30; i++) {
      security.role("Service%02d".formatted(i), SERVICE_ROLES + "example.amazonaws.com/");
    }
    try (var iam = management.assuming(security.id(), "TrustedAccessRead").iam()) {
      var first = iam.listRoles(r -> r.pathPrefix(SERVICE_ROLES).maxItems(10));
      assertThat(first.isTruncated()).isTrue();
      assertThat(first.roles()).hasSize(10);
      var all = iam.listRolesPaginator(r -> r.pathPrefix(SERVICE_ROLES).maxItems(10)).roles().stream().toList();
      assertThat(all).hasSize(31)
          .extracting(Role::roleName)
          .doesNotHaveDuplicates()
          .doesNotContain("TrustedAccessRead");
    }
  }

  @Test
  void serviceLinkedRolesAppearLateOneAccountAfterTheOtherAndNotEverywhere() {
    var accounts = org.accounts(40);
    org.serviceLinkedRoles().appearWithin(Duration.ofMinutes(10)).leaveOut(FMS, security.id());
    org.enableAccess(FMS);

    clock.advance(Duration.ofMinutes(5));
    assertThat(withRole(accounts)).hasSizeBetween(5, 35);

    clock.advance(Duration.ofMinutes(5));
    assertThat(withRole(accounts)).hasSize(40);
    assertThat(names(org.management())).containsExactly("AWSServiceRoleForFMS");
    assertThat(names(security)).doesNotContain("AWSServiceRoleForFMS");
  }

  @Test
  void rolesOutliveTrustedAccessAndLateOnesNoLongerCome() {
    var accounts = org.accounts(40);
    org.serviceLinkedRoles().appearWithin(Duration.ofMinutes(10));
    org.enableAccess(FMS);
    clock.advance(Duration.ofMinutes(5));
    org.disableAccess(FMS);
    var atTheEnd = withRole(accounts);
    clock.advance(Duration.ofHours(1));
    assertThat(withRole(accounts)).isEqualTo(atTheEnd).hasSizeBetween(5, 35);
  }

  @Test
  void anAccountThatJoinsLaterGetsItsRolesLater() {
    org.serviceLinkedRoles().appearWithin(Duration.ofMinutes(10));
    org.enabled(FMS, START.minus(Duration.ofDays(30)));
    assertThat(security.findRole("AWSServiceRoleForFMS")).isPresent();
    var late = org.newAccount("333333333333", "late");
    assertThat(late.findRole("AWSServiceRoleForFMS")).isEmpty();
    clock.advance(Duration.ofMinutes(10));
    assertThat(late.findRole("AWSServiceRoleForFMS")).isPresent();
  }

  @Test
  void rolesMadeAsNeededComeUpInAShareOfTheAccounts() {
    var accounts = org.accounts(100);
    org.enabled("config.amazonaws.com", START);
    var none = accounts.stream().filter(a -> a.findRole("AWSServiceRoleForConfig").isPresent()).count();
    assertThat(none).isZero();
    org.serviceLinkedRoles().asNeededIn(0.5);
    var half = accounts.stream().filter(a -> a.findRole("AWSServiceRoleForConfig").isPresent()).count();
    assertThat(half).isBetween(25L, 75L);
  }

  @Test
  void aRoleThatWasTakenAwayStaysAway() {
    security.withoutRole("AWSServiceRoleForOrganizations");
    assertThat(names(security)).isEmpty();
  }

  private static List<Account> withRole(List<Account> accounts) {
    return accounts.stream().filter(a -> a.findRole("AWSServiceRoleForFMS").isPresent()).toList();
  }

  private List<String> names(Account account) {
    var clients = account.isManagement() ? management : management.assuming(account.id(), "TrustedAccessRead");
    try (var iam = clients.iam()) {
      return iam.listRoles(r -> r.pathPrefix(SERVICE_ROLES)).roles().stream().map(Role::roleName).toList();
    }
  }

  private void assertRefused(ThrowingCallable call) {
    var refusal = catchThrowableOfType(StsException.class, call);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(refusal.statusCode()).isEqualTo(403);
  }

  private void assertCode(String code, Consumer<AssumeRoleRequest.Builder> request) {
    var refusal = catchThrowableOfType(StsException.class,
        () -> management.assuming(security.id(), "TrustedAccessRead", request));
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
  }
}
