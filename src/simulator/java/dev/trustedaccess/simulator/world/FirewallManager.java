package dev.trustedaccess.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * What Firewall Manager keeps for an organization: one default administrator, further ones, and their policies in each
 * Region. An administrator comes and goes over time; whoever is gone takes its policies along.
 */
public final class FirewallManager {
  public static final String PRINCIPAL = "fms.amazonaws.com";
  private static final String POLICY = "policy";

  private final Organization organization;
  private final NavigableMap<String, Administrator> administrators = new ConcurrentSkipListMap<>();
  private volatile Duration comes = Duration.ZERO;
  private volatile Duration goes = Duration.ZERO;
  private volatile Duration shownAsDeleted = Duration.ZERO;
  private volatile boolean keepsDelegation;
  private final AtomicInteger ignored = new AtomicInteger();

  FirewallManager(Organization organization) {
    this.organization = organization;
  }

  /**
   * An administrator account.
   *
   * @param leftSince null while nobody disassociated it
   */
  public record Administrator(String accountId, boolean isDefault, Instant since, @Nullable Instant leftSince) {}

  // What a test sets

  /** A new administrator is ready only after this time. */
  public FirewallManager comesAfter(Duration time) {
    comes = time;
    return this;
  }

  /** A disassociated administrator is gone only after this time, and then shown as deleted for that time. */
  public FirewallManager goesAfter(Duration time, Duration thenShownAsDeleted) {
    goes = time;
    shownAsDeleted = thenShownAsDeleted;
    return this;
  }

  /** So many next calls of AssociateAdminAccount are answered as if they were carried out, and are not: seen in the field. */
  public FirewallManager ignoresAssociations(int calls) {
    ignored.set(calls);
    return this;
  }

  /** The end of an administrator leaves it registered with Organizations: whether it does is not documented. */
  public FirewallManager keepsDelegation() {
    keepsDelegation = true;
    return this;
  }

  /** This account is the default administrator since long ago. */
  public FirewallManager administrator(String accountId) {
    organization.delegate(PRINCIPAL, accountId);
    administrators.put(accountId, new Administrator(accountId, true, Instant.EPOCH, null));
    return this;
  }

  /** The administrator has a policy in the Region. */
  public FirewallManager policy(String accountId, String region, String name) {
    organization.find(accountId).orElseThrow().things(region).put(POLICY, name);
    return this;
  }

  public FirewallManager withoutPolicy(String accountId, String region, String name) {
    organization.find(accountId).orElseThrow().things(region).remove(POLICY, name);
    return this;
  }

  // What the service does

  public void associate(String accountId, boolean asDefault, Instant now) {
    if (asDefault && ignored.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return;
    }
    administrators.put(accountId, new Administrator(accountId, asDefault, now, null));
  }

  public void disassociate(String accountId, Instant now) {
    administrators.computeIfPresent(accountId, (id, a) -> new Administrator(id, a.isDefault(), a.since(), now));
    settle(now);
  }

  public Optional<Administrator> defaultAdministrator(Instant now) {
    return administrators(now).values().stream().filter(Administrator::isDefault).findFirst();
  }

  /** All administrators, those on their way out included, by account. */
  public NavigableMap<String, Administrator> administrators(Instant now) {
    settle(now);
    return Collections.unmodifiableNavigableMap(administrators);
  }

  public boolean ready(Administrator administrator, Instant now) {
    return !now.isBefore(later(administrator.since(), comes));
  }

  public boolean gone(Administrator administrator, Instant now) {
    return administrator.leftSince() != null && !now.isBefore(later(administrator.leftSince(), goes));
  }

  /** Does what time has brought about since the last look. */
  void settle(Instant now) {
    for (var administrator : administrators.values()) {
      if (gone(administrator, now)) {
        organization.find(administrator.accountId()).ifPresent(account -> account.clear(POLICY));
        if (!keepsDelegation) {
          organization.endDelegation(PRINCIPAL, administrator.accountId());
        }
      }
    }
    administrators.values()
        .removeIf(a -> a.leftSince() != null
            && !now.isBefore(later(a.leftSince(), goes.plus(shownAsDeleted))));
  }

  private static Instant later(Instant from, Duration by) {
    return from.equals(Instant.EPOCH) ? from : from.plus(by);
  }
}
