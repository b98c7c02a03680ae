package dev.trustedaccess.simulator.quirk;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;

/**
 * AWS CloudFormation, API version 2010-05-15. Its user guide's page "Activate trusted access for StackSets with AWS
 * Organizations" says that all delegated administrators must be deregistered before access is deactivated. It does not say
 * what the call answers otherwise; of the refusals in the API's model of DeactivateOrganizationsAccess, this one fits.
 */
final class CloudFormationQuirks {
  private static final String PRINCIPAL = "member.org.stacksets.cloudformation.amazonaws.com";

  private CloudFormationQuirks() {}

  static AwsApi api() {
    return AwsApi.of("cloudformation")
        .changes(
            "DeactivateOrganizationsAccess",
            Quirks.guarded(
                "cloudformation", "DeactivateOrganizationsAccess", CloudFormationQuirks::requireNoAdministrators));
  }

  private static void requireNoAdministrators(Request request) {
    if (request.account()
        .organization()
        .filter(organization -> !organization.delegatedAdministrators(PRINCIPAL).isEmpty())
        .isPresent()) {
      throw Refusal.of(
          "InvalidOperationException", "Deregister all delegated administrators before access is deactivated.");
    }
  }
}
