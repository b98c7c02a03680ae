package dev.trustedaccess.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * All that exists in the simulator. The services' calls run one at a time ({@link #alone}); what a test changes beside
 * them goes into concurrent collections and is seen by the next call. Time is AWS's own: it need not be the operator's.
 */
public final class World {
  private final InstantSource clock;
  private final Map<String, Organization> organizations = new ConcurrentSkipListMap<>();
  private final Map<String, Account> accounts = new ConcurrentSkipListMap<>();
  private final Credentials credentials = new Credentials(this);
  private final Pages pages = new Pages();
  private final Trail trail = new Trail();
  private final ReentrantLock lock = new ReentrantLock();

  public World(InstantSource clock) {
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /** Runs one service call's look at the world, or its change, with no other call in between. */
  public <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** A new organization with all features, and its management account. */
  public Organization organization(String id, String managementAccountId) {
    var management = join(new Account(this, managementAccountId, "management", longAgo()));
    var organization = new Organization(this, id, management);
    organizations.put(id, organization);
    return organization;
  }

  /** An account in no organization. */
  public Account standaloneAccount(String id) {
    return join(new Account(this, id, "standalone", longAgo()));
  }

  public Collection<Organization> organizations() {
    return organizations.values();
  }

  public Optional<Account> account(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  public Credentials credentials() {
    return credentials;
  }

  public Pages pages() {
    return pages;
  }

  /** CloudTrail's event history. */
  public Trail trail() {
    return trail;
  }

  /** Empties the world; settings of the pages go back to AWS's own too. */
  public void clear() {
    organizations.clear();
    accounts.clear();
    credentials.clear();
    pages.asAwsDoes();
    trail.clear();
  }

  /** When that began which a test gives without a date. */
  Instant longAgo() {
    return now().minus(Duration.ofDays(365));
  }

  Account join(Account account) {
    if (accounts.putIfAbsent(account.id(), account) != null) {
      throw new IllegalArgumentException("account " + account.id() + " exists already");
    }
    credentials.rootKeyOf(account);
    return requireNonNull(accounts.get(account.id()));
  }

  void forget(Account account) {
    accounts.remove(account.id());
  }
}
