package dev.trustedaccess.domain.organization;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.RoleId;

/**
 * Which roles exist in which accounts, as each account was last read. {@link RoleInventoryBuilder} creates it; it is
 * immutable. It takes one bit for each role and account and one time for each account, so 5,000 accounts take
 * kilobytes.
 */
public final class RoleInventory {
  static final long NEVER = Long.MIN_VALUE;

  private final Instant begun;
  private final List<Account> accounts;
  private final Map<RoleId, BitSet> present;
  private final Map<RoleId, BitSet> notAnswered;
  private final long[] readMillis;
  private final Map<Integer, Failure> failures;

  /** An account whose last read failed, and the failure. What an earlier read saw of the account is kept. */
  public record Unread(String accountId, Failure failure) {}

  /** Uses the arguments without copying them. */
  RoleInventory(
      Instant begun,
      List<Account> accounts,
      Map<RoleId, BitSet> present,
      Map<RoleId, BitSet> notAnswered,
      long[] readMillis,
      Map<Integer, Failure> failures) {
    this.begun = begun;
    this.accounts = accounts;
    this.present = present;
    this.notAnswered = notAnswered;
    this.readMillis = readMillis;
    this.failures = failures;
  }

  /** When the last scan of all accounts began, by our clock. */
  public Instant begun() {
    return begun;
  }

  public List<Account> accounts() {
    return accounts;
  }

  /** How many accounts the last attempt could not read. */
  public int unreadCount() {
    return failures.size();
  }

  /** The first {@code limit} accounts that could not be read, in the order of the account list. */
  public List<Unread> unread(int limit) {
    return failures.entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(limit)
        .map(entry -> new Unread(accounts.get(entry.getKey()).id(), entry.getValue()))
        .toList();
  }

  /**
   * Indexes of the accounts whose last read failed.
   *
   * @param passing whether to return those with a transient failure, or those with a lasting one
   */
  public BitSet unread(boolean passing) {
    BitSet indexes = new BitSet();
    failures.forEach((index, failure) -> {
      if (failure.passing() == passing) {
        indexes.set(index);
      }
    });
    return indexes;
  }

  /** Whether any read of the account at {@code index} has shown whether the role exists there. */
  boolean answered(RoleId role, int index) {
    return readMillis[index] != NEVER && !has(notAnswered, role, index);
  }

  /** When the account at {@code index} was last read, by our clock; empty if it never was. */
  Optional<Instant> read(int index) {
    return readMillis[index] == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(readMillis[index]));
  }

  boolean hasRole(RoleId role, int index) {
    return has(present, role, index);
  }

  private static boolean has(Map<RoleId, BitSet> indexesByRole, RoleId role, int index) {
    BitSet indexes = indexesByRole.get(role);
    return indexes != null && indexes.get(index);
  }

  Map<RoleId, BitSet> present() {
    return present;
  }

  Map<RoleId, BitSet> notAnswered() {
    return notAnswered;
  }

  long[] readMillis() {
    return readMillis;
  }

  Map<Integer, Failure> failures() {
    return failures;
  }
}
