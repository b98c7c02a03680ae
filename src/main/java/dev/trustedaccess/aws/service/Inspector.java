package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Administrator;
import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.inspector2.model.DelegatedAdminAccount;
import software.amazon.awssdk.services.inspector2.model.ListDelegatedAdminAccountsResponse;
import software.amazon.awssdk.services.inspector2.model.ListMembersResponse;
import software.amazon.awssdk.services.inspector2.model.Member;

/**
 * Amazon Inspector. The management account appoints its administrator in each Region. A dismissal deletes nothing: the
 * administrator and its members become standalone accounts that are still scanned. Whether the account stays registered with
 * Organizations is not documented, so the operator looks.
 */
final class Inspector {
  private static final Service<Inspector2Client> INSPECTOR = Service.of(
      Inspector2Client.class, Inspector2Client::builder);
  private static final String ADMINISTRATORS = "inspector2:ListDelegatedAdminAccounts";

  /**
   * What the user guide's page "Designating a delegated administrator account for Amazon Inspector" names; that it is for this
   * principal alone, and what a dismissal needs, is inferred.
   */
  private static final Administrator<Inspector2Client, DelegatedAdminAccount> ADMINISTRATOR = Administrator.of(
      INSPECTOR
          .list(
              ADMINISTRATORS,
              (inspector, override) -> inspector.listDelegatedAdminAccountsPaginator(
                  request -> request.overrideConfiguration(override)),
              ListDelegatedAdminAccountsResponse::delegatedAdminAccounts)
          .identifiedBy("accountId", DelegatedAdminAccount::accountId),
      INSPECTOR.change(
          "inspector2:EnableDelegatedAdminAccount",
          (inspector, override, account) -> inspector.enableDelegatedAdminAccount(
              request -> request.overrideConfiguration(override).delegatedAdminAccountId(account)))
          .forwarding(
              "organizations:DescribeAccount", "organizations:DescribeOrganization",
              "organizations:DescribeOrganizationalUnit", "organizations:ListAWSServiceAccessForOrganization")
          .forwardingOnPrincipal(
              "organizations:EnableAWSServiceAccess",
              "organizations:ListDelegatedAdministrators",
              "organizations:RegisterDelegatedAdministrator"),
      INSPECTOR.change(
          "inspector2:DisableDelegatedAdminAccount",
          (inspector, override, account) -> inspector.disableDelegatedAdminAccount(
              request -> request.overrideConfiguration(override).delegatedAdminAccountId(account)))
          .forwarding("organizations:DescribeOrganization"))
      .staged(Inspector::stage);

  private static final Listing<Inspector2Client, Member> MEMBERS = INSPECTOR
      .list(
          "inspector2:ListMembers",
          (inspector, override) -> inspector.listMembersPaginator(
              request -> request.overrideConfiguration(override).onlyAssociated(true)),
          ListMembersResponse::members)
      .identifiedBy("accountId", Member::accountId)
      .at(Who.ADMINISTRATORS, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("inspector", "inspector2.amazonaws.com")
      .administeredBy(ADMINISTRATOR)
      .leavingWithAdministrator("member", MEMBERS);

  private Inspector() {}

  private static Stage stage(DelegatedAdminAccount administrator) {
    return switch (Answer.has(administrator.status(), ADMINISTRATORS, "status")) {
      case ENABLED -> Stage.DONE;
      case DISABLE_IN_PROGRESS -> Stage.BEING_REMOVED;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(ADMINISTRATORS, "a status that is known here");
    };
  }
}
