package dev.trustedaccess.simulator.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * An organization: accounts, trusted access, delegated administrators, policy types. Its methods are what a test gives
 * or what somebody else does behind the operator's back; they check nothing. The calls with AWS's rules are in the API.
 */
public final class Organization {
  private final World world;
  private final String id;
  private final Account management;
  private final NavigableMap<String, Account> accounts = new ConcurrentSkipListMap<>();
  private final ServiceAccess access = new ServiceAccess();
  private final ServiceLinkedRoles serviceLinkedRoles = new ServiceLinkedRoles();
  private final OwnCalls ownCalls = new OwnCalls();
  private final Map<String, NavigableMap<String, Instant>> delegations = new ConcurrentHashMap<>();
  private final RegistrationLists registrationLists = new RegistrationLists();
  private final FirewallManager firewallManager = new FirewallManager(this);
  private final NavigableSet<String> policyTypes = new ConcurrentSkipListSet<>();
  private volatile boolean allFeatures = true;

  Organization(World world, String id, Account management) {
    this.world = world;
    this.id = id;
    this.management = management;
    accounts.put(management.id(), management.in(this));
  }

  public String id() {
    return id;
  }

  public String arn() {
    return "arn:aws:organizations::" + management.id() + ":organization/" + id;
  }

  public Account management() {
    return management;
  }

  // Accounts

  /** A member account that has been there for a year. */
  public Account account(String accountId, String name) {
    return add(new Account(world, accountId, name, world.longAgo()));
  }

  /** A new member account, created now. */
  public Account newAccount(String accountId, String name) {
    return add(new Account(world, accountId, name, world.now()));
  }

  private Account add(Account account) {
    accounts.put(account.id(), world.join(account).in(this));
    return account;
  }

  /** So many more member accounts of a year's age, with ids and names one after the other. */
  public List<Account> accounts(int count) {
    var added = new ArrayList<Account>();
    for (var number = accounts.size(); added.size() < count; number++) {
      var accountId = "%012d".formatted(100_000_000_000L + number);
      if (world.account(accountId).isEmpty()) {
        added.add(account(accountId, "account-%04d".formatted(number)));
      }
    }
    return added;
  }

  /** The member leaves; it exists on in no organization. */
  public void leaves(Account account) {
    accounts.remove(account.id());
    delegations.values().forEach(administrators -> administrators.remove(account.id()));
    account.in(null);
  }

  /** All accounts, the management account included, by id. */
  public NavigableMap<String, Account> accounts() {
    return Collections.unmodifiableNavigableMap(accounts);
  }

  public Optional<Account> find(String accountId) {
    return Optional.ofNullable(accounts.get(accountId));
  }

  // Features and policy types

  public Organization consolidatedBillingOnly() {
    allFeatures = false;
    return this;
  }

  public Organization allFeatures() {
    allFeatures = true;
    return this;
  }

  public boolean hasAllFeatures() {
    return allFeatures;
  }

  /** Switches a policy type on, such as {@code SECURITYHUB_POLICY}. */
  public Organization policyType(String type) {
    policyTypes.add(type);
    return this;
  }

  public Organization withoutPolicyType(String type) {
    policyTypes.remove(type);
    return this;
  }

  public NavigableSet<String> policyTypes() {
    return Collections.unmodifiableNavigableSet(policyTypes);
  }

  // Trusted access

  /** Trusted access is on since then, as it was before anything began: nothing lags, roles are there. */
  public Organization enabled(String principal, Instant since) {
    access.given(principal, since);
    serviceLinkedRoles.accessOn(principal, since);
    return this;
  }

  /** Trusted access is on for all of these since then. */
  public Organization enabled(Instant since, String... principals) {
    for (var principal : principals) {
      enabled(principal, since);
    }
    return this;
  }

  /** Somebody, or a service, switches access on, now. What is on keeps its date. */
  public void enableAccess(String principal) {
    var now = world.now();
    if (access.on(principal, now)) {
      serviceLinkedRoles.accessOn(principal, now);
    }
  }

