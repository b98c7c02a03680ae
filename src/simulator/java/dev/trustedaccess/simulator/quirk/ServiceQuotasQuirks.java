package dev.trustedaccess.simulator.quirk;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;

/**
 * Service Quotas, API version 2019-06-24. By its exception AWSServiceAccessNotEnabledException, the template's association
 * is not told while access is not enabled.
 */
final class ServiceQuotasQuirks {
  private static final String SERVICE = "servicequotas";
  private static final String PRINCIPAL = "servicequotas.amazonaws.com";
  private static final String ASSOCIATION = "GetAssociationForServiceQuotaTemplate";

  private ServiceQuotasQuirks() {}

  static AwsApi api() {
    return AwsApi.of(SERVICE)
        .reads(ASSOCIATION, Quirks.guarded(SERVICE, ASSOCIATION, ServiceQuotasQuirks::requireAccess));
  }

  private static void requireAccess(Request request) {
    if (request.account().organization().filter(organization -> organization.isEnabled(PRINCIPAL)).isEmpty()) {
      throw Refusal.of("AWSServiceAccessNotEnabledException", "Trusted access is not enabled.");
    }
  }
}
