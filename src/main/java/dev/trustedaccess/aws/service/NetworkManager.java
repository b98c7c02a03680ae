package dev.trustedaccess.aws.service;

import java.util.Map;

import dev.trustedaccess.aws.parts.ChangeCall;
import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.networkmanager.NetworkManagerClient;
import software.amazon.awssdk.services.networkmanager.model.DescribeGlobalNetworksResponse;
import software.amazon.awssdk.services.networkmanager.model.GetTransitGatewayRegistrationsResponse;
import software.amazon.awssdk.services.networkmanager.model.ListOrganizationServiceAccessStatusResponse;
import software.amazon.awssdk.services.networkmanager.model.OrganizationStatus;
import software.amazon.awssdk.services.networkmanager.model.TransitGatewayRegistration;
import software.amazon.awssdk.services.networkmanager.model.TransitGatewayRegistrationState;

/**
 * AWS Network Manager. One call of its own enables and disables access, and deploys its role to every account; the service
 * tells for the organization how far that is (API type OrganizationStatus). Global networks belong to the management account
 * and to delegated administrators, and have transit gateways of every Region.
 */
final class NetworkManager {
  private static final Service<NetworkManagerClient> NETWORK_MANAGER = Service.of(
      NetworkManagerClient.class, NetworkManagerClient::builder);
  private static final Regions REGION = Regions.only("us-west-2");
  private static final String STATUS = "networkmanager:ListOrganizationServiceAccessStatus";
  private static final String NETWORKS = "networkmanager:DescribeGlobalNetworks";
  private static final String REGISTRATIONS = "networkmanager:GetTransitGatewayRegistrations";

  /** Its first page: all pages have the organization's status, and differ in the accounts that they list. */
  private static final Listing<NetworkManagerClient, ListOrganizationServiceAccessStatusResponse> ACCESS = NETWORK_MANAGER
      .read(
          STATUS,
          (networks, override) -> networks.listOrganizationServiceAccessStatus(
              request -> request.overrideConfiguration(override)))
      .at(Who.MANAGEMENT, REGION);

  /** Transit gateways of other accounts: those of the global network's own account need no trusted access. */
  private static final Listing<NetworkManagerClient, TransitGatewayRegistration> TRANSIT_GATEWAYS = NETWORK_MANAGER
      .list(
          NETWORKS,
          (networks, override) -> networks.describeGlobalNetworksPaginator(
              request -> request.overrideConfiguration(override)),
          DescribeGlobalNetworksResponse::globalNetworks)
      .each(
          REGISTRATIONS,
          (networks, override, network) -> networks.getTransitGatewayRegistrationsPaginator(
              request -> request.overrideConfiguration(override)
                  .globalNetworkId(Answer.has(network.globalNetworkId(), NETWORKS, "GlobalNetworkId"))),
          GetTransitGatewayRegistrationsResponse::transitGatewayRegistrations)
      .ofOtherAccounts("TransitGatewayArn", TransitGatewayRegistration::transitGatewayArn)
      .counting(NetworkManager::isThere)
      .identifiedBy("TransitGatewayArn", TransitGatewayRegistration::transitGatewayArn)
      .boundedTo("arn:{partition}:networkmanager::*:global-network/*")
      .at(Who.BOTH, REGION.foundGlobally());

  /** That it creates its role in the caller's name is in AWS's managed policy AWSNetworkManagerFullAccess. */
  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("network-manager", "networkmanager.amazonaws.com")
      .enabledBy(
          update("ENABLE").forwardingOnPrincipal("organizations:EnableAWSServiceAccess").makingItsRole(), REGION)
      .disabledBy(update("DISABLE").forwardingOnPrincipal("organizations:DisableAWSServiceAccess"), REGION)
      .awaitingStatus(
          "multi-account access", ACCESS, "OrganizationAwsServiceAccessStatus and SLRDeploymentStatus",
          NetworkManager::status,
          Map.of("DISABLED", Stage.ABSENT, "IN_PROGRESS", Stage.IN_PROGRESS, "SUCCEEDED", Stage.DONE))
      .leaving("transit-gateway", TRANSIT_GATEWAYS);

  private NetworkManager() {}

  private static ChangeCall<NetworkManagerClient> update(String action) {
    return NETWORK_MANAGER.change(
        "networkmanager:StartOrganizationServiceAccessUpdate",
        (networks, override, _) -> networks.startOrganizationServiceAccessUpdate(
            request -> request.overrideConfiguration(override).action(action)));
  }

  /** The deployment of the role, once access is enabled. */
  private static @Nullable String status(ListOrganizationServiceAccessStatusResponse answer) {
    OrganizationStatus status = Answer.has(answer.organizationStatus(), STATUS, "OrganizationStatus");
    return "ENABLED".equals(status.organizationAwsServiceAccessStatus())
        ? status.slrDeploymentStatus()
        : status.organizationAwsServiceAccessStatus();
  }

  private static boolean isThere(TransitGatewayRegistration registration) {
    return Answer.has(Answer.has(registration.state(), REGISTRATIONS, "State").code(), REGISTRATIONS,
        "State.Code") != TransitGatewayRegistrationState.DELETED;
  }
}
