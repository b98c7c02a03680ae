package dev.trustedaccess.domain.organization;

/**
 * An owned resource: something that this operator created while initializing a service, and removes before it disables
 * access.
 *
 * @param kind what it is; currently only {@link #ADMINISTRATOR}
 * @param id its id at AWS; for an administrator, the account id
 */
public record OwnedResource(String kind, String id) {
  public static final String ADMINISTRATOR = "administrator";

  /** Whether an owned resource exists. */
  public enum Stage {
    /** It exists, or is being created. */
    PRESENT,
    /**
     * Its removal was requested, by the operator or by others, and is not complete; a second request would be refused.
     */
    BEING_REMOVED,
    /** It does not exist, or the existing one is not the operator's. */
    ABSENT
  }
}
