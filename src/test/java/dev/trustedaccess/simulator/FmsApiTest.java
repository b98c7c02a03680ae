package dev.trustedaccess.simulator;

import java.time.Duration;
import java.time.Instant;

import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fms.FmsClient;
import software.amazon.awssdk.services.fms.model.AccountRoleStatus;
import software.amazon.awssdk.services.fms.model.FmsException;
import software.amazon.awssdk.services.fms.model.InvalidInputException;
import software.amazon.awssdk.services.fms.model.InvalidOperationException;
import software.amazon.awssdk.services.fms.model.OrganizationStatus;
import software.amazon.awssdk.services.fms.model.ResourceNotFoundException;
import software.amazon.awssdk.services.organizations.model.ConstraintViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FmsApiTest {
  private static final String FMS = "fms.amazonaws.com";
  private static final String HOME = "us-east-1";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-24T08:00:00Z"));
  private final Simulator aws = Simulator.start(clock);
  private final Organization org = aws.organization("o-exampleorgid", "111111111111");
  private final Account security = org.account("222222222222", "security");
  private final SdkClients clients = SdkClients.of(aws, org.management());
  private final FmsClient management = clients.fms(HOME);
  private final FmsClient administrator = SdkClients.of(aws, security).fms(HOME);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void associatingSwitchesAccessOnRegistersTheAdministratorAndTakesTime() {
    org.firewallManager().comesAfter(Duration.ofMinutes(2));
    assertThatThrownBy(() -> management.getAdminAccount(r -> {})).isInstanceOf(ResourceNotFoundException.class);

    associate();
    assertThat(org.isEnabled(FMS)).isTrue();
    assertThat(org.delegatedAdministrators(FMS)).containsOnlyKeys(security.id());
    assertThat(management.getAdminAccount(r -> {}).roleStatus()).isEqualTo(AccountRoleStatus.CREATING);
    clock.advance(Duration.ofMinutes(2));
    var seen = administrator.getAdminAccount(r -> {});
    assertThat(seen.adminAccount()).isEqualTo(security.id());
    assertThat(seen.roleStatus()).isEqualTo(AccountRoleStatus.READY);
    assertThat(management.listAdminAccountsForOrganization(r -> {}).adminAccounts().getFirst().status())
        .isEqualTo(OrganizationStatus.ONBOARDING_COMPLETE);
  }

  @Test
  void theServiceSwitchesAccessOnInTheCallersNameAndWithItsPermissions() {
    org.management().role("Service").deny("organizations:EnableAWSServiceAccess", "Service");
    try (var fms = clients.assuming("111111111111", "Service").fms(HOME)) {
      assertThat(
          catchThrowableOfType(FmsException.class, () -> fms.associateAdminAccount(r -> r.adminAccount(security.id())))
              .awsErrorDetails()
              .errorCode())
          .isEqualTo("AccessDeniedException");
      assertThat(org.isEnabled(FMS)).isFalse();
      org.enableAccess(FMS);
      fms.associateAdminAccount(r -> r.adminAccount(security.id()));
    }
  }

  @Test
  void theManagementAccountAloneAssociatesInUsEastOneAMemberAndOnlyOnce() {
    assertThatThrownBy(() -> administrator.associateAdminAccount(r -> r.adminAccount(security.id())))
        .isInstanceOf(InvalidOperationException.class);
    try (var elsewhere = clients.fms("eu-west-1")) {
      assertThatThrownBy(() -> elsewhere.associateAdminAccount(r -> r.adminAccount(security.id())))
          .isInstanceOf(InvalidOperationException.class);
    }
    assertThatThrownBy(() -> management.associateAdminAccount(r -> r.adminAccount("333333333333")))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> management.associateAdminAccount(r -> r.adminAccount("111111111111")))
        .isInstanceOf(InvalidInputException.class);
    associate();
    assertThatThrownBy(this::associate).isInstanceOf(InvalidOperationException.class);
  }

  @Test
  void policiesAreSeenByTheirAdministratorRegionByRegion() {
    org.enabled(FMS, Instant.EPOCH)
        .firewallManager()
        .administrator(security.id())
        .policy(security.id(), "eu-west-1", "web-baseline");
    assertThat(administrator.listPolicies(r -> {}).policyList()).isEmpty();
    try (var inEurope = SdkClients.of(aws, security).fms("eu-west-1")) {
      assertThat(inEurope.listPolicies(r -> {}).policyList().getFirst().policyName()).isEqualTo("web-baseline");
    }
    assertThat(
        catchThrowableOfType(FmsException.class, () -> management.listPolicies(r -> {})).awsErrorDetails().errorCode())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void anAdministratorLeavesByItsOwnCallOverTimeAndTakesItsPoliciesAlong() {
    org.enabled(FMS, Instant.EPOCH)
        .firewallManager()
        .administrator(security.id())
        .policy(security.id(), HOME, "web-baseline")
        .goesAfter(Duration.ofMinutes(3), Duration.ofMinutes(1));
    assertThat(
        catchThrowableOfType(FmsException.class, () -> management.disassociateAdminAccount(r -> {})).awsErrorDetails()
            .errorCode())
        .isEqualTo("AccessDeniedException");

    administrator.disassociateAdminAccount(r -> {});
    assertThat(management.getAdminAccount(r -> {}).roleStatus()).isEqualTo(AccountRoleStatus.PENDING_DELETION);
    assertThatThrownBy(() -> administrator.disassociateAdminAccount(r -> {}))
        .isInstanceOf(InvalidOperationException.class);
    try (var organizations = clients.organizations()) {
      assertThatThrownBy(() -> organizations.disableAWSServiceAccess(r -> r.servicePrincipal(FMS)))
          .isInstanceOf(ConstraintViolationException.class);
      clock.advance(Duration.ofMinutes(3));
      assertThat(organizations.listDelegatedAdministrators(r -> r.servicePrincipal(FMS)).delegatedAdministrators())
          .isEmpty();
      assertThat(management.getAdminAccount(r -> {}).roleStatus()).isEqualTo(AccountRoleStatus.DELETED);
      clock.advance(Duration.ofMinutes(1));
      assertThatThrownBy(() -> management.getAdminAccount(r -> {})).isInstanceOf(ResourceNotFoundException.class);
      organizations.disableAWSServiceAccess(r -> r.servicePrincipal(FMS));
    }
    associate();
    assertThat(administrator.listPolicies(r -> {}).policyList()).isEmpty();
  }

  @Test
  void theDefaultAdministratorLeavesLast() {
    associate();
    var second = org.account("333333333333", "network");
    management.putAdminAccount(r -> r.adminAccount(second.id()));
    assertThat(management.listAdminAccountsForOrganization(r -> {}).adminAccounts()).hasSize(2);
    assertThatThrownBy(() -> administrator.disassociateAdminAccount(r -> {}))
        .isInstanceOf(InvalidOperationException.class);
    try (var other = SdkClients.of(aws, second).fms(HOME)) {
      other.disassociateAdminAccount(r -> {});
    }
    administrator.disassociateAdminAccount(r -> {});
    assertThat(management.listAdminAccountsForOrganization(r -> {}).adminAccounts()).isEmpty();
  }

  @Test
  void theRegistrationMayOutliveTheAdministrator() {
    org.firewallManager().keepsDelegation();
    associate();
    administrator.disassociateAdminAccount(r -> {});
    assertThat(org.delegatedAdministrators(FMS)).containsOnlyKeys(security.id());
  }

  private void associate() {
    management.associateAdminAccount(r -> r.adminAccount(security.id()));
  }
}
