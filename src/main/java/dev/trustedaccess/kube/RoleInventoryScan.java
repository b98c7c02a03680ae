package dev.trustedaccess.kube;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.AccountRoles;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.organization.RoleInventoryBuilder;
import dev.trustedaccess.port.OrganizationAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One scan of accounts' roles: reads several accounts in parallel until all are read or the scan is cancelled. */
final class RoleInventoryScan {
  private static final Logger LOG = LoggerFactory.getLogger(RoleInventoryScan.class);
  /** Accounts read in parallel: enough to hide STS's and IAM's latency, few enough for any host. */
  private static final int WIDTH = 8;

  private final OrganizationAccess access;
  private final String management;
  private final ServiceCatalog catalog;
  private final ExecutorService workers;
  private final Instant begun;
  private volatile boolean calledOff;

  /** @param begun the current time: it counts as the time of all reads */
  RoleInventoryScan(
      OrganizationAccess access, String management, ServiceCatalog catalog, ExecutorService workers, Instant begun) {
    this.access = access;
    this.management = management;
    this.catalog = catalog;
    this.workers = workers;
    this.begun = begun;
  }

  /** Stops reading further accounts; a caller that waits for the result gets a CancellationException. */
  void callOff() {
    calledOff = true;
  }

  boolean calledOff() {
    return calledOff;
  }

  /** Lists the accounts and reads all of them. */
  Fact<RoleInventory> all(Optional<RoleInventory> before) {
    return listed(before).map(listed -> {
      RoleInventoryBuilder reads = RoleInventoryBuilder.scan(begun, listed, before);
      List<Account> accounts = reads.accounts();
      BitSet readable = new BitSet();
      for (int i = 0; i < accounts.size(); i++) {
        readable.set(i, accounts.get(i).mayHaveRoles());
      }
      fill(reads, readable, 0, false);
      return reads.inventory();
    });
  }

  /**
   * Lists the accounts, possibly in many pages; lists them again only if the first list lacks a previously known
   * account.
   */
  private Fact<List<Account>> listed(Optional<RoleInventory> before) {
    Fact<List<Account>> once = access.accounts();
    return once.toOptional()
        .filter(accounts -> RoleInventoryBuilder.omitsKnownAccounts(accounts, before))
        .map(accounts -> access.accounts().map(again -> RoleInventoryBuilder.union(accounts, again)))
        .orElse(once);
  }

  /**
   * Reads again the accounts that could not be read, starting at a different one each time. Transient errors usually
   * affect all accounts: if the first few fail again, the rest is left for the next time.
   */
  RoleInventory repeat(RoleInventory before, boolean passing, int round) {
    RoleInventoryBuilder reads = RoleInventoryBuilder.basedOn(begun, before);
    BitSet unread = before.unread(passing);
    int first = unread.cardinality() == 0 ? 0 : round * WIDTH % unread.cardinality();
    fill(reads, unread, first, passing);
    return reads.inventory();
  }

  private void fill(RoleInventoryBuilder reads, BitSet which, int first, boolean stopEarly) {
    int[] indexes = which.stream().toArray();
    Semaphore width = new Semaphore(WIDTH);
    AtomicInteger failed = new AtomicInteger();
    AtomicInteger read = new AtomicInteger();
    for (int i = 0; i < indexes.length; i++) {
      int index = indexes[(first + i) % indexes.length];
      width.acquireUninterruptibly();
      if (calledOff || (stopEarly && read.get() == 0 && failed.get() >= WIDTH)) {
        width.release();
        break;
      }
      workers.execute(() -> {
        try {
          (read(reads, index) ? read : failed).incrementAndGet();
        } finally {
          width.release();
        }
      });
    }
    width.acquireUninterruptibly(WIDTH);
    if (calledOff) {
      throw new CancellationException();
    }
  }

  private boolean read(RoleInventoryBuilder reads, int index) {
    String account = reads.accounts().get(index).id();
    try {
      Fact<AccountRoles> roles = access.serviceLinkedRoles(account).map(serviceLinked -> with(account, serviceLinked));
      synchronized (reads) {
        roles.toOptional().ifPresent(names -> reads.read(index, names));
        roles.problem().ifPresent(failure -> reads.failed(index, failure));
      }
      return roles.toOptional().isPresent();
    } catch (RuntimeException bug) {
      LOG.error("Could not read account {} because of a bug", account, bug);
      synchronized (reads) {
        reads.failed(index, new Failure(Failure.Kind.UNAVAILABLE, "the operator's own read of account " + account));
      }
      return false;
    }
  }

  /** ListRoles below /aws-service-role/ does not include ordinary roles, so they are read one by one. */
  private AccountRoles with(String account, Set<RoleId> serviceLinked) {
    if (!account.equals(management)) {
      return new AccountRoles(serviceLinked, Map.of());
    }
    Set<RoleId> present = new HashSet<>(serviceLinked);
    Map<RoleId, Failure> unread = new HashMap<>();
    for (RoleId role : catalog.ordinaryRoles()) {
      Fact<Boolean> isPresent = access.hasRole(account, role.name());
      isPresent.problem().ifPresent(failure -> unread.put(role, failure));
      if (isPresent.toOptional().orElse(false)) {
        present.add(role);
      }
    }
    return new AccountRoles(present, unread);
  }
}
