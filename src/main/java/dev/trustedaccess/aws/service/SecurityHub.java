package dev.trustedaccess.aws.service;

import java.util.List;

import dev.trustedaccess.aws.parts.Administrator;
import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AdminAccount;
import software.amazon.awssdk.services.securityhub.model.ConfigurationPolicySummary;
import software.amazon.awssdk.services.securityhub.model.DescribeOrganizationConfigurationResponse;
import software.amazon.awssdk.services.securityhub.model.FindingAggregator;
import software.amazon.awssdk.services.securityhub.model.InvalidAccessException;
import software.amazon.awssdk.services.securityhub.model.ListConfigurationPoliciesResponse;
import software.amazon.awssdk.services.securityhub.model.ListFindingAggregatorsResponse;
import software.amazon.awssdk.services.securityhub.model.ListOrganizationAdminAccountsResponse;
import software.amazon.awssdk.services.securityhub.model.OrganizationConfiguration;
import software.amazon.awssdk.services.securityhub.model.OrganizationConfigurationConfigurationType;
import software.amazon.awssdk.services.securityhub.model.SecurityHubFeature;

/**
 * AWS Security Hub CSPM and AWS Security Hub, two features of one principal. The management account appoints the
 * administrator of CSPM in each Region; that account then is the administrator of Security Hub, too (user guide,
 * "Designating a delegated administrator in Security Hub"), so that one is read and never appointed. A dismissal leaves
 * the registration with Organizations; ending that dismisses both administrators in all Regions (user guide, "Removing or
 * changing the delegated administrator").
 */
final class SecurityHub {
  private static final Service<SecurityHubClient> SECURITY_HUB = Service.of(
      SecurityHubClient.class, SecurityHubClient::builder);
  private static final String ADMINISTRATORS = "securityhub:ListOrganizationAdminAccounts";
  private static final String CONFIGURATION = "securityhub:DescribeOrganizationConfiguration";

  /** What the managed policy AWSSecurityHubOrganizationsAccess names, less what belongs to policies. */
  private static final Administrator<SecurityHubClient, AdminAccount> ADMINISTRATOR = Administrator.of(
      SECURITY_HUB
          .list(
              ADMINISTRATORS,
              (hub, override) -> hub.listOrganizationAdminAccountsPaginator(
                  request -> request.overrideConfiguration(override)),
              ListOrganizationAdminAccountsResponse::adminAccounts)
          .identifiedBy("AccountId", AdminAccount::accountId),
      SECURITY_HUB.change(
          "securityhub:EnableOrganizationAdminAccount",
          (hub, override, account) -> hub.enableOrganizationAdminAccount(
              request -> request.overrideConfiguration(override).adminAccountId(account)))
          .forwarding(
              "organizations:DescribeAccount", "organizations:DescribeOrganization",
              "organizations:DescribeOrganizationalUnit", "organizations:ListAccounts",
              "organizations:ListAWSServiceAccessForOrganization")
          .forwardingOnPrincipal(
              "organizations:EnableAWSServiceAccess",
              "organizations:ListDelegatedAdministrators",
              "organizations:RegisterDelegatedAdministrator"),
      SECURITY_HUB.change(
          "securityhub:DisableOrganizationAdminAccount",
          (hub, override, account) -> hub.disableOrganizationAdminAccount(
              request -> request.overrideConfiguration(override).adminAccountId(account)))
          .forwarding("organizations:DescribeOrganization")
          .refusedFor(Cause.CENTRAL_CONFIGURATION))
      .staged(SecurityHub::stage);

  /** Those of Security Hub, where the call without a feature lists those of CSPM. */
  private static final Listing<SecurityHubClient, AdminAccount> V2_ADMINISTRATORS = SECURITY_HUB
      .list(
          ADMINISTRATORS,
          (hub, override) -> hub.listOrganizationAdminAccountsPaginator(
              request -> request.overrideConfiguration(override).feature(SecurityHubFeature.SECURITY_HUB_V2)),
          ListOrganizationAdminAccountsResponse::adminAccounts)
      .identifiedBy("AccountId", AdminAccount::accountId);

  /**
   * Only the administrator may list them, in its home Region, which its finding aggregator shows; central configuration
   * needs one (API reference, ListConfigurationPolicies; user guide, "Central configuration"). Those of a home Region that is
   * not managed are not found; the refusal of the dismissal then shows them.
   */
  private static final Listing<SecurityHubClient, ConfigurationPolicySummary> POLICIES = SECURITY_HUB
      .list(
          "securityhub:ListFindingAggregators",
          (hub, override) -> hub.listFindingAggregatorsPaginator(request -> request.overrideConfiguration(override)),
          ListFindingAggregatorsResponse::findingAggregators)
      .inItsRegion("FindingAggregatorArn", FindingAggregator::findingAggregatorArn)
      .each(
          CONFIGURATION,
          (hub, override, _) -> List.of(
              hub.describeOrganizationConfiguration(request -> request.overrideConfiguration(override))),
          List::of)
      // Security Hub CSPM is off in this account, or the account is not its administrator.
      .emptyOn(InvalidAccessException.class)
      .counting(SecurityHub::isCentral)
      .each(
          "securityhub:ListConfigurationPolicies",
          (hub, override, _) -> hub.listConfigurationPoliciesPaginator(
              request -> request.overrideConfiguration(override)),
          ListConfigurationPoliciesResponse::configurationPolicySummaries)
      .identifiedBy("Name", ConfigurationPolicySummary::name)
      .at(Who.ADMINISTRATORS, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("security-hub", "securityhub.amazonaws.com")
      .administeredBy(ADMINISTRATOR)
      .leaving("v2-administrator", V2_ADMINISTRATORS)
      .leavingWithAdministrator("configuration-policy", POLICIES);

  private SecurityHub() {}

  private static Stage stage(AdminAccount administrator) {
    return switch (Answer.has(administrator.status(), ADMINISTRATORS, "Status")) {
      case ENABLED -> Stage.DONE;
      case DISABLE_IN_PROGRESS -> Stage.BEING_REMOVED;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(ADMINISTRATORS, "a Status that is known here");
    };
  }

  private static boolean isCentral(DescribeOrganizationConfigurationResponse answer) {
    OrganizationConfiguration configuration = Answer.has(
        answer.organizationConfiguration(), CONFIGURATION, "OrganizationConfiguration");
    return Answer.has(configuration.configurationType(), CONFIGURATION,
        "ConfigurationType") != OrganizationConfigurationConfigurationType.LOCAL;
  }
}
