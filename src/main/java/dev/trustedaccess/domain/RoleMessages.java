package dev.trustedaccess.domain;

import java.util.List;
import java.util.stream.Collectors;

/** What people are told about a service's roles in accounts; the rules of {@link Messages} hold. */
final class RoleMessages {
  private RoleMessages() {}

  static String unread() {
    return "Roles are not read: the connection names no role in members. To see them, set the connection's spec.memberRoles.read";
  }

  static String notYet() {
    return "The accounts have not been swept yet. The operator does so by itself; see status.serviceLinkedRoles.";
  }

  static String none() {
    return "The catalog knows no role of this service in accounts.";
  }

  static String seen() {
    return "Where they stand is listed in status.serviceLinkedRoles.";
  }

  static String unknown() {
    return "Where they stand is listed in status.serviceLinkedRoles. Some accounts could not be read, or are too young to"
        + " tell.";
  }

  static String missing(List<RoleCoverage> missing) {
    String roles = missing.stream().limit(Messages.NAMED).map(RoleCoverage::roleName).collect(Collectors.joining(", "));
    return "Absent from accounts where spec.serviceLinkedRoles.expectation asks for them: " + roles
        + ". The service makes them; the service administrator checks these accounts: status.serviceLinkedRoles";
  }
}
