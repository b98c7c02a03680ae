package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which roles stand in which accounts, as each account was last read. Made by {@link RoleReads}, then never changed. One bit
 * a role and account and one time an account, so that 5,000 accounts cost kilobytes.
 */
public final class RoleInventory {
  static final long NEVER = Long.MIN_VALUE;

  private final Instant begun;
  private final List<Account> accounts;
  private final Map<RoleId, BitSet> present;
  private final Map<RoleId, BitSet> untold;
  private final long[] readMillis;
  private final Map<Integer, Failure> failures;

  /** An account whose last read failed, and why. What an earlier read saw of it stays. */
  public record Unread(String accountId, Failure failure) {}

  /** Takes over what it is given. */
  RoleInventory(
      Instant begun,
      List<Account> accounts,
      Map<RoleId, BitSet> present,
      Map<RoleId, BitSet> untold,
      long[] readMillis,
      Map<Integer, Failure> failures) {
    this.begun = begun;
    this.accounts = accounts;
    this.present = present;
    this.untold = untold;
    this.readMillis = readMillis;
    this.failures = failures;
  }

  /** When the accounts were last listed and all of them asked, by our clock. */
  public Instant begun() {
    return begun;
  }

  public List<Account> accounts() {
    return accounts;
  }

  /** How many accounts could not be read the last time. */
  public int unreadCount() {
    return failures.size();
  }

  /** The first {@code most} of them, in the order of the account list. */
  public List<Unread> unread(int most) {
    return failures.entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(most)
        .map(entry -> new Unread(accounts.get(entry.getKey()).id(), entry.getValue()))
        .toList();
  }

  /** Indexes of the accounts whose last read failed with trouble that passes, or with trouble that does not. */
  public BitSet unread(boolean passing) {
    BitSet indexes = new BitSet();
    failures.forEach((index, failure) -> {
      if (failure.passing() == passing) {
        indexes.set(index);
      }
    });
    return indexes;
  }

  /** Whether any read of the account at {@code index} has told if the role stands there. */
  boolean tells(RoleId role, int index) {
    return readMillis[index] != NEVER && !has(untold, role, index);
  }

  /** When the account at {@code index} was last read, by our clock; empty if it never was. */
  Optional<Instant> read(int index) {
    return readMillis[index] == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(readMillis[index]));
  }

  boolean stands(RoleId role, int index) {
    return has(present, role, index);
  }

  private static boolean has(Map<RoleId, BitSet> where, RoleId role, int index) {
    BitSet indexes = where.get(role);
    return indexes != null && indexes.get(index);
  }

  Map<RoleId, BitSet> present() {
    return present;
  }

  Map<RoleId, BitSet> untold() {
    return untold;
  }

  long[] readMillis() {
    return readMillis;
  }

  Map<Integer, Failure> failures() {
    return failures;
  }
}
