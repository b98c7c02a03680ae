package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Administrator;
import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.AdminAccount;
import software.amazon.awssdk.services.guardduty.model.ListDetectorsResponse;
import software.amazon.awssdk.services.guardduty.model.ListMembersResponse;
import software.amazon.awssdk.services.guardduty.model.ListOrganizationAdminAccountsResponse;
import software.amazon.awssdk.services.guardduty.model.Member;

/**
 * Amazon GuardDuty. The management account appoints its administrator in each Region. Before that is dismissed, its member
 * accounts must be disassociated and removed, in its own account; a dismissal leaves it registered with Organizations.
 */
final class GuardDuty {
  private static final Service<GuardDutyClient> GUARDDUTY = Service.of(
      GuardDutyClient.class, GuardDutyClient::builder);
  private static final String ADMINISTRATORS = "guardduty:ListOrganizationAdminAccounts";

  /** What the user guide's page "Permissions required to designate a delegated GuardDuty administrator account" names. */
  private static final Administrator<GuardDutyClient, AdminAccount> ADMINISTRATOR = Administrator.of(
      GUARDDUTY
          .list(
              ADMINISTRATORS,
              (guardDuty, override) -> guardDuty.listOrganizationAdminAccountsPaginator(
                  request -> request.overrideConfiguration(override)),
              ListOrganizationAdminAccountsResponse::adminAccounts)
          .identifiedBy("adminAccountId", AdminAccount::adminAccountId),
      GUARDDUTY.change(
          "guardduty:EnableOrganizationAdminAccount",
          (guardDuty, override, account) -> guardDuty.enableOrganizationAdminAccount(
              request -> request.overrideConfiguration(override).adminAccountId(account)))
          .forwarding(
              "organizations:DescribeAccount", "organizations:DescribeOrganization",
              "organizations:DescribeOrganizationalUnit", "organizations:ListAccounts",
              "organizations:ListAWSServiceAccessForOrganization")
          .forwardingOnPrincipal(
              "organizations:EnableAWSServiceAccess",
              "organizations:ListDelegatedAdministrators",
              "organizations:RegisterDelegatedAdministrator"),
      GUARDDUTY.change(
          "guardduty:DisableOrganizationAdminAccount",
          (guardDuty, override, account) -> guardDuty.disableOrganizationAdminAccount(
              request -> request.overrideConfiguration(override).adminAccountId(account)))
          .forwarding("organizations:DescribeOrganization"))
      .staged(GuardDuty::stage);

  private static final Listing<GuardDutyClient, Member> MEMBERS = GUARDDUTY
      .list(
          "guardduty:ListDetectors",
          (guardDuty, override) -> guardDuty.listDetectorsPaginator(request -> request.overrideConfiguration(override)),
          ListDetectorsResponse::detectorIds)
      .each(
          "guardduty:ListMembers",
          (guardDuty, override, detector) -> guardDuty.listMembersPaginator(
              request -> request.overrideConfiguration(override).detectorId(detector).onlyAssociated("false")),
          ListMembersResponse::members)
      .identifiedBy("accountId", Member::accountId)
      .at(Who.ADMINISTRATORS, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("guardduty", "guardduty.amazonaws.com")
      .administeredBy(ADMINISTRATOR)
      .leaving("member", MEMBERS);

  private GuardDuty() {}

  private static Stage stage(AdminAccount administrator) {
    return switch (Answer.has(administrator.adminStatus(), ADMINISTRATORS, "adminStatus")) {
      case ENABLED -> Stage.DONE;
      case DISABLE_IN_PROGRESS -> Stage.BEING_REMOVED;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(ADMINISTRATORS, "an adminStatus that is known here");
    };
  }
}
