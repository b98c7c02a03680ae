package dev.trustedaccess.simulator.quirk;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;

/**
 * Service Quotas, API version 2019-06-24. By its exception AWSServiceAccessNotEnabledException, a template that is not
 * associated is not told as such while access is not enabled. Whether an association outlasts access is not documented.
 */
final class ServiceQuotasQuirks {
  private static final String SERVICE = "servicequotas";
  private static final String PRINCIPAL = "servicequotas.amazonaws.com";
  private static final String ASSOCIATION = "GetAssociationForServiceQuotaTemplate";
  private static final String KIND = "service-quotas/association";

  private ServiceQuotasQuirks() {}

  static AwsApi api() {
    return AwsApi.of(SERVICE)
        .reads(ASSOCIATION, Quirks.guarded(SERVICE, ASSOCIATION, ServiceQuotasQuirks::requireAccess));
  }

  private static void requireAccess(Request request) {
    boolean enabled = request.account()
        .organization()
        .filter(organization -> organization.isEnabled(PRINCIPAL))
        .isPresent();
    if (!enabled && request.account().things(request.region()).names(KIND).isEmpty()) {
      throw Refusal.of("AWSServiceAccessNotEnabledException", "Trusted access is not enabled.");
    }
  }
}
