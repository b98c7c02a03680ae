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

import dev.trustedaccess.domain.Account;
import dev.trustedaccess.domain.AccountRoles;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.RoleId;
import dev.trustedaccess.domain.RoleInventory;
import dev.trustedaccess.domain.RoleReads;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.port.OrganizationAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading of accounts' roles: some accounts side by side, until all are read or it is called off. */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  /** Accounts read side by side: enough to hide STS's and IAM's latency, few enough for any host. */
  private static final int WIDTH = 8;

  private final OrganizationAccess access;
  private final String management;
  private final ServiceCatalog catalog;
  private final ExecutorService workers;
  private final Instant begun;
  private volatile boolean calledOff;

  /** @param begun now: what is read counts as read then */
  Sweep(
      OrganizationAccess access, String management, ServiceCatalog catalog, ExecutorService workers, Instant begun) {
    this.access = access;
    this.management = management;
    this.catalog = catalog;
    this.workers = workers;
    this.begun = begun;
  }

  /** No further account is read; whoever waits for the result gets a CancellationException. */
  void callOff() {
    calledOff = true;
  }

  boolean calledOff() {
    return calledOff;
  }

  /** Lists the accounts and reads all of them. */
  Fact<RoleInventory> all(Optional<RoleInventory> before) {
    return listed(before).map(listed -> {
      RoleReads reads = RoleReads.scan(begun, listed, before);
      List<Account> accounts = reads.accounts();
      BitSet readable = new BitSet();
      for (int i = 0; i < accounts.size(); i++) {
        readable.set(i, accounts.get(i).mayHaveRoles());
      }
      fill(reads, readable, 0, false);
      return reads.inventory();
    });
  }

  /** One list, which may be many pages; a second one only where the first lacks an account that was known before. */
  private Fact<List<Account>> listed(Optional<RoleInventory> before) {
    Fact<List<Account>> once = access.accounts();
    return once.toOptional()
        .filter(accounts -> RoleReads.lacksKnown(accounts, before))
        .map(accounts -> access.accounts().map(again -> RoleReads.either(accounts, again)))
        .orElse(once);
  }

  /**
   * Reads once more what could not be read, from a different one on each time. Trouble that passes is mostly trouble of all: if
   * the first few fail again, the rest is left for the next time.
   */
  RoleInventory again(RoleInventory before, boolean passing, int round) {
    RoleReads reads = RoleReads.again(begun, before);
    BitSet unread = before.unread(passing);
    int first = unread.cardinality() == 0 ? 0 : round * WIDTH % unread.cardinality();
    fill(reads, unread, first, passing);
    return reads.inventory();
  }

  private void fill(RoleReads reads, BitSet which, int first, boolean stopEarly) {
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

  private boolean read(RoleReads reads, int index) {
    String account = reads.accounts().get(index).id();
    try {
      Fact<AccountRoles> roles = access.serviceLinkedRoles(account).map(standing -> with(account, standing));
      synchronized (reads) {
        roles.toOptional().ifPresent(told -> reads.read(index, told));
        roles.problem().ifPresent(failure -> reads.failed(index, failure));
      }
      return roles.toOptional().isPresent();
    } catch (RuntimeException bug) {
      LOG.error("Account {} could not be read", account, bug);
      synchronized (reads) {
        reads.failed(index, new Failure(Failure.Kind.UNAVAILABLE, "the operator's own reading of account " + account));
      }
      return false;
    }
  }

  /** ListRoles below /aws-service-role/ does not show ordinary roles: they are asked for one by one. */
  private AccountRoles with(String account, Set<RoleId> serviceLinked) {
    if (!account.equals(management)) {
      return new AccountRoles(serviceLinked, Map.of());
    }
    Set<RoleId> standing = new HashSet<>(serviceLinked);
    Map<RoleId, Failure> unread = new HashMap<>();
    for (RoleId role : catalog.ordinaryRoles()) {
      Fact<Boolean> stands = access.hasRole(account, role.name());
      stands.problem().ifPresent(failure -> unread.put(role, failure));
      if (stands.toOptional().orElse(false)) {
        standing.add(role);
      }
    }
    return new AccountRoles(standing, unread);
  }
}
