package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Administrator;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import software.amazon.awssdk.services.detective.DetectiveClient;
import software.amazon.awssdk.services.detective.model.ListOrganizationAdminAccountsResponse;

/**
 * Amazon Detective. The management account appoints its administrator in each Region, and may be that administrator itself;
 * Organizations lists it only as another account's. A dismissal deletes the Region's behavior graph, and leaves the account
 * registered with Organizations (API operations EnableOrganizationAdminAccount, DisableOrganizationAdminAccount).
 */
final class Detective {
  private static final Service<DetectiveClient> DETECTIVE = Service.of(
      DetectiveClient.class, DetectiveClient::builder);

  /**
   * What the managed policy AmazonDetectiveOrganizationsAccess names. It does not say which call needs what: what a dismissal
   * needs is inferred.
   */
  private static final Administrator<DetectiveClient, ?> ADMINISTRATOR = Administrator.of(
      DETECTIVE
          .list(
              // IAM names the action otherwise than the operation.
              "detective:ListOrganizationAdminAccount",
              (detective, override) -> detective.listOrganizationAdminAccountsPaginator(
                  request -> request.overrideConfiguration(override)),
              ListOrganizationAdminAccountsResponse::administrators)
          .identifiedBy(
              "AccountId", software.amazon.awssdk.services.detective.model.Administrator::accountId),
      DETECTIVE.change(
          "detective:EnableOrganizationAdminAccount",
          (detective, override, account) -> detective.enableOrganizationAdminAccount(
              request -> request.overrideConfiguration(override).accountId(account)))
          .forwarding(
              "organizations:DescribeAccount", "organizations:DescribeOrganization", "organizations:ListAccounts")
          .forwardingOnPrincipal(
              "organizations:EnableAWSServiceAccess",
              "organizations:ListDelegatedAdministrators",
              "organizations:RegisterDelegatedAdministrator")
          .makingItsRole(),
      DETECTIVE.change(
          "detective:DisableOrganizationAdminAccount",
          (detective, override, _) -> detective.disableOrganizationAdminAccount(
              request -> request.overrideConfiguration(override)))
          .forwarding("organizations:DescribeOrganization"));

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("detective", "detective.amazonaws.com")
      .administeredBy(ADMINISTRATOR);

  private Detective() {}
}
