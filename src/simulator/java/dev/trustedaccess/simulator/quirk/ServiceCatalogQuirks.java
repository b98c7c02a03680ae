package dev.trustedaccess.simulator.quirk;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;

/**
 * AWS Service Catalog, API version 2015-12-10. Its API reference says that DisableAWSOrganizationsAccess cannot be called while
 * there are delegated administrators. It does not say what the call answers then, nor what EnableAWSOrganizationsAccess answers
 * where access is enabled already; of the refusals in its model, this one fits.
 */
final class ServiceCatalogQuirks {
  private static final String PRINCIPAL = "servicecatalog.amazonaws.com";

  private ServiceCatalogQuirks() {}

  static AwsApi api() {
    return AwsApi.of("servicecatalog")
        .changes(
            "EnableAWSOrganizationsAccess",
            Quirks.guarded(
                "servicecatalog", "EnableAWSOrganizationsAccess", ServiceCatalogQuirks::requireNoAccess))
        .changes(
            "DisableAWSOrganizationsAccess",
            Quirks.guarded(
                "servicecatalog", "DisableAWSOrganizationsAccess", ServiceCatalogQuirks::requireNoAdministrators));
  }

  private static void requireNoAccess(Request request) {
    if (request.account().organization().filter(organization -> organization.isSetUp(PRINCIPAL)).isPresent()) {
      throw Refusal.of("InvalidStateException", "Organizations access is enabled already.");
    }
  }

  private static void requireNoAdministrators(Request request) {
    if (request.account()
        .organization()
        .filter(organization -> !organization.delegatedAdministrators(PRINCIPAL).isEmpty())
        .isPresent()) {
      throw Refusal.of("InvalidStateException", "The organization has delegated administrators.");
    }
  }
}
