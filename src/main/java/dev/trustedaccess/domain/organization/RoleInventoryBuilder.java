package dev.trustedaccess.domain.organization;

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

import dev.trustedaccess.domain.catalog.RoleId;

/**
 * Collects reads of accounts into a new inventory. Each account starts with what the previous inventory knew of it: a
 * successful read replaces that, a failed read keeps it. Not thread-safe.
 */
public final class RoleInventoryBuilder {
  private static final int DROPPED = -1;

  private final Instant inventoryBegun;
  private final long readMillis;
  private final List<Account> accounts;
  private final Map<RoleId, BitSet> present;
  private final Map<RoleId, BitSet> notAnswered;
  private final long[] lastRead;
  private final Map<Integer, Failure> failures;

  private RoleInventoryBuilder(
      Instant inventoryBegun, Instant begun, List<Account> accounts, Optional<RoleInventory> before,
      IntUnaryOperator newIndex) {
    this.inventoryBegun = inventoryBegun;
    this.readMillis = begun.toEpochMilli();
    this.accounts = accounts;
    this.lastRead = new long[accounts.size()];
    Arrays.fill(lastRead, RoleInventory.NEVER);
    this.present = reindexed(before.map(RoleInventory::present).orElse(Map.of()), newIndex);
    this.notAnswered = reindexed(before.map(RoleInventory::notAnswered).orElse(Map.of()), newIndex);
    this.failures = new HashMap<>();
    before.ifPresent(old -> {
      for (int i = 0; i < old.accounts().size(); i++) {
        int index = newIndex.applyAsInt(i);
        if (index != DROPPED) {
          lastRead[index] = old.readMillis()[i];
          Optional.ofNullable(old.failures().get(i)).ifPresent(failure -> failures.put(index, failure));
        }
      }
    });
  }

  /**
   * Starts a scan of the accounts as they were just listed. An account that is listed twice counts once.
   *
   * @param begun when the scan began, by our clock
   * @param before the inventory of the previous scan; empty if there was none
   */
  public static RoleInventoryBuilder scan(Instant begun, List<Account> listed, Optional<RoleInventory> before) {
    Map<String, Account> byId = new LinkedHashMap<>();
    listed.forEach(account -> byId.putIfAbsent(account.id(), account));
    List<Account> accounts = List.copyOf(byId.values());
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < accounts.size(); i++) {
      indexes.put(accounts.get(i).id(), i);
    }
    List<Account> old = before.map(RoleInventory::accounts).orElse(List.of());
    RoleInventoryBuilder builder = new RoleInventoryBuilder(
        begun, begun, accounts, before, index -> indexes.getOrDefault(old.get(index).id(), DROPPED));
    builder.failures.keySet().removeIf(index -> !accounts.get(index).mayHaveRoles());
    return builder;
  }

  /**
   * Whether the list lacks an account that was known before. Either that account left the organization, or another one
   * left while the list was read page by page, so that this one was skipped between two pages. A second list decides.
   */
  public static boolean omitsKnownAccounts(List<Account> listed, Optional<RoleInventory> before) {
    Set<String> ids = listed.stream().map(Account::id).collect(Collectors.toSet());
    return before.stream().flatMap(known -> known.accounts().stream()).anyMatch(known -> !ids.contains(known.id()));
  }

  /** The accounts of two lists. An account in either list exists; the later list decides its state. */
  public static List<Account> union(List<Account> first, List<Account> second) {
    Map<String, Account> byId = new LinkedHashMap<>();
    Stream.concat(first.stream(), second.stream()).forEach(account -> byId.put(account.id(), account));
    return List.copyOf(byId.values());
  }

  /**
   * Starts another attempt to read the accounts that the previous scan could not read.
   *
   * @param begun when the attempt began, by our clock
   */
  public static RoleInventoryBuilder basedOn(Instant begun, RoleInventory before) {
    return new RoleInventoryBuilder(before.begun(), begun, before.accounts(), Optional.of(before), index -> index);
  }

  private static Map<RoleId, BitSet> reindexed(Map<RoleId, BitSet> from, IntUnaryOperator newIndex) {
    Map<RoleId, BitSet> result = new HashMap<>();
    from.forEach((role, indexes) -> {
      BitSet newIndexes = new BitSet();
      indexes.stream().map(newIndex).filter(index -> index != DROPPED).forEach(newIndexes::set);
      result.put(role, newIndexes);
    });
    return result;
  }

  public List<Account> accounts() {
    return accounts;
  }

  /** The account at {@code index} was read. A role that could not be read there is kept as it was last seen. */
  public void read(int index, AccountRoles roles) {
    boolean firstRead = lastRead[index] == RoleInventory.NEVER;
    present.forEach((role, indexes) -> {
      if (!roles.unread().containsKey(role)) {
        indexes.clear(index);
      }
    });
    roles.present().forEach(role -> set(present, role, index));
    notAnswered.forEach((role, indexes) -> {
      if (!roles.unread().containsKey(role)) {
        indexes.clear(index);
      }
    });
    if (firstRead) {
      roles.unread().keySet().forEach(role -> set(notAnswered, role, index));
    }
    lastRead[index] = readMillis;
    failures.remove(index);
    roles.unread().values().stream().findFirst().ifPresent(failure -> failures.put(index, failure));
  }

  /** The account at {@code index} could not be read; what was last seen of it is kept. */
  public void failed(int index, Failure failure) {
    failures.put(index, failure);
  }

  private static void set(Map<RoleId, BitSet> indexesByRole, RoleId role, int index) {
    indexesByRole.computeIfAbsent(role, _ -> new BitSet()).set(index);
  }

  /** The inventory with these reads; the builder must not be used afterwards. */
  public RoleInventory inventory() {
    present.values().removeIf(BitSet::isEmpty);
    notAnswered.values().removeIf(BitSet::isEmpty);
    return new RoleInventory(inventoryBegun, accounts, present, notAnswered, lastRead, failures);
  }
}
