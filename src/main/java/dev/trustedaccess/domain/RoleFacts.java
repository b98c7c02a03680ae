package dev.trustedaccess.domain;

import java.util.Set;

/**
 * A role that a service uses in accounts.
 *
 * @param role path and name; an ordinary role has an empty principal and is read by GetRole
 * @param expectedIn where AWS's texts say that it comes to stand
 */
public record RoleFacts(RoleId role, Set<Place> expectedIn) {
  public enum Place {
    Management, EveryMember, DelegatedAdministrator, AsNeeded
  }

  public RoleFacts {
    expectedIn = Set.copyOf(expectedIn);
  }

  public boolean serviceLinked() {
    return !role.servicePrincipal().isEmpty();
  }
}
