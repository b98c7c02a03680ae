package dev.trustedaccess.domain;

import java.util.List;
import java.util.stream.Collectors;

import dev.trustedaccess.domain.RoleFacts.Place;

/** What people are told about a service's roles in accounts; the rules of {@link Messages} hold. */
final class RoleMessages {
  private RoleMessages() {}

  static String unread() {
    return "Roles are not read: the connection names no role in members. To see them, set the connection's spec.memberRoles.read";
  }

  static String unknownService() {
    return "The catalog does not know this service, so no role of it can be expected everywhere. Set AsNeeded: spec.serviceLinkedRoles.expectation";
  }

  static String notYet() {
    return "The accounts have not been read yet. The operator does so unaided; see status.serviceLinkedRoles.";
  }

  static String none() {
    return "The catalog knows no role of this service in accounts.";
  }

  static String seen() {
    return "Where they stand is listed in status.serviceLinkedRoles.";
  }

  /** Some accounts were never read; in others {@code displaced} are absent. */
  static String unknown(List<RoleCoverage> displaced) {
    return Messages.fitted(
        "", displaced.isEmpty() ? "" : absence(displaced) + ". ",
        "Some accounts could not be read: give access to those that the connection names, with AWS's answer:"
            + " kubectl get orgconn -o jsonpath='{.items[*].status.roleInventory}'");
  }

  /** Nothing is wrong by what is declared, and yet AWS's own texts place the role there. */
  static String displaced(List<RoleCoverage> displaced) {
    return Messages.fitted(
        "", absence(displaced), ". spec.serviceLinkedRoles.expectation AsNeeded takes that for no fault."
            + " Which accounts: status.serviceLinkedRoles");
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

  private static String words(Place place) {
    return switch (place) {
      case Management -> "management account";
      case EveryMember -> "members";
      case DelegatedAdministrator -> "administrator account";
      case AsNeeded -> "as needed";
    };
  }

  static String missing(List<RoleCoverage> missing) {
    String roles = missing.stream().limit(Messages.NAMED).map(RoleCoverage::roleName).collect(Collectors.joining(", "));
    return "Absent from accounts where spec.serviceLinkedRoles.expectation asks for them: " + roles
        + ". The service makes them; the service administrator checks these accounts: status.serviceLinkedRoles";
  }
}
