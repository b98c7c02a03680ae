package dev.trustedaccess.page;

import java.util.List;

import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.organization.RoleCoverage;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.organization.RoleState;

/** A service's roles in each account, one character an account: 60 services in 5,000 accounts take 300 KB. */
final class RoleMarks {
  private static final String ORDER = "muypa-";

  private RoleMarks() {}

  /**
   * One mark for each account: {@code m} missing, {@code u} not read, {@code y} too young, {@code p} present, {@code a}
   * absent without being needed, {@code -} not expected. Of several roles, the first of these in this order counts.
   *
   * @param scopes for each role, where it is expected
   */
  static String of(List<RoleFacts> roles, RoleInventory inventory, List<RoleCoverage.Scope> scopes) {
    StringBuilder marks = new StringBuilder(inventory.accounts().size());
    for (int account = 0; account < inventory.accounts().size(); account++) {
      RoleState worst = RoleState.NOT_EXPECTED;
      for (int role = 0; role < roles.size(); role++) {
        RoleState state = RoleState.of(roles.get(role), inventory, account, scopes.get(role));
        worst = rank(state) < rank(worst) ? state : worst;
      }
      marks.append(mark(worst));
    }
    return marks.toString();
  }

  private static int rank(RoleState state) {
    return ORDER.indexOf(mark(state));
  }

  private static char mark(RoleState state) {
    return switch (state) {
      case MISSING -> 'm';
      case UNREAD -> 'u';
      case TOO_YOUNG -> 'y';
      case PRESENT -> 'p';
      case ABSENT -> 'a';
      case NOT_EXPECTED -> '-';
    };
  }
}
