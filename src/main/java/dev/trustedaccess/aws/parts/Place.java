package dev.trustedaccess.aws.parts;

/**
 * Where a part asks.
 *
 * @param who the accounts
 * @param regions the Regions of each of these accounts
 */
public record Place(Who who, Regions regions) {
  /** Accounts of the organization. */
  public enum Who {
    /** The management account, with the connection's service role. */
    MANAGEMENT,
    /** The accounts that administer the service, with {@code spec.memberRoles.service}. */
    ADMINISTRATORS,
    /** The management account and the accounts that administer the service. */
    BOTH
  }

  boolean includesManagement() {
    return who != Who.ADMINISTRATORS;
  }

  boolean includesAdministrators() {
    return who != Who.MANAGEMENT;
  }
}
