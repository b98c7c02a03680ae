package dev.trustedaccess.ops;

/** What is counted, timed and shown to Prometheus; {@code docs/metrics.md} is made from it. */
enum Figure {
  LEADING("leading", "1 if this process does the work, 0 if it stands by."), //
  CHANGES("changes",
      "Changes asked of AWS, by action and by what came of them: Accepted, or the reason of the refusal."), //
  DRIFT_CORRECTIONS("drift_corrections", "Access that others had switched off and that was put back."), //
  LOOK_DURATION("look_duration", "Looks at an organization, by what came of them: Seen, or the reason of the failure."), //
  MISSED_LOOKS("missed_looks", "Looks at an organization that failed in a row; 0 after one that succeeded."), //
  ENABLED_PRINCIPALS("enabled_principals", "Service principals that have access."), //
  UNDECLARED_PRINCIPALS("undeclared_principals", "Service principals that have access and that nobody declared."), //
  SWEEP_DURATION("sweep_duration", "Readings of the service-linked roles of all accounts."), //
  SWEPT_ACCOUNTS("swept_accounts", "Accounts in the last reading of the roles."), //
  UNREAD_ACCOUNTS("unread_accounts", "Accounts whose roles could not be read the last time."), //
  SWEEP_TIME("sweep_time_seconds", "When the last reading of all accounts' roles began, in seconds since 1970."), //
  CONNECTION_READY("connection_ready", "1 if the OrganizationConnection is Ready."), //
  CONNECTION_STALLED("connection_stalled", "1 if the OrganizationConnection waits for a person."), //
  CONNECTION_REASON("connection_reason", "1, with the reason of the OrganizationConnection's Ready as a label."), //
  DECLARATION_READY("declaration_ready", "1 if the TrustedServiceAccess is Ready."), //
  DECLARATION_STALLED("declaration_stalled", "1 if the TrustedServiceAccess waits for a person."), //
  DECLARATION_DELETING("declaration_deleting", "1 if the TrustedServiceAccess is being deleted."), //
  DECLARATION_REASON("declaration_reason", "1, with the reason of the TrustedServiceAccess's Ready as a label.");

  private static final String PREFIX = "trusted_access_";

  private final String shortName;
  private final String meaning;

  Figure(String shortName, String meaning) {
    this.shortName = shortName;
    this.meaning = meaning;
  }

  /** The name that Micrometer is given; it adds {@code _total} to counters and {@code _seconds} to timers. */
  String id() {
    return PREFIX + shortName;
  }

  String meaning() {
    return meaning;
  }

  static boolean isOurs(String id) {
    return id.startsWith(PREFIX);
  }
}
