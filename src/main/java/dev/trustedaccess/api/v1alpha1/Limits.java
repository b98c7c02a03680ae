package dev.trustedaccess.api.v1alpha1;

/** The schema's limits for writers of a status: the API server rejects a status that exceeds them. */
public final class Limits {
  /** Characters of a name, a kind, an action, a Region or another short word. */
  public static final int WORD = 128;
  /** Characters of an identifier at AWS, ARNs included. */
  public static final int IDENTIFIER = 2048;
  /** Characters of a condition's message; the operator aims at under 350. */
  public static final int MESSAGE = 1024;

  /** Conditions of one object. */
  public static final int CONDITIONS = 16;
  /** Roles that one service uses. */
  public static final int ROLES = 16;
  /** Accounts named in {@code absentAccounts}; the rest is only counted. */
  public static final int ABSENT_ACCOUNTS = 10;
  /** Accounts named in {@code roleInventory.unread} of a connection; the rest is only counted. */
  public static final int UNREAD_ACCOUNTS = 10;
  /** Resources named in {@code cleanup.remaining}; the rest is only counted. */
  public static final int REMAINING = 10;
  /** Owned resources recorded for one declaration: each administrator in each Region, and its registration. */
  public static final int OWNED_RESOURCES = 1040;
  /** Regions that a connection manages, and those remembered of a declaration. AWS has some 40. */
  public static final int REGIONS = 64;
  /** Accounts in {@code status.administratorAccounts}. */
  public static final int ADMINISTRATORS = 64;
  /** Drift corrections remembered; no more are needed to detect contested drift. */
  public static final int CORRECTIONS = 3;
  /** Principals named in {@code enabledPrincipals} of a connection. AWS has some 64. */
  public static final int ENABLED_PRINCIPALS = 256;

  /** Departures that a connection keeps; the log has all. */
  public static final int DEPARTURES = 20;
  /** Kinds of things that are read before access is disabled. No service has more than 16. */
  public static final int KINDS_READ = 32;

  /** Accounts that a declaration may list as administrators; no service takes more than 10. */
  static final int DELEGATED_ADMINISTRATORS = 16;
  /** Principals that a connection may allow. */
  static final int ALLOWED_PRINCIPALS = 256;
  /** Accounts that a connection may allow as administrators. */
  static final int ALLOWED_ADMINISTRATORS = 64;
  static final int PRINCIPAL = 128;
  static final int ORGANIZATION_NAME = 63;
  static final int EXTERNAL_ID = 1224;
  static final int ARN = 700;
  /** For strings with a format rule: long enough that the rule's message appears before the limit's. */
  static final int FORMATTED = 128;

  private Limits() {}
}
