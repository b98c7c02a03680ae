package dev.trustedaccess.domain.organization;

import java.util.Map;
import java.util.Set;

import dev.trustedaccess.domain.catalog.RoleId;

/**
 * The result of one read of an account.
 *
 * @param present the roles that exist there
 * @param unread for each role that is read by name and could not be read, the failure; what was last seen of such a
 *     role is kept
 */
public record AccountRoles(Set<RoleId> present, Map<RoleId, Failure> unread) {
  public AccountRoles {
    present = Set.copyOf(present);
    unread = Map.copyOf(unread);
  }
}
