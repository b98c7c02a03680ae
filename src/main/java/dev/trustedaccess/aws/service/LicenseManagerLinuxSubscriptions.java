package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.licensemanagerlinuxsubscriptions.LicenseManagerLinuxSubscriptionsClient;
import software.amazon.awssdk.services.licensemanagerlinuxsubscriptions.model.GetServiceSettingsResponse;
import software.amazon.awssdk.services.licensemanagerlinuxsubscriptions.model.LinuxSubscriptionsDiscovery;
import software.amazon.awssdk.services.licensemanagerlinuxsubscriptions.model.OrganizationIntegration;

/**
 * Linux subscriptions in AWS License Manager. Once Organizations enables access, a person creates the service's role, chooses
 * the Regions in which subscriptions are discovered, and links the organization. The operator never sends that call: it
 * replaces the Regions that somebody chose.
 */
final class LicenseManagerLinuxSubscriptions {
  private static final Service<LicenseManagerLinuxSubscriptionsClient> SUBSCRIPTIONS = Service.of(
      LicenseManagerLinuxSubscriptionsClient.class, LicenseManagerLinuxSubscriptionsClient::builder);
  private static final String SETTINGS = "license-manager-linux-subscriptions:GetServiceSettings";

  /** The discovery of the organization, in each Region in which its data is aggregated. */
  private static final Listing<LicenseManagerLinuxSubscriptionsClient, GetServiceSettingsResponse> DISCOVERY = SUBSCRIPTIONS
      .read(
          SETTINGS,
          (subscriptions, override) -> subscriptions.getServiceSettings(
              request -> request.overrideConfiguration(override)))
      .counting(LicenseManagerLinuxSubscriptions::isOfOrganization)
      .called("LinuxSubscriptionsDiscoverySettings")
      .at(Who.MANAGEMENT, Regions.managed().andHome());

  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("license-manager-linux-subscriptions", "license-manager-linux-subscriptions.amazonaws.com")
      .awaiting("a linked discovery", DISCOVERY, LicenseManagerLinuxSubscriptions::stage)
      .leaving("discovery", DISCOVERY);

  private LicenseManagerLinuxSubscriptions() {}

  /** A discovery that is off has no settings, or settings that nothing uses. */
  private static boolean isOfOrganization(GetServiceSettingsResponse answer) {
    if (Answer.has(
        answer.linuxSubscriptionsDiscovery(), SETTINGS,
        "LinuxSubscriptionsDiscovery") == LinuxSubscriptionsDiscovery.DISABLED) {
      return false;
    }
    OrganizationIntegration integration = Answer.has(
        Answer.has(answer.linuxSubscriptionsDiscoverySettings(), SETTINGS, "LinuxSubscriptionsDiscoverySettings")
            .organizationIntegration(),
        SETTINGS, "LinuxSubscriptionsDiscoverySettings.OrganizationIntegration");
    return switch (integration) {
      case ENABLED -> true;
      case DISABLED -> false;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(SETTINGS, "an OrganizationIntegration that is known here");
    };
  }

  private static Stage stage(GetServiceSettingsResponse settings) {
    return switch (Answer.has(settings.status(), SETTINGS, "Status")) {
      case COMPLETED, SUCCESSFUL -> Stage.DONE;
      case IN_PROGRESS -> Stage.IN_PROGRESS;
      case FAILED -> Stage.FAILED;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(SETTINGS, "a Status that is known here");
    };
  }
}
