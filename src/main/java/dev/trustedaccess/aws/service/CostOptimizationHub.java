package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.costoptimizationhub.CostOptimizationHubClient;
import software.amazon.awssdk.services.costoptimizationhub.model.EnrollmentStatus;
import software.amazon.awssdk.services.costoptimizationhub.model.ListEnrollmentStatusesResponse;

/**
 * AWS Cost Optimization Hub. When the management account opts in with all member accounts, that enables access, and is the
 * only way to enable it again. The call replaces an earlier choice: an opt-in of the management account alone then includes
 * the members.
 */
final class CostOptimizationHub {
  private static final Service<CostOptimizationHubClient> HUB = Service.of(
      CostOptimizationHubClient.class, CostOptimizationHubClient::builder);
  private static final Regions REGION = Regions.only("us-east-1");
  private static final String STATUSES = "cost-optimization-hub:ListEnrollmentStatuses";

  /**
   * One page is enough: what it says of the member accounts stands beside the list. Without the flag, AWS leaves that out, as
   * Terraform's provider found (resource aws_costoptimizationhub_enrollment_status).
   */
  private static final Listing<CostOptimizationHubClient, ListEnrollmentStatusesResponse> OPT_IN = HUB
      .read(
          STATUSES,
          (hub, override) -> hub.listEnrollmentStatuses(
              request -> request.overrideConfiguration(override).includeOrganizationInfo(true)))
      .counting(CostOptimizationHub::includesMembers)
      .called("includeMemberAccounts")
      .at(Who.MANAGEMENT, REGION.foundGlobally());

  /** What it does in the caller's name is what the user guide's page "Getting started" grants for opting in all accounts. */
  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("cost-optimization-hub", "cost-optimization-hub.bcm.amazonaws.com")
      .enabledBy(
          HUB.change(
              "cost-optimization-hub:UpdateEnrollmentStatus",
              (hub, override, _) -> hub.updateEnrollmentStatus(
                  request -> request.overrideConfiguration(override)
                      .status(EnrollmentStatus.ACTIVE)
                      .includeMemberAccounts(true)))
              .forwardingOnPrincipal("organizations:EnableAWSServiceAccess")
              .makingItsRole(),
          REGION)
      .awaiting("the opt-in of member accounts", OPT_IN)
      .leaving("opt-in", OPT_IN);

  private CostOptimizationHub() {}

  /** Where nothing is said of members, and the list shows every account as opted out, no member is opted in. */
  private static boolean includesMembers(ListEnrollmentStatusesResponse statuses) {
    return (statuses.includeMemberAccounts() != null || !isEverybodyOut(statuses))
        && Answer.has(statuses.includeMemberAccounts(), STATUSES, "includeMemberAccounts");
  }

  private static boolean isEverybodyOut(ListEnrollmentStatusesResponse statuses) {
    return statuses.hasItems() && statuses.nextToken() == null
        && statuses.items().stream().allMatch(account -> account.status() == EnrollmentStatus.INACTIVE);
  }
}
