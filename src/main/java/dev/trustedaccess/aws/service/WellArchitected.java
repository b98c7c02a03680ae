package dev.trustedaccess.aws.service;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.trustedaccess.aws.parts.ChangeCall;
import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.wellarchitected.WellArchitectedClient;
import software.amazon.awssdk.services.wellarchitected.model.GetGlobalSettingsResponse;
import software.amazon.awssdk.services.wellarchitected.model.ListWorkloadSharesResponse;
import software.amazon.awssdk.services.wellarchitected.model.ListWorkloadsResponse;
import software.amazon.awssdk.services.wellarchitected.model.OrganizationSharingStatus;
import software.amazon.awssdk.services.wellarchitected.model.ShareStatus;
import software.amazon.awssdk.services.wellarchitected.model.WorkloadShareSummary;

/**
 * AWS Well-Architected Tool. Its account-level settings enable and disable organization sharing, and with it access; the call
 * leaves settings that it does not name as they are. Where only Organizations enables access, its role is missing. Each
 * account owns what it shares; read are the workloads of the management account, and no lenses, profiles and templates.
 */
final class WellArchitected {
  private static final Service<WellArchitectedClient> TOOL = Service.of(
      WellArchitectedClient.class, WellArchitectedClient::builder);
  private static final String WORKLOADS = "wellarchitected:ListWorkloads";
  private static final String SHARES = "wellarchitected:ListWorkloadShares";
  private static final Set<ShareStatus> ENDED = EnumSet.of(
      ShareStatus.REJECTED, ShareStatus.REVOKED, ShareStatus.EXPIRED, ShareStatus.FAILED);

  private static final Listing<WellArchitectedClient, GetGlobalSettingsResponse> SETTINGS = TOOL
      .read(
          "wellarchitected:GetGlobalSettings",
          (tool, override) -> tool.getGlobalSettings(request -> request.overrideConfiguration(override)))
      .at(Who.MANAGEMENT, Regions.home());

  /** Workloads that others share are listed, too, but only the owner of one lists its shares. */
  private static final Listing<WellArchitectedClient, WorkloadShareSummary> WORKLOAD_SHARES = TOOL
      .list(
          WORKLOADS,
          (tool, override) -> tool.listWorkloadsPaginator(request -> request.overrideConfiguration(override)),
          ListWorkloadsResponse::workloadSummaries)
      .ownedBy("Owner", workload -> workload.owner())
      .each(
          SHARES,
          (tool, override, workload) -> tool.listWorkloadSharesPaginator(
              request -> request.overrideConfiguration(override)
                  .workloadId(Answer.has(workload.workloadId(), WORKLOADS, "WorkloadId"))),
          ListWorkloadSharesResponse::workloadShareSummaries)
      .counting(WellArchitected::isWithOrganization)
      .identifiedBy("ShareId", WorkloadShareSummary::shareId)
      .boundedTo("arn:{partition}:wellarchitected:*:*:workload/*")
      .at(Who.MANAGEMENT, Regions.managed());

  /** That it creates its role in the caller's name is in AWS's managed policy WellArchitectedConsoleFullAccess. */
  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("well-architected-tool", "wellarchitected.amazonaws.com")
      .enabledBy(
          sharing(OrganizationSharingStatus.ENABLED).forwardingOnPrincipal("organizations:EnableAWSServiceAccess")
              .makingItsRole(),
          Regions.home())
      .disabledBy(
          sharing(OrganizationSharingStatus.DISABLED).forwardingOnPrincipal("organizations:DisableAWSServiceAccess"),
          Regions.home())
      .awaitingStatus(
          "organization sharing", SETTINGS, "OrganizationSharingStatus",
          GetGlobalSettingsResponse::organizationSharingStatusAsString,
          Map.of("ENABLED", Stage.DONE, "DISABLED", Stage.ABSENT))
      .leaving("workload-share", WORKLOAD_SHARES);

  private WellArchitected() {}

  private static ChangeCall<WellArchitectedClient> sharing(OrganizationSharingStatus status) {
    return TOOL.change(
        "wellarchitected:UpdateGlobalSettings",
        (tool, override, _) -> tool.updateGlobalSettings(
            request -> request.overrideConfiguration(override).organizationSharingStatus(status)));
  }

  /** Accounts and users are invited without trusted access as well. */
  private static boolean isWithOrganization(WorkloadShareSummary share) {
    String with = Answer.has(share.sharedWith(), SHARES, "SharedWith");
    return !with.matches("\\d{12}") && !with.contains(":iam:")
        && !ENDED.contains(Answer.has(share.status(), SHARES, "Status"));
  }
}
