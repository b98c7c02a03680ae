package dev.trustedaccess.domain.catalog;

import java.util.Set;

/**
 * A role that a service uses in accounts.
 *
 * @param role path and name; an ordinary role has an empty principal and is read by GetRole
 * @param expectedIn where the service creates it, according to AWS's documentation
 */
public record RoleFacts(RoleId role, Set<ExpectedIn> expectedIn) {
  /** In which accounts of an organization a role is expected. */
  public enum ExpectedIn implements ApiName {
    /** The management account. */
    MANAGEMENT("Management"),
    /** Every member account. */
    EVERY_MEMBER("EveryMember"),
    /** The account that administers the service. */
    DELEGATED_ADMINISTRATOR("DelegatedAdministrator"),
    /** Any account in which the service needs the role. */
    AS_NEEDED("AsNeeded");

    private final String apiName;

    ExpectedIn(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  public RoleFacts {
    expectedIn = Set.copyOf(expectedIn);
  }

  /** Whether it is a service-linked role; otherwise it is an ordinary role. */
  public boolean serviceLinked() {
    return !role.servicePrincipal().isEmpty();
  }
}
