package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.licensemanager.LicenseManagerClient;
import software.amazon.awssdk.services.licensemanager.model.GetServiceSettingsResponse;
import software.amazon.awssdk.services.licensemanager.model.LicenseManagerException;

/**
 * AWS License Manager. A setting links the organization, and enables access for two principals. Settings belong to a Region:
 * the operator links the home Region, and a person others. The call names this setting alone, and so keeps the others. A
 * person unlinks the organization by the same call (user guide, "Managed license settings").
 */
final class LicenseManager {
  private static final Service<LicenseManagerClient> LICENSES = Service.of(
      LicenseManagerClient.class, LicenseManagerClient::builder);
  private static final String PRINCIPAL = "license-manager.amazonaws.com";
  private static final String MEMBER_ACCOUNT = "license-manager.member-account.amazonaws.com";
  private static final String SETTINGS = "license-manager:GetServiceSettings";

  /**
   * Without its core role, License Manager tells no setting, whatever IAM allows. It answers in these words, by several
   * exceptions. The account then has no link: a role that is in use cannot be deleted (user guide, "Using service-linked
   * roles").
   */
  static final Listing<LicenseManagerClient, GetServiceSettingsResponse> LINK = LICENSES
      .read(
          SETTINGS,
          (licenses, override) -> licenses.getServiceSettings(request -> request.overrideConfiguration(override)))
      .emptyOn(LicenseManagerException.class, "Service role not found")
      .counting(LicenseManager::isLinked)
      .called("OrganizationConfiguration")
      .at(Who.MANAGEMENT, Regions.managed().andHome());

  /**
   * That it creates roles of three principals in the management account is on the Organizations user guide's page "AWS License
   * Manager"; that it does so in the caller's name is inferred. Those of members are License Manager's to create.
   */
  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("license-manager", PRINCIPAL)
      .enabledBy(
          LICENSES.change(
              "license-manager:UpdateServiceSettings",
              (licenses, override, _) -> licenses.updateServiceSettings(
                  request -> request.overrideConfiguration(override)
                      .organizationConfiguration(configuration -> configuration.enableIntegration(true))))
              .forwarding("organizations:DescribeOrganization")
              .forwardingOnPrincipal("organizations:EnableAWSServiceAccess")
              .onPrincipals(PRINCIPAL, MEMBER_ACCOUNT)
              .makingRolesOf(PRINCIPAL, "license-manager.master-account.amazonaws.com", MEMBER_ACCOUNT),
          Regions.home())
      .awaiting("a link to the organization", LINK)
      .leaving("link", LINK);

  private LicenseManager() {}

  private static boolean isLinked(GetServiceSettingsResponse settings) {
    return Answer.has(
        Answer.has(settings.organizationConfiguration(), SETTINGS, "OrganizationConfiguration").enableIntegration(),
        SETTINGS, "OrganizationConfiguration.EnableIntegration");
  }
}
