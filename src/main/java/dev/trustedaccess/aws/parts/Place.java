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
    BOTH,
    /**
     * Every account of the organization that is active or suspended, the latter never readable: the management account with the connection's service role, each
     * other one with the role {@code spec.memberRoles.read}, else {@code spec.memberRoles.service}.
     */
    EVERY_ACCOUNT
  }

  /** Whether it is more than one account in one Region, at least if the connection manages several Regions. */
  boolean isMany() {
    return who != Who.MANAGEMENT || regions.everyManaged();
  }

  boolean includesManagement() {
    return who != Who.ADMINISTRATORS;
  }

  boolean includesAdministrators() {
    return who == Who.ADMINISTRATORS || who == Who.BOTH;
  }

  boolean includesEveryAccount() {
    return who == Who.EVERY_ACCOUNT;
  }
}
