package dev.trustedaccess.simulator.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import static java.util.Comparator.comparing;

/** An AWS account: its place in an organization, its roles, what may not be done with it, and what the services keep. */
public final class Account {
  private final World world;
  private final String id;
  private final String name;
  private volatile @Nullable Organization organization;
  private volatile Instant joined;
  private volatile State state = State.ACTIVE;
  private volatile boolean invited;
  private final Map<String, Role> declaredRoles = new ConcurrentHashMap<>();
  private final Set<String> missingRoles = ConcurrentHashMap.newKeySet();
  private final Set<String> regionsNotEnabled = ConcurrentHashMap.newKeySet();
  private final Set<String> trusted = ConcurrentHashMap.newKeySet();
  private final Set<Denial> denials = ConcurrentHashMap.newKeySet();
  private final Map<String, Things> things = new ConcurrentHashMap<>();

  Account(World world, String id, String name, Instant joined) {
    if (!id.matches("\\d{12}")) {
      throw new IllegalArgumentException("an account id has 12 digits: " + id);
    }
    this.world = world;
    this.id = id;
    this.name = name;
    this.joined = joined;
  }

  /** @param role null for whoever acts in the account */
  private record Denial(String action, @Nullable String role) {}

  /** The account states of the Organizations API. */
  public enum State {
    PENDING_ACTIVATION, ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String email() {
    return name + "@example.com";
  }

  public Instant joined() {
    return joined;
  }

  public State state() {
    return state;
  }

  public boolean invited() {
    return invited;
  }

  /** Empty for an account in no organization. */
  public Optional<Organization> organization() {
    return Optional.ofNullable(organization);
  }

  public boolean isManagement() {
    var mine = organization;
    return mine != null && mine.management() == this;
  }

  /** The long-lived key that acts as this account. */
  public Credentials.Keys keys() {
    return Credentials.keysOf(this);
  }

  public Account joined(Instant when) {
    joined = when;
    return this;
  }

  public Account byInvitation() {
    invited = true;
    return this;
  }

  public Account inState(State newState) {
    state = newState;
    return this;
  }

  // Roles and permissions

  /** A role that identities of the organization's management account, and of this account, may assume. */
  public Account role(String roleName) {
    return role(roleName, "/", null);
  }

  /** A role whose AssumeRole must bring this external id. */
  public Account roleWithExternalId(String roleName, String externalId) {
    return role(roleName, "/", externalId);
  }

  /** An ordinary role at a path such as {@code /service-role/}, or one that a service would make, given by hand. */
  public Account role(String roleName, String path) {
    return role(roleName, path, null);
  }

  private Account role(String roleName, String path, @Nullable String externalId) {
    declaredRoles.put(key(roleName), new Role(id, roleName, path, world.now(), externalId));
    missingRoles.remove(key(roleName));
    return this;
  }

  /** An opt-in Region that the account has not enabled: its endpoints know none of the account's keys. */
  public Account withoutRegion(String region) {
    regionsNotEnabled.add(region);
    return this;
  }

  /** Enables a Region again. */
  public Account withRegion(String region) {
    regionsNotEnabled.remove(region);
    return this;
  }

  public boolean lacksRegion(String region) {
    return regionsNotEnabled.contains(region);
  }

  /** The trust policies of this account's roles name that account too, as where one operator serves two organizations. */
  public Account rolesTrust(String accountId) {
    trusted.add(accountId);
    return this;
  }

  public boolean trusts(Account caller) {
    return trusted.contains(caller.id());
  }

  /** The role is not there, and no service makes it. */
  public Account withoutRole(String roleName) {
    declaredRoles.remove(key(roleName));
    missingRoles.add(key(roleName));
    return this;
  }

  /** IAM compares role names without regard to case. */
  public Optional<Role> findRole(String roleName) {
    var declared = declaredRoles.get(key(roleName));
    return declared != null
        ? Optional.of(declared)
        : roles().stream().filter(r -> r.name().equalsIgnoreCase(roleName)).findFirst();
  }

  /** All roles to be seen now, by path and name. */
  public List<Role> roles() {
    var roles = new ArrayList<>(declaredRoles.values());
    var mine = organization;
    if (mine != null) {
      for (var role : mine.serviceLinkedRoles().in(this, world.now())) {
        if (!declaredRoles.containsKey(key(role.name())) && !missingRoles.contains(key(role.name()))) {
          roles.add(role);
        }
      }
    }
    roles.sort(comparing(Role::path).thenComparing(Role::name));
    return roles;
  }

  /** Whoever acts in this account may not do this, until {@link #allow}: {@code organizations:ListAccounts}. */
  public Account deny(String action) {
    denials.add(new Denial(action, null));
    return this;
  }

  /** This role of the account may not do this, until {@link #allow}. */
  public Account deny(String action, String roleName) {
    denials.add(new Denial(action, roleName));
    return this;
  }

  /** Takes back every denial of the action. */
  public Account allow(String action) {
    denials.removeIf(d -> d.action().equals(action));
    return this;
  }

  public boolean denies(String action, @Nullable String roleName) {
    return denials.contains(new Denial(action, null)) || denials.contains(new Denial(action, roleName));
  }

  // What the services keep here

  /** What services keep in this Region. */
  public Things things(String region) {
    return things.computeIfAbsent(region, r -> new Things(world));
  }

  /** What services keep, by Region. */
  public Map<String, Things> things() {
    return Map.copyOf(things);
  }

  /** Everything of this kind goes, in every Region. */
  public void clear(String kind) {
    things.values().forEach(each -> each.clear(kind));
  }

  /** Whether it has anything of a kind, in any Region. */
  public boolean keeps(String kind) {
    return things.values().stream().anyMatch(each -> !each.names(kind).isEmpty());
  }

  Account in(@Nullable Organization newOrganization) {
    organization = newOrganization;
    return this;
  }

  private static String key(String roleName) {
    return roleName.toLowerCase(Locale.ROOT);
  }
}
