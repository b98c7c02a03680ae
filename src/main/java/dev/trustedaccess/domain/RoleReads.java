package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gathers reads of accounts into a new inventory. Each account begins with what the inventory before knew of it: a read takes
 * the place of that, a read that failed leaves it. Not thread-safe.
 */
public final class RoleReads {
  private static final int GONE = -1;

  private final Instant inventoryBegun;
  private final long readMillis;
  private final List<Account> accounts;
  private final Map<RoleId, BitSet> present;
  private final Map<RoleId, BitSet> untold;
  private final long[] lastRead;
  private final Map<Integer, Failure> failures;

  private RoleReads(
      Instant inventoryBegun, Instant begun, List<Account> accounts, Optional<RoleInventory> before,
      IntUnaryOperator newIndex) {
    this.inventoryBegun = inventoryBegun;
    this.readMillis = begun.toEpochMilli();
    this.accounts = accounts;
    this.lastRead = new long[accounts.size()];
    Arrays.fill(lastRead, RoleInventory.NEVER);
    this.present = moved(before.map(RoleInventory::present).orElse(Map.of()), newIndex);
    this.untold = moved(before.map(RoleInventory::untold).orElse(Map.of()), newIndex);
    this.failures = new HashMap<>();
    before.ifPresent(old -> {
      for (int i = 0; i < old.accounts().size(); i++) {
        int index = newIndex.applyAsInt(i);
        if (index != GONE) {
          lastRead[index] = old.readMillis()[i];
          Optional.ofNullable(old.failures().get(i)).ifPresent(failure -> failures.put(index, failure));
        }
      }
    });
  }

  /** A scan, begun at {@code begun}, over the accounts as they were just listed; one that is listed twice counts once. */
  public static RoleReads scan(Instant begun, List<Account> listed, Optional<RoleInventory> before) {
    Map<String, Account> byId = new LinkedHashMap<>();
    listed.forEach(account -> byId.putIfAbsent(account.id(), account));
    List<Account> accounts = List.copyOf(byId.values());
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < accounts.size(); i++) {
      indexes.put(accounts.get(i).id(), i);
    }
    List<Account> old = before.map(RoleInventory::accounts).orElse(List.of());
    RoleReads reads = new RoleReads(
        begun, begun, accounts, before, index -> indexes.getOrDefault(old.get(index).id(), GONE));
    reads.failures.keySet().removeIf(index -> !accounts.get(index).mayHaveRoles());
    return reads;
  }

  /**
   * Whether the accounts as listed lack one that was known before. It has left, or another one has while the list was read
   * page by page, and it fell between two pages: a second list tells.
   */
  public static boolean lacksKnown(List<Account> listed, Optional<RoleInventory> before) {
    Set<String> ids = listed.stream().map(Account::id).collect(Collectors.toSet());
    return before.stream().flatMap(known -> known.accounts().stream()).anyMatch(known -> !ids.contains(known.id()));
  }

  /** The accounts of two lists: what either shows is there, and how it is the later one says. */
  public static List<Account> either(List<Account> once, List<Account> again) {
    Map<String, Account> byId = new LinkedHashMap<>();
    Stream.concat(once.stream(), again.stream()).forEach(account -> byId.put(account.id(), account));
    return List.copyOf(byId.values());
  }

  /** Another try, begun at {@code begun}, at accounts that the scan before could not read. */
  public static RoleReads again(Instant begun, RoleInventory before) {
    return new RoleReads(before.begun(), begun, before.accounts(), Optional.of(before), index -> index);
  }

  private static Map<RoleId, BitSet> moved(Map<RoleId, BitSet> from, IntUnaryOperator newIndex) {
    Map<RoleId, BitSet> to = new HashMap<>();
    from.forEach((role, indexes) -> {
      BitSet there = new BitSet();
      indexes.stream().map(newIndex).filter(index -> index != GONE).forEach(there::set);
      to.put(role, there);
    });
    return to;
  }

  public List<Account> accounts() {
    return accounts;
  }

  /** The account at {@code index} was read. A role that the read did not tell of stays as it was last seen there. */
  public void read(int index, AccountRoles roles) {
    boolean first = lastRead[index] == RoleInventory.NEVER;
    present.forEach((role, where) -> {
      if (!roles.unread().containsKey(role)) {
        where.clear(index);
      }
    });
    roles.standing().forEach(role -> set(present, role, index));
    untold.forEach((role, where) -> {
      if (!roles.unread().containsKey(role)) {
        where.clear(index);
      }
    });
    if (first) {
      roles.unread().keySet().forEach(role -> set(untold, role, index));
    }
    lastRead[index] = readMillis;
    failures.remove(index);
    roles.unread().values().stream().findFirst().ifPresent(failure -> failures.put(index, failure));
  }

  /** The account at {@code index} could not be read. */
  public void failed(int index, Failure failure) {
    failures.put(index, failure);
  }

  private static void set(Map<RoleId, BitSet> where, RoleId role, int index) {
    where.computeIfAbsent(role, _ -> new BitSet()).set(index);
  }

  /** The inventory with these reads; nothing more may be added then. */
  public RoleInventory inventory() {
    present.values().removeIf(BitSet::isEmpty);
    untold.values().removeIf(BitSet::isEmpty);
    return new RoleInventory(inventoryBegun, accounts, present, untold, lastRead, failures);
  }
}
