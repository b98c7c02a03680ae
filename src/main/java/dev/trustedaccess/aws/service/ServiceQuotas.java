package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.AwsServiceAccessNotEnabledException;
import software.amazon.awssdk.services.servicequotas.model.GetAssociationForServiceQuotaTemplateResponse;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuotaTemplateAssociationStatus;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuotaTemplateNotInUseException;
import software.amazon.awssdk.services.servicequotas.model.TemplatesNotAvailableInRegionException;

/**
 * Service Quotas. Associating its template with the organization enables access; new accounts then get the quotas that the
 * template requests. What a template requests stays with it, so it is not listed. AWS documents that the template is not in
 * every Region, but not in which: US East (N. Virginia) is what Terraform's provider requires.
 */
final class ServiceQuotas {
  private static final Service<ServiceQuotasClient> QUOTAS = Service.of(
      ServiceQuotasClient.class, ServiceQuotasClient::builder);
  private static final Regions REGION = Regions.only("us-east-1");
  private static final String ASSOCIATION = "servicequotas:GetAssociationForServiceQuotaTemplate";

  /** There is none either without access, before its first use, or where there is no template. */
  private static final Listing<ServiceQuotasClient, GetAssociationForServiceQuotaTemplateResponse> ASSOCIATED = QUOTAS
      .read(
          ASSOCIATION,
          (quotas, override) -> quotas.getAssociationForServiceQuotaTemplate(
              request -> request.overrideConfiguration(override)))
      .emptyOn(AwsServiceAccessNotEnabledException.class)
      .emptyOn(ServiceQuotaTemplateNotInUseException.class)
      .emptyOn(TemplatesNotAvailableInRegionException.class)
      .counting(
          answer -> Answer.has(
              answer.serviceQuotaTemplateAssociationStatus(), ASSOCIATION,
              "ServiceQuotaTemplateAssociationStatus") != ServiceQuotaTemplateAssociationStatus.DISASSOCIATED)
      .called("quota-request-template")
      .at(Who.MANAGEMENT, REGION.foundGlobally());

  /** What it does in the caller's name is what AWS's managed policy ServiceQuotasFullAccess allows beside the call. */
  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("service-quotas", "servicequotas.amazonaws.com")
      .enabledBy(
          QUOTAS.change(
              "servicequotas:AssociateServiceQuotaTemplate",
              (quotas, override, _) -> quotas.associateServiceQuotaTemplate(
                  request -> request.overrideConfiguration(override)))
              .forwardingOnPrincipal("organizations:EnableAWSServiceAccess")
              .makingItsRole(),
          REGION)
      .awaiting("the association of the quota request template", ASSOCIATED)
      .leaving("association", ASSOCIATED);

  private ServiceQuotas() {}
}
