package dev.trustedaccess.domain.plan;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.OrganizationState;

/** Messages about an account or an organization that is not the intended one; the rules of {@link Messages} apply. */
final class AccountMessages {
  private AccountMessages() {}

  static String administratorNotAllowed(ConnectionSettings settings, String account) {
    return "OrganizationConnection " + settings.name() + " does not allow account " + account
        + " as an administrator. No change was made. List another in spec.delegatedAdministrators, or ask"
        + " the connection's administrator to add it to spec.allowedAdministratorAccounts.";
  }

  static String wrongOrganization(ConnectionSettings settings, OrganizationState seen) {
    return "The credentials belong to organization " + seen.id() + ", but the connection declares "
        + settings.organizationId() + ". No change was made. In OrganizationConnection " + settings.name()
        + ", correct spec.organizationsRole.arn.";
  }

  static String moved(PlanInput input, String first) {
    return "This declaration was made for organization " + first + ", but its connection now reaches "
        + input.settings().organizationId() + ". A declaration cannot move to another organization. No change was made."
        + " Create another declaration that names the right connection in spec.organizationRef.name.";
  }

  static String notManagement(ConnectionSettings settings, OrganizationState seen) {
    return "The credentials act in account " + seen.callerAccountId()
        + ", but only the management account " + seen.managementAccountId()
        + " can change trusted access. In OrganizationConnection " + settings.name()
        + ", name a role of that account in spec.organizationsRole.arn.";
  }

  static String serviceElsewhere(ConnectionSettings settings, OrganizationState seen) {
    return "The service administrator's identity acts in account " + seen.serviceAccountId().orElse("")
        + ", not in the management account " + seen.managementAccountId()
        + ". The operator ignores its reads and makes no change with it. In OrganizationConnection " + settings.name()
        + ", name a role of the management account in spec.serviceRole.arn.";
  }

  static String otherManagement(ConnectionSettings settings, OrganizationState seen) {
    return "The organization's management account is " + seen.managementAccountId() + ", but the connection declares "
        + settings.managementAccountId().orElse("") + ". No change was made. In OrganizationConnection "
        + settings.name() + ", correct spec.managementAccountId.";
  }
}
