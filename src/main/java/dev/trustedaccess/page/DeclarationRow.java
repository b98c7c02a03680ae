package dev.trustedaccess.page;

import java.util.List;

/**
 * One declaration, and what was last read and done for it.
 *
 * @param name of the TrustedServiceAccess
 * @param serviceName as people call the service; empty if the catalog does not know the principal
 * @param organization name of the connection
 * @param created RFC 3339
 * @param enabled status of the condition AccessEnabled; empty until it was read once
 * @param initialized status of the condition Initialized; empty until it was read once
 * @param enabledBy {@code Operator} or {@code Other}
 * @param impact of disabling, from the catalog
 * @param cost what disabling does, as one clause; empty if the catalog does not know the principal
 * @param lost what enabling again does not restore; empty if that restores all
 * @param integration its id; empty if there is no code for the service's own API
 * @param declaredAdministrators accounts that the declaration lists
 * @param administrators accounts that the operator appointed, by Region
 * @param otherAdministrators accounts that were seen as administrators, and were not appointed by the operator
 * @param roles present of expected, such as {@code 812/1000}
 * @param rolesByAccount one {@linkplain RoleMarks mark} for each account, in the order of
 *     {@link OrganizationRow#accountIds}; empty if the service has no roles or the accounts were not read
 * @param remainsRead whether what remains was read for the deletion
 * @param remainingCount number of what remains, also what {@code remaining} leaves out
 * @param changeByOthers the newest change that others made; {@link ChangeRow#NONE} if none was seen
 * @param history oldest first
 */
public record DeclarationRow(
    String name, String principal, String serviceName, String organization, String mode, String deletionPolicy,
    boolean paused, String created, String enabled, String initialized, String enabledBy, String enabledTime,
    String impact, String cost, String lost, String integration, List<String> declaredAdministrators,
    List<OwnedRow> administrators, List<String> otherAdministrators, String roles, List<CoverageRow> coverage,
    String rolesByAccount, boolean remainsRead, int remainingCount, List<RemainingRow> remaining,
    ChangeRow changeByOthers, List<HistoryRow> history, Standing standing) {
  public DeclarationRow {
    declaredAdministrators = List.copyOf(declaredAdministrators);
    administrators = List.copyOf(administrators);
    otherAdministrators = List.copyOf(otherAdministrators);
    coverage = List.copyOf(coverage);
    remaining = List.copyOf(remaining);
    history = List.copyOf(history);
  }

  /** Something that the operator made. */
  public record OwnedRow(String kind, String id, String account, String region, boolean removedByOthers) {}

  /** In how many accounts a role is, and some of those that lack it. */
  public record CoverageRow(
      String role, int expected, int present, int absent, int unread, int tooYoung, List<String> absentAccounts,
      String observed) {
    public CoverageRow {
      absentAccounts = List.copyOf(absentAccounts);
    }
  }

  /** Something that remains, and what disabling does to it. */
  public record RemainingRow(String kind, String id, String account, String region, String effect) {}

  /**
   * A change that others made.
   *
   * @param time when it was made; while CloudTrail does not show that, when it was noticed
   * @param action as in status, with the administrator's account and Region
   * @param who empty if it is not known
   * @param event the id in CloudTrail; empty if it is not known
   */
  public record ChangeRow(String time, String action, String who, String event) {
    /** No such change was seen. */
    public static final ChangeRow NONE = new ChangeRow("", "", "", "");
  }

  /** Something that happened, and when. */
  public record HistoryRow(String time, String what) {}
}
