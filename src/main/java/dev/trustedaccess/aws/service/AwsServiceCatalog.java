package dev.trustedaccess.aws.service;

import java.util.List;
import java.util.Map;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.servicecatalog.ServiceCatalogClient;
import software.amazon.awssdk.services.servicecatalog.model.AccessStatus;
import software.amazon.awssdk.services.servicecatalog.model.GetAwsOrganizationsAccessStatusResponse;
import software.amazon.awssdk.services.servicecatalog.model.InvalidStateException;
import software.amazon.awssdk.services.servicecatalog.model.ListOrganizationPortfolioAccessResponse;
import software.amazon.awssdk.services.servicecatalog.model.ListPortfoliosResponse;
import software.amazon.awssdk.services.servicecatalog.model.OrganizationNode;
import software.amazon.awssdk.services.servicecatalog.model.OrganizationNodeType;

/**
 * AWS Service Catalog. Its own calls enable and disable access, and its status may be under change for a time. The home Region
 * is enough for these calls: that their effect is global is inferred. It does not disable access while accounts are registered
 * (API operation DisableAWSOrganizationsAccess), and removes the shares of an account that is deregistered (API operation
 * DeletePortfolioShare). A portfolio is shared in its own Region.
 */
final class AwsServiceCatalog {
  private static final Service<ServiceCatalogClient> CATALOG = Service.of(
      ServiceCatalogClient.class, ServiceCatalogClient::builder);
  private static final String ASK = "servicecatalog:GetAWSOrganizationsAccessStatus";
  private static final String PORTFOLIOS = "servicecatalog:ListPortfolios";

  private static final Listing<ServiceCatalogClient, GetAwsOrganizationsAccessStatusResponse> STATUS = CATALOG
      .read(ASK, AwsServiceCatalog::status)
      .at(Who.MANAGEMENT, Regions.home());

  /** The organization, units and accounts that portfolios are shared with: one call for each type. */
  private static final Listing<ServiceCatalogClient, OrganizationNode> SHARES = CATALOG
      .list(
          PORTFOLIOS,
          (catalog, override) -> catalog.listPortfoliosPaginator(request -> request.overrideConfiguration(override)),
          ListPortfoliosResponse::portfolioDetails)
      .with(
          List.of(
              OrganizationNodeType.ORGANIZATION, OrganizationNodeType.ORGANIZATIONAL_UNIT,
              OrganizationNodeType.ACCOUNT))
      .each(
          "servicecatalog:ListOrganizationPortfolioAccess",
          (catalog, override, asked) -> catalog.listOrganizationPortfolioAccessPaginator(
              request -> request.overrideConfiguration(override)
                  .portfolioId(Answer.has(asked.getKey().id(), PORTFOLIOS, "Id"))
                  .organizationNodeType(asked.getValue())),
          ListOrganizationPortfolioAccessResponse::organizationNodes)
      .identifiedBy("Value", OrganizationNode::value);

  /** The role is the one that the managed policy AWSServiceCatalogAdminFullAccess lets the caller create. */
  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("service-catalog", "servicecatalog.amazonaws.com")
      .enabledBy(
          CATALOG.change("servicecatalog:EnableAWSOrganizationsAccess", AwsServiceCatalog::enable)
              .forwarding(ASK)
              .forwardingOnPrincipal("organizations:EnableAWSServiceAccess")
              .makingRolesOf("orgsdatasync.servicecatalog.amazonaws.com"),
          Regions.home())
      .disabledBy(
          CATALOG.change(
              "servicecatalog:DisableAWSOrganizationsAccess",
              (catalog, override, _) -> catalog.disableAWSOrganizationsAccess(
                  request -> request.overrideConfiguration(override)))
              .forwardingOnPrincipal("organizations:DisableAWSServiceAccess"),
          Regions.home())
      .awaitingStatus(
          "the organizations access of Service Catalog", STATUS, "AccessStatus",
          GetAwsOrganizationsAccessStatusResponse::accessStatusAsString,
          Map.of("ENABLED", Stage.DONE, "UNDER_CHANGE", Stage.IN_PROGRESS, "DISABLED", Stage.ABSENT))
      .leaving("portfolio-share", SHARES.at(Who.MANAGEMENT, Regions.managed()))
      .leaving("delegated-portfolio-share", SHARES.at(Who.ADMINISTRATORS, Regions.managed()));

  private AwsServiceCatalog() {}

  private static GetAwsOrganizationsAccessStatusResponse status(
      ServiceCatalogClient catalog, AwsRequestOverrideConfiguration override) {
    return catalog.getAWSOrganizationsAccessStatus(request -> request.overrideConfiguration(override));
  }

  /**
   * By its model it refuses to enable what is enabled already, as a call may be whose effect Organizations does not list yet.
   * The same refusal has other causes, so its status decides.
   */
  private static AwsResponse enable(
      ServiceCatalogClient catalog, AwsRequestOverrideConfiguration override, String account) {
    try {
      return catalog.enableAWSOrganizationsAccess(request -> request.overrideConfiguration(override));
    } catch (InvalidStateException refused) {
      GetAwsOrganizationsAccessStatusResponse status = status(catalog, override);
      if (status.accessStatus() == AccessStatus.ENABLED) {
        return status;
      }
      throw refused;
    }
  }
}
