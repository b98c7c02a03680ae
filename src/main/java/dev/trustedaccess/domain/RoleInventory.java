package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which roles stood in which accounts when the accounts were last swept. One bit a role and account, so that 5,000 accounts
 * cost kilobytes.
 */
public final class RoleInventory {
  private final Instant begun;
  private final List<Account> accounts;
  private final Map<RoleId, BitSet> present = new HashMap<>();
  private final BitSet read = new BitSet();

  /** An inventory in which no account has been read yet; {@code begun} is by our clock. */
  public RoleInventory(Instant begun, List<Account> accounts) {
    this.begun = begun;
    this.accounts = List.copyOf(accounts);
  }

  /** Notes the roles of the account at {@code index}; call it for accounts that could be read only. Not thread-safe. */
  public void note(int index, Collection<RoleId> roles) {
    read.set(index);
    for (RoleId role : roles) {
      present.computeIfAbsent(role, _ -> new BitSet()).set(index);
    }
  }

  public Instant begun() {
    return begun;
  }

  public List<Account> accounts() {
    return accounts;
  }

  /** Whether the account at {@code index} could be read. */
  boolean wasRead(int index) {
    return read.get(index);
  }

  boolean stands(RoleId role, int index) {
    BitSet where = present.get(role);
    return where != null && where.get(index);
  }
}
