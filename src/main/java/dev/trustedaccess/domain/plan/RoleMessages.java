package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.stream.Collectors;

import dev.trustedaccess.domain.catalog.RoleFacts.ExpectedIn;
import dev.trustedaccess.domain.organization.RoleCoverage;

/** Messages about a service's roles in accounts; the rules of {@link Messages} apply. */
final class RoleMessages {
  private RoleMessages() {}

  static String unread() {
    return "Roles are not read because the connection names no role in members. To read them, set the connection's"
        + " spec.memberRoles.read.";
  }

  static String unknownService() {
    return "The catalog does not know this service, so no role of it can be expected in every account. Set"
        + " spec.serviceLinkedRoles.expectation to AsNeeded.";
  }

  static String notYet() {
    return "The accounts have not been read yet. The operator reads them automatically; see status.serviceLinkedRoles.";
  }

  static String none() {
    return "The catalog lists no roles of this service in accounts.";
  }

  static String seen() {
    return "The roles are present as expected; see status.serviceLinkedRoles.";
  }

  /** Some accounts were never read; in others the roles in {@code displaced} are absent. */
  static String unknown(List<RoleCoverage> displaced) {
    return Messages.fitted(
        "", displaced.isEmpty() ? "" : absence(displaced) + ". ",
        "Some accounts could not be read. Grant access to the accounts that the connection lists with AWS's response:"
            + " kubectl get orgconn -o jsonpath='{.items[*].status.roleInventory}'");
  }

  /** The declaration is satisfied, yet AWS documents the role in accounts that lack it. */
  static String missingElsewhere(List<RoleCoverage> displaced) {
    return Messages.fitted(
        "", absence(displaced), ". With spec.serviceLinkedRoles.expectation AsNeeded this is not a fault."
            + " For the accounts, see status.serviceLinkedRoles");
  }

  private static String absence(List<RoleCoverage> displaced) {
    return "Absent where AWS documents it: "
        + displaced.stream()
            .limit(Messages.NAMED - 1)
            .map(role -> role.roleName() + " (" + places(role) + ")")
            .collect(Collectors.joining(", "));
  }

  private static String places(RoleCoverage role) {
    return role.missingFrom().stream().sorted().map(RoleMessages::words).collect(Collectors.joining(", "));
  }

  private static String words(ExpectedIn place) {
    return switch (place) {
      case MANAGEMENT -> "management account";
      case EVERY_MEMBER -> "members";
      case DELEGATED_ADMINISTRATOR -> "administrator account";
      case AS_NEEDED -> "as needed";
    };
  }

  static String missing(List<RoleCoverage> missing) {
    String roles = missing.stream().limit(Messages.NAMED).map(RoleCoverage::roleName).collect(Collectors.joining(", "));
    return "Absent from accounts where spec.serviceLinkedRoles.expectation requires them: " + roles
        + ". The service creates them. Ask the service administrator to check the accounts in status.serviceLinkedRoles.";
  }
}
