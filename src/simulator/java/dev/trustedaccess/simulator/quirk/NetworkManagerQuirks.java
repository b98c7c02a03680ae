package dev.trustedaccess.simulator.quirk;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Organization;

/**
 * AWS Network Manager, API version 2019-07-05. Its status is that of access and of the role's deployment (API type
 * OrganizationStatus). Its user guide's page "Multi-account" says that all delegated administrators must be deregistered before
 * access is disabled. It does not say what the call answers otherwise; of the refusals in the API's model, this one fits.
 */
final class NetworkManagerQuirks {
  private static final String PRINCIPAL = "networkmanager.amazonaws.com";
  private static final String UPDATE = "StartOrganizationServiceAccessUpdate";

  private NetworkManagerQuirks() {}

  static AwsApi api() {
    return AwsApi.of("networkmanager")
        .reads("ListOrganizationServiceAccessStatus", NetworkManagerQuirks::status)
        .changes(UPDATE, Quirks.guarded("networkmanager", UPDATE, NetworkManagerQuirks::requireNoAdministrators));
  }

  private static Fields status(Request request) {
    Organization organization = request.account()
        .organization()
        .orElseThrow(() -> Refusal.of("AccessDeniedException", "The account is in no organization."));
    boolean deploying = organization.ownCalls().pending(PRINCIPAL, request.now());
    return Fields.of(
        "OrganizationStatus",
        Fields.of("OrganizationId", organization.id())
            .with("OrganizationAwsServiceAccessStatus", organization.isSetUp(PRINCIPAL) ? "ENABLED" : "DISABLED")
            .with("SLRDeploymentStatus", deploying ? "IN_PROGRESS" : "SUCCEEDED"));
  }

  private static void requireNoAdministrators(Request request) {
    boolean administered = request.account()
        .organization()
        .filter(organization -> !organization.delegatedAdministrators(PRINCIPAL).isEmpty())
        .isPresent();
    if (administered && request.text("Action").equals("DISABLE")) {
      throw Refusal.of("ConflictException", 409, "Deregister all delegated administrators before access is disabled.");
    }
  }
}
