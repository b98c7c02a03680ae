package dev.trustedaccess.domain;

import java.util.Map;
import java.util.Set;

/**
 * What one read of an account told.
 *
 * @param standing the roles that stand there
 * @param unread roles that had to be asked for one by one and could not be, with why; the last read of them stays
 */
public record AccountRoles(Set<RoleId> standing, Map<RoleId, Failure> unread) {
  public AccountRoles {
    standing = Set.copyOf(standing);
    unread = Map.copyOf(unread);
  }
}
