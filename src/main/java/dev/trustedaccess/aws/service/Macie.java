package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Administrator;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.macie2.Macie2Client;
import software.amazon.awssdk.services.macie2.model.AdminAccount;
import software.amazon.awssdk.services.macie2.model.ListOrganizationAdminAccountsResponse;

/**
 * Amazon Macie. The management account appoints its administrator in each Region, in which Macie should be enabled in the
 * management account: AWS's accelerator enables it there first, but no page says which calls Macie denies otherwise. A
 * dismissal leaves the account registered with Organizations. Macie also denies it while the management account is a member of
 * the administrator (user guide, page "Changing the Macie administrator account for an organization").
 */
final class Macie {
  private static final Service<Macie2Client> MACIE = Service.of(Macie2Client.class, Macie2Client::builder);
  private static final String ADMINISTRATORS = "macie2:ListOrganizationAdminAccounts";

  /**
   * What the user guide's page "Integrating and configuring an organization in Macie" names; what a dismissal needs is inferred.
   * Macie makes its role in the administrator's account.
   */
  private static final Administrator<Macie2Client, AdminAccount> ADMINISTRATOR = Administrator.of(
      MACIE
          .list(
              ADMINISTRATORS,
              (macie, override) -> macie.listOrganizationAdminAccountsPaginator(
                  request -> request.overrideConfiguration(override)),
              ListOrganizationAdminAccountsResponse::adminAccounts)
          .identifiedBy("accountId", AdminAccount::accountId),
      MACIE.change(
          "macie2:EnableOrganizationAdminAccount",
          (macie, override, account) -> macie.enableOrganizationAdminAccount(
              request -> request.overrideConfiguration(override).adminAccountId(account)))
          .forwarding("organizations:DescribeOrganization", "organizations:ListAWSServiceAccessForOrganization")
          .forwardingOnPrincipal(
              "organizations:EnableAWSServiceAccess", "organizations:RegisterDelegatedAdministrator"),
      MACIE.change(
          "macie2:DisableOrganizationAdminAccount",
          (macie, override, account) -> macie.disableOrganizationAdminAccount(
              request -> request.overrideConfiguration(override).adminAccountId(account)))
          .forwarding("organizations:DescribeOrganization"))
      .staged(Macie::stage);

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("macie", "macie.amazonaws.com")
      .administeredBy(ADMINISTRATOR);

  private Macie() {}

  private static Stage stage(AdminAccount administrator) {
    return switch (Answer.has(administrator.status(), ADMINISTRATORS, "status")) {
      case ENABLED -> Stage.DONE;
      case DISABLING_IN_PROGRESS -> Stage.BEING_REMOVED;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(ADMINISTRATORS, "a status that is known here");
    };
  }
}
