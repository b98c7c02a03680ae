package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Administrator;
import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.fms.FmsClient;
import software.amazon.awssdk.services.fms.model.AccountRoleStatus;
import software.amazon.awssdk.services.fms.model.AdminAccountSummary;
import software.amazon.awssdk.services.fms.model.GetAdminAccountResponse;
import software.amazon.awssdk.services.fms.model.InvalidOperationException;
import software.amazon.awssdk.services.fms.model.ListAdminAccountsForOrganizationResponse;
import software.amazon.awssdk.services.fms.model.ListPoliciesResponse;
import software.amazon.awssdk.services.fms.model.OrganizationStatus;
import software.amazon.awssdk.services.fms.model.PolicySummary;
import software.amazon.awssdk.services.fms.model.ResourceNotFoundException;

/**
 * AWS Firewall Manager. It is initialized by appointing its default administrator from the management account, in
 * us-east-1; the administrator dismisses itself from its own account, and its policies are deleted with it. A policy is in
 * the Region that it protects (policies for global resources in us-east-1), and only its own administrator sees it.
 */
final class FirewallManager {
  private static final Service<FmsClient> FMS = Service.of(FmsClient.class, FmsClient::builder);
  private static final Regions HOME = Regions.only("us-east-1");
  private static final String GET = "fms:GetAdminAccount";

  /** An administrator that AWS calls DELETED is none; one without a status may exist. */
  private static final Listing<FmsClient, GetAdminAccountResponse> DEFAULT = FMS
      .read(GET, (fms, override) -> fms.getAdminAccount(request -> request.overrideConfiguration(override)))
      .emptyOn(ResourceNotFoundException.class)
      .counting(administrator -> administrator.roleStatus() != AccountRoleStatus.DELETED)
      .identifiedBy("AdminAccount", GetAdminAccountResponse::adminAccount)
      .at(Who.MANAGEMENT, HOME);

  private static final Listing<FmsClient, AdminAccountSummary> ALL = FMS
      .list(
          "fms:ListAdminAccountsForOrganization",
          (fms, override) -> fms.listAdminAccountsForOrganizationPaginator(
              request -> request.overrideConfiguration(override)),
          ListAdminAccountsForOrganizationResponse::adminAccounts)
      .counting(administrator -> administrator.status() != OrganizationStatus.OFFBOARDING_COMPLETE)
      .identifiedBy("AdminAccount", AdminAccountSummary::adminAccount)
      .at(Who.MANAGEMENT, HOME);

  /** What the managed policy AWSFMAdminFullAccess names, less what belongs to policies. */
  private static final Administrator<FmsClient, GetAdminAccountResponse> ADMINISTRATOR = Administrator.of(
      DEFAULT,
      FMS.change(
          "fms:AssociateAdminAccount",
          (fms, override, account) -> fms.associateAdminAccount(
              request -> request.overrideConfiguration(override).adminAccount(account)))
          .forwarding("organizations:DescribeOrganization", "organizations:DescribeAccount")
          .forwardingOnPrincipal(
              "organizations:EnableAWSServiceAccess",
              "organizations:ListDelegatedAdministrators",
              "organizations:RegisterDelegatedAdministrator")
          .makingItsRole(),
      FMS.change(
          "fms:DisassociateAdminAccount",
          (fms, override, _) -> fms.disassociateAdminAccount(request -> request.overrideConfiguration(override)))
          .forwarding("organizations:DescribeOrganization")
          .forwardingOnPrincipal(
              "organizations:ListDelegatedAdministrators", "organizations:DeregisterDelegatedAdministrator"))
      .staged(FirewallManager::stage)
      // Without a default administrator the organization is not found, or its operation "wasn't possible" (API shapes
      // ResourceNotFoundException, InvalidOperationException). PutAdminAccount needs a default one, so there is no other.
      .further(ALL, ALL.emptyOn(ResourceNotFoundException.class).emptyOn(InvalidOperationException.class))
      .dismissingItself();

  private static final Listing<FmsClient, PolicySummary> POLICIES = FMS
      .list(
          "fms:ListPolicies",
          (fms, override) -> fms.listPoliciesPaginator(request -> request.overrideConfiguration(override)),
          ListPoliciesResponse::policyList)
      .identifiedBy("PolicyName", PolicySummary::policyName)
      .at(Who.ADMINISTRATORS, Regions.managed().and("us-east-1"));

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("firewall-manager", "fms.amazonaws.com")
      .administeredBy(ADMINISTRATOR)
      .leavingWithAdministrator("policy", POLICIES);

  private FirewallManager() {}

  private static Stage stage(GetAdminAccountResponse administrator) {
    return switch (Answer.has(administrator.roleStatus(), GET, "RoleStatus")) {
      case READY -> Stage.DONE;
      case DELETED -> Stage.ABSENT;
      case CREATING -> Stage.IN_PROGRESS;
      case PENDING_DELETION, DELETING -> Stage.BEING_REMOVED;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(GET, "a RoleStatus that is known here");
    };
  }
}
