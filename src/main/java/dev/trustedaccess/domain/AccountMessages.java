package dev.trustedaccess.domain;

/** What people are told where an account or organization is not the one that is meant; the rules of {@link Messages} hold. */
final class AccountMessages {
  private AccountMessages() {}

  static String administratorNotAllowed(ConnectionSettings settings, String account) {
    return "OrganizationConnection " + settings.name() + " does not allow account " + account
        + " as an administrator, so nothing is changed. Name another in spec.initialization.administratorAccountId, or its"
        + " administrator adds it to spec.allowedAdministratorAccounts.";
  }

  static String wrongOrganization(ConnectionSettings settings, OrganizationState seen) {
    return "The credentials belong to organization " + seen.id() + ", declared is " + settings.organizationId()
        + ". Nothing is changed. Correct the role of OrganizationConnection " + settings.name()
        + ": spec.organizationsRole.arn.";
  }

  static String moved(Situation s, String first) {
    return "This declaration was made for organization " + first + ", its connection now reaches "
        + s.settings().organizationId() + ", and it is never moved. Nothing is changed. Name the right connection in"
        + " another declaration: spec.organizationRef.name";
  }

  static String notManagement(ConnectionSettings settings, OrganizationState seen) {
    return "The credentials act in account " + seen.callerAccountId()
        + "; trusted access is switched from the management"
        + " account " + seen.managementAccountId() + " only. Give OrganizationConnection " + settings.name()
        + " a role there: spec.organizationsRole.arn.";
  }

  static String serviceElsewhere(ConnectionSettings settings, OrganizationState seen) {
    return "The service administrator's identity acts in account " + seen.serviceAccountId().orElse("")
        + ", the management account is " + seen.managementAccountId()
        + ". It reads nothing that counts and changes nothing. Give OrganizationConnection " + settings.name()
        + " a role in the management account: spec.serviceRole.arn.";
  }

  static String otherManagement(ConnectionSettings settings, OrganizationState seen) {
    return "The organization's management account is " + seen.managementAccountId() + ", declared is "
        + settings.managementAccountId().orElse("") + ". Nothing is changed. Correct OrganizationConnection "
        + settings.name() + ": spec.managementAccountId.";
  }
}
