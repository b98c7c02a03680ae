package dev.trustedaccess.domain.organization;

/**
 * An owned resource: something that this operator created while initializing a service, and removes before it disables
 * access.
 *
 * @param kind what it is: {@link #ADMINISTRATOR} or {@link #DELEGATED_ADMINISTRATOR}
 * @param id its id at AWS; for both kinds, the account id
 * @param accountId the account that it is in
 * @param region its Region, or {@link #GLOBAL}
 */
public record OwnedResource(String kind, String id, String accountId, String region) {
  /** An account that the service's own call appointed as its administrator, in one Region. */
  public static final String ADMINISTRATOR = "administrator";
  /** An account that is registered with Organizations as a delegated administrator of the service. */
  public static final String DELEGATED_ADMINISTRATOR = "delegated-administrator";
  public static final String GLOBAL = "global";

  /** An administrator that the service's own call appoints. */
  public static OwnedResource administrator(String accountId, String region) {
    return new OwnedResource(ADMINISTRATOR, accountId, accountId, region);
  }

  /** A delegated administrator that is registered with Organizations. */
  public static OwnedResource registration(String accountId) {
    return new OwnedResource(DELEGATED_ADMINISTRATOR, accountId, accountId, GLOBAL);
  }

  /** Whether Organizations, and not the service, appoints and dismisses it. */
  public boolean isRegistration() {
    return kind.equals(DELEGATED_ADMINISTRATOR);
  }

  /** Whether it is of a kind that this version creates; another version may have created others. */
  public boolean isAdministrator() {
    return kind.equals(ADMINISTRATOR) || isRegistration();
  }

  /** The resource in words, such as {@code administrator 111122223333 in us-east-1}. */
  public String inWords() {
    return kind + " " + id + (region.equals(GLOBAL) ? "" : " in " + region);
  }
}