  /** Somebody switches access on by Organizations' call, which leaves out what the service's own call sets up. */
  public void enableAccessAlone(String principal) {
    access.on(principal, world.now());
  }

  /** The service sets up what belongs to access that is on, now; what is set up stays as it is. */
  public void setUp(String principal) {
    if (!serviceLinkedRoles.isOn(principal)) {
      serviceLinkedRoles.accessOn(principal, world.now());
    }
  }

  /** Whether the service set up what belongs to its access. */
  public boolean isSetUp(String principal) {
    return isEnabled(principal) && serviceLinkedRoles.isOn(principal);
  }

  public OwnCalls ownCalls() {
    return ownCalls;
  }

  /** Somebody, or a service, switches access off, now. */
  public void disableAccess(String principal) {
    var now = world.now();
    if (access.off(principal, now)) {
      serviceLinkedRoles.accessOff(principal, now);
    }
  }

  public boolean isEnabled(String principal) {
    return access.since(principal).isPresent();
  }

  /** Since when access is on in truth, whatever lists show. */
  public Optional<Instant> enabledSince(String principal) {
    return access.since(principal);
  }

  /** What is on in truth, with the dates. */
  public NavigableMap<String, Instant> enabledPrincipals() {
    return access.all();
  }

  /** What a list of trusted access shows now. */
  public NavigableMap<String, Instant> listedPrincipals(boolean firstPage) {
    return access.listed(world.now(), firstPage);
  }

  /** How far lists lag behind changes. */
  public ServiceAccess lists() {
    return access;
  }

  public ServiceLinkedRoles serviceLinkedRoles() {
    return serviceLinkedRoles;
  }

  public FirewallManager firewallManager() {
    return firewallManager;
  }

  // Delegated administrators

  public Organization delegate(String principal, String accountId) {
    NavigableMap<String, Instant> administrators = delegations.computeIfAbsent(
        principal, p -> new ConcurrentSkipListMap<>());
    if (administrators.putIfAbsent(accountId, world.now()) == null) {
      registrationLists.changed(principal, accountId, Optional.empty(), world.now());
    }
    return this;
  }

  public Organization endDelegation(String principal, String accountId) {
    delegations.computeIfPresent(principal, (p, administrators) -> {
      Optional.ofNullable(administrators.remove(accountId))
          .ifPresent(since -> registrationLists.changed(principal, accountId, Optional.of(since), world.now()));
      return administrators.isEmpty() ? null : administrators;
    });
    return this;
  }

  /** What lists of delegated administrators show. */
  public RegistrationLists registrationLists() {
    return registrationLists;
  }

  /** What a list shows of the principal's delegated administrators. */
  public NavigableMap<String, Instant> listedAdministrators(String principal) {
    return registrationLists.of(principal, delegatedAdministrators(principal), world.now());
  }

  /** The principal's delegated administrators, by account, with the dates. */
  public NavigableMap<String, Instant> delegatedAdministrators(String principal) {
    firewallManager.settle(world.now());
    return delegations.getOrDefault(principal, Collections.emptyNavigableMap());
  }

  /** The principals that the account administers, with the dates. */
  public NavigableMap<String, Instant> delegatedServices(String accountId) {
    firewallManager.settle(world.now());
    var services = new ConcurrentSkipListMap<String, Instant>();
    delegations.forEach((principal, administrators) -> {
      var since = administrators.get(accountId);
      if (since != null) {
        services.put(principal, since);
      }
    });
    return services;
  }

  /** Every delegated administrator of any principal, with the date of the first delegation. */
  public NavigableMap<String, Instant> delegatedAdministrators() {
    firewallManager.settle(world.now());
    var all = new ConcurrentSkipListMap<String, Instant>();
    delegations.values()
        .forEach(administrators -> administrators.forEach(
            (account, since) -> all.merge(account, since, (a, b) -> a.isBefore(b) ? a : b)));
    return all;
  }
}
