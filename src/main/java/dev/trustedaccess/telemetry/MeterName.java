package dev.trustedaccess.telemetry;

/** The meters exported to Prometheus; {@code docs/metrics.md} is generated from them. */
enum MeterName {
  LEADING("leading", "1 if this process is the leader, 0 if it is on standby."), //
  CHANGES("changes",
      "Change requests sent to AWS, by action and result: Accepted, or the reason for the failure."), //
  DRIFT_CORRECTIONS("drift_corrections", "Times that the operator re-enabled access after others disabled it."), //
  SNAPSHOT_DURATION("snapshot_duration",
      "Duration of organization snapshots, by result: Seen, or the reason for the failure."), //
  MISSED_SNAPSHOTS("missed_snapshots", "Consecutive failed organization snapshots; 0 after a successful one."), //
  ENABLED_PRINCIPALS("enabled_principals", "Service principals with access enabled."), //
  UNDECLARED_PRINCIPALS("undeclared_principals", "Service principals with access enabled but no declaration."), //
  SCAN_DURATION("role_inventory_scan_duration", "Duration of role inventory scans."), //
  SCANNED_ACCOUNTS("role_inventory_accounts", "Accounts covered by the role inventory."), //
  UNREAD_ACCOUNTS("unread_accounts", "Accounts whose roles the last scan could not read."), //
  SCAN_TIME("role_inventory_scan_time_seconds",
      "Start of the last complete role inventory scan, in seconds since 1970."), //
  CONNECTION_READY("connection_ready", "1 if the OrganizationConnection is Ready."), //
  CONNECTION_STALLED("connection_stalled", "1 if the OrganizationConnection is Stalled: a person must act."), //
  CONNECTION_REASON("connection_reason",
      "Always 1; the label is the reason of the OrganizationConnection's Ready condition."), //
  DECLARATION_READY("declaration_ready", "1 if the TrustedServiceAccess is Ready."), //
  DECLARATION_STALLED("declaration_stalled", "1 if the TrustedServiceAccess is Stalled: a person must act."), //
  DECLARATION_DELETING("declaration_deleting", "1 if the TrustedServiceAccess is being deleted."), //
  DECLARATION_REASON("declaration_reason",
      "Always 1; the label is the reason of the TrustedServiceAccess's Ready condition."), //
  CHANGED_BY_OTHERS("changed_by_others_time_seconds",
      "When others made the newest change, in seconds since 1970; the labels are what changed, who it was, when, and CloudTrail's event. Only with spec.cloudTrail: Read.");

  private static final String PREFIX = "trusted_access_";

  private final String shortName;
  private final String meaning;

  MeterName(String shortName, String meaning) {
    this.shortName = shortName;
    this.meaning = meaning;
  }

  /** The meter's name in Micrometer, which adds {@code _total} to counters and {@code _seconds} to timers. */
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
