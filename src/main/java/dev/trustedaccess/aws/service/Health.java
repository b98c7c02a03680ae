package dev.trustedaccess.aws.service;

import java.util.Map;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.health.HealthClient;
import software.amazon.awssdk.services.health.model.DescribeHealthServiceStatusForOrganizationResponse;

/**
 * AWS Health's organizational view. Its own calls enable and disable it, and both may be pending for a time (API shape
 * DescribeHealthServiceStatusForOrganizationResponse). Where only Organizations enables access, its role is missing.
 */
final class Health {
  private static final Service<HealthClient> HEALTH = Service.of(HealthClient.class, HealthClient::builder);
  private static final Regions REGION = Regions.only("us-east-1");

  private static final Listing<HealthClient, DescribeHealthServiceStatusForOrganizationResponse> STATUS = HEALTH
      .read(
          "health:DescribeHealthServiceStatusForOrganization",
          (health, override) -> health.describeHealthServiceStatusForOrganization(
              request -> request.overrideConfiguration(override)))
      .at(Who.MANAGEMENT, REGION);

  /** The IAM actions are those that AWS's managed policy AWSHealthFullAccess allows for these calls. */
  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("health", "health.amazonaws.com")
      .enabledBy(
          HEALTH.change(
              "health:EnableHealthServiceAccessForOrganization",
              (health, override, _) -> health.enableHealthServiceAccessForOrganization(
                  request -> request.overrideConfiguration(override)))
              .forwardingOnPrincipal("organizations:EnableAWSServiceAccess")
              .makingItsRole(),
          REGION)
      .disabledBy(
          HEALTH.change(
              "health:DisableHealthServiceAccessForOrganization",
              (health, override, _) -> health.disableHealthServiceAccessForOrganization(
                  request -> request.overrideConfiguration(override)))
              .forwardingOnPrincipal("organizations:DisableAWSServiceAccess"),
          REGION)
      .awaitingStatus(
          "the organizational view", STATUS, "healthServiceAccessStatusForOrganization",
          DescribeHealthServiceStatusForOrganizationResponse::healthServiceAccessStatusForOrganization,
          Map.of("ENABLED", Stage.DONE, "PENDING", Stage.IN_PROGRESS, "DISABLED", Stage.ABSENT));

  private Health() {}
}
