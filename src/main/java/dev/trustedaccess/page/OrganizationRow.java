package dev.trustedaccess.page;

import java.util.List;

/**
 * One connection, and what was last read of its organization.
 *
 * @param name of the OrganizationConnection
 * @param accounts number of accounts, according to status
 * @param declarations number of declarations that use it
 * @param enabledCount number of enabled principals, also those that {@code principals} leaves out
 * @param undeclaredCount number of enabled principals that nobody declares
 * @param organizationsRole accounts with AWSServiceRoleForOrganizations, such as {@code 812/1000}
 * @param rolesRead when the last scan of all accounts began, RFC 3339
 * @param unreadCount number of accounts that the last scan could not read, also those that {@code unread} leaves out
 * @param accountIds all accounts, in the order of {@link DeclarationRow#rolesByAccount}; empty until the accounts were read
 *     since this pod began to lead
 * @param departures services whose access the operator disabled, the newest first
 */
public record OrganizationRow(
    String name, String organizationId, String mode, String managementAccount, int accounts, int declarations,
    int enabledCount, int undeclaredCount, List<EnabledRow> principals, String organizationsRole, String rolesRead,
    int unreadCount, List<UnreadRow> unread, List<String> accountIds, List<DepartureRow> departures,
    Standing standing) {
  public OrganizationRow {
    principals = List.copyOf(principals);
    unread = List.copyOf(unread);
    accountIds = List.copyOf(accountIds);
    departures = List.copyOf(departures);
  }

  /** A principal that is enabled in the organization. */
  public record EnabledRow(String principal, String since, boolean declared) {}

  /** An account whose roles could not be read, what was tried, and why it failed. */
  public record UnreadRow(String account, String action, String reason) {}

  /**
   * A service whose access the operator disabled.
   *
   * @param disabled when, RFC 3339
   * @param request AWS's request id; empty if it was not received
   * @param read what was read before, by kind
   * @param remaining number of resources that were still there
   * @param confirmed when the cleanup was confirmed; empty if nobody had to confirm it
   */
  public record DepartureRow(
      String principal, String disabled, String request, List<String> read, int remaining, String confirmed) {
    public DepartureRow {
      read = List.copyOf(read);
    }
  }
}
