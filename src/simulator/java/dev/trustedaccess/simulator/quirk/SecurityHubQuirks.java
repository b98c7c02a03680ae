package dev.trustedaccess.simulator.quirk;

import java.util.List;

import dev.trustedaccess.simulator.api.AwsApi;
import dev.trustedaccess.simulator.api.Fields;
import dev.trustedaccess.simulator.api.OrganizationsApi;
import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.api.Request;
import dev.trustedaccess.simulator.world.Organization;

/**
 * AWS Security Hub, API version 2018-10-26. Its user guide's page "Removing or changing the delegated administrator" says that
 * its own API cannot remove the administrator under central configuration, and that Organizations then ends it in all
 * Regions and deletes the configuration policies. It does not say what the call answers; InvalidAccessException is one of the
 * refusals in the API's model of DisableOrganizationAdminAccount, so that is answered here. An account that is no administrator
 * may not ask for the organization's configuration.
 */
final class SecurityHubQuirks {
  private static final String PRINCIPAL = "securityhub.amazonaws.com";
  private static final String ADMINISTRATOR = "security-hub/administrator";
  private static final String V2_ADMINISTRATOR = "security-hub/v2-administrator";
  private static final List<String> POLICIES = List.of("configuration-policy", "security-hub/configuration-policy");

  private SecurityHubQuirks() {}

  static AwsApi api() {
    return AwsApi.of("securityhub")
        .changes("DisableOrganizationAdminAccount",
            Quirks.guarded("securityhub", "DisableOrganizationAdminAccount", SecurityHubQuirks::requireLocal))
        .reads("DescribeOrganizationConfiguration",
            Quirks.guarded("securityhub", "DescribeOrganizationConfiguration",
                SecurityHubQuirks::requireAdministrator));
  }

  /** What ends with the registration. */
  static AwsApi organizations() {
    return AwsApi.of("organizations").changes("DeregisterDelegatedAdministrator", SecurityHubQuirks::deregister);
  }

  private static Fields deregister(Request request) {
    Fields answer = OrganizationsApi.api()
        .find("DeregisterDelegatedAdministrator")
        .orElseThrow()
        .work()
        .apply(request);
    if (request.text("ServicePrincipal").equals(PRINCIPAL)) {
      Organization organization = request.account().organization().orElseThrow();
      organization.management().clear(ADMINISTRATOR);
      organization.management().clear(V2_ADMINISTRATOR);
      organization.find(request.text("AccountId")).ifPresent(account -> POLICIES.forEach(account::clear));
    }
    return answer;
  }

  private static void requireLocal(Request request) {
    boolean central = request.account()
        .organization()
        .flatMap(organization -> organization.find(request.text("AdminAccountId")))
        .filter(account -> POLICIES.stream().anyMatch(account::keeps))
        .isPresent();
    if (central) {
      throw Refusal.of("InvalidAccessException", 401, "Central configuration is used in the organization.");
    }
  }

  private static void requireAdministrator(Request request) {
    boolean administers = request.account()
        .organization()
        .filter(organization -> organization.management()
            .things(request.region())
            .has(ADMINISTRATOR, request.account().id()))
        .isPresent();
    if (!administers) {
      throw Refusal.of("InvalidAccessException", 401,
          "Account " + request.account().id() + " is not an administrator for this organization");
    }
  }
}
