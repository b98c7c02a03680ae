package dev.trustedaccess.aws.service;

import java.util.Map;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CapacityManagerDataExportResponse;
import software.amazon.awssdk.services.ec2.model.CapacityManagerStatus;
import software.amazon.awssdk.services.ec2.model.DescribeCapacityManagerDataExportsResponse;
import software.amazon.awssdk.services.ec2.model.GetCapacityManagerAttributesResponse;

/**
 * EC2 Capacity Manager. Once Organizations enables access, a person enables it with organizations access in one Region of the
 * organization. How far it is with collecting data is no matter of access. Data exports are read only where it is enabled.
 */
final class CapacityManager {
  private static final Service<Ec2Client> EC2 = Service.of(Ec2Client.class, Ec2Client::builder);
  private static final String ATTRIBUTES = "ec2:GetCapacityManagerAttributes";

  private static final Listing<Ec2Client, GetCapacityManagerAttributesResponse> ASKED = EC2.read(
      ATTRIBUTES,
      (ec2, override) -> ec2.getCapacityManagerAttributes(request -> request.overrideConfiguration(override)));

  private static final Listing<Ec2Client, CapacityManagerDataExportResponse> EXPORTS = ASKED
      .counting(
          answer -> Answer.has(
              answer.capacityManagerStatus(), ATTRIBUTES, "capacityManagerStatus") != CapacityManagerStatus.DISABLED)
      .each(
          "ec2:DescribeCapacityManagerDataExports",
          (ec2, override, _) -> ec2.describeCapacityManagerDataExportsPaginator(
              request -> request.overrideConfiguration(override)),
          DescribeCapacityManagerDataExportsResponse::capacityManagerDataExports)
      .identifiedBy("capacityManagerDataExportId", CapacityManagerDataExportResponse::capacityManagerDataExportId)
      .at(Who.BOTH, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("ec2-capacity-manager", "ec2.capacitymanager.amazonaws.com")
      .awaitingStatusInOneRegion(
          "the organizations access of Capacity Manager", ASKED.at(Who.MANAGEMENT, Regions.managed()),
          "organizationsAccess", CapacityManager::organizationsAccess,
          Map.of("true", Stage.DONE, "false", Stage.ABSENT))
      .leaving("data-export", EXPORTS);

  private CapacityManager() {}

  /** Nothing of the organization is said where Capacity Manager is disabled. */
  private static @Nullable String organizationsAccess(GetCapacityManagerAttributesResponse answer) {
    Boolean access = answer.organizationsAccess();
    return access == null && answer.capacityManagerStatus() == CapacityManagerStatus.DISABLED
        ? "false"
        : access == null ? null : access.toString();
  }
}
