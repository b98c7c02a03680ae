package dev.trustedaccess.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import org.jspecify.annotations.Nullable;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableSet;

/**
 * The roles that services make in the organization's accounts while they have trusted access: late, one account after
 * the other, not in all of them, and left behind when access goes off. Nothing is stored for an account: whether a role
 * is there follows from when access was on and from the account, so 5,000 accounts cost no more than five.
 */
public final class ServiceLinkedRoles {
  private static final String NOWHERE = "nowhere";
  private static final Map<String, List<Kind>> KINDS = kinds();

  /** Made when the account joins, by Organizations itself. */
  private static final Kind OF_ORGANIZATIONS = new Kind("organizations.amazonaws.com", "AWSServiceRoleForOrganizations",
      "/aws-service-role/organizations.amazonaws.com/", Set.of("members"));

  private final List<Grant> grants = new CopyOnWriteArrayList<>();
  private final Map<String, Set<String>> leftOut = new ConcurrentHashMap<>();
  private volatile Duration spread = Duration.ZERO;
  private volatile double share;

  private record Kind(String principal, String role, String path, Set<String> where) {}

  /**
   * One stretch of trusted access.
   *
   * @param until null while it lasts
   */
  private record Grant(String principal, Instant from, @Nullable Instant until) {}

  /** Those of the catalog, by each name of their principal, with what {@code service-linked-roles.csv} says otherwise. */
  private static Map<String, List<Kind>> kinds() {
    var kinds = new LinkedHashMap<String, Kind>();
    KnownPrincipals.CATALOG.services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .flatMap(principal -> KnownPrincipals.CATALOG.find(principal.principal()).stream())
        .forEach(entry -> entry.names()
            .forEach(name -> entry.principal()
                .roles()
                .stream()
                .filter(RoleFacts::serviceLinked)
                .forEach(role -> put(kinds, new Kind(name, role.role().name(),
                    "/aws-service-role/" + role.role().servicePrincipal() + "/",
                    role.expectedIn()
                        .stream()
                        .filter(place -> !isMadeByHand(entry.principal(), role, place))
                        .map(ServiceLinkedRoles::where)
                        .collect(toUnmodifiableSet()))))));
    Table.read("service-linked-roles.csv")
        .forEach(row -> names(row.get(0))
            .forEach(name -> put(kinds, new Kind(name, row.get(1), row.get(2), Set.of(row.get(3))))));
    return kinds.values()
        .stream()
        .filter(kind -> !kind.where().contains(NOWHERE))
        .collect(groupingBy(Kind::principal));
  }

  /** For which names a row holds: that of a principal's first name for all of them, that of another one for it alone. */
  private static List<String> names(String named) {
    return KnownPrincipals.CATALOG.find(named)
        .filter(entry -> entry.principal().principal().equals(named))
        .map(ServiceCatalog.Entry::names)
        .orElse(List.of(named));
  }

  /** Whether a person creates it in the management account, where the service itself makes none when access goes on. */
  private static boolean isMadeByHand(PrincipalFacts principal, RoleFacts role, RoleFacts.ExpectedIn place) {
    return place == RoleFacts.ExpectedIn.MANAGEMENT
        && principal.awaitedRole().filter(role.role().name()::equals).isPresent();
  }

  private static void put(Map<String, Kind> kinds, Kind kind) {
    kinds.put(kind.principal() + " " + kind.role(), kind);
  }

  /** An administrator's account is one of those in which a role comes up as needed. */
  private static String where(RoleFacts.ExpectedIn place) {
    return switch (place) {
      case MANAGEMENT -> "management";
      case EVERY_MEMBER -> "members";
      case DELEGATED_ADMINISTRATOR, AS_NEEDED -> "as-needed";
    };
  }

  /** Roles appear in the accounts one by one, the last one this long after access went on (or the account joined). */
  public ServiceLinkedRoles appearWithin(Duration time) {
    spread = time;
    return this;
  }

  /** Roles that services make only as needed come up in this share of the accounts: 0 for none, 1 for all. */
  public ServiceLinkedRoles asNeededIn(double shareOfAccounts) {
    share = shareOfAccounts;
    return this;
  }

  /** The principal's service makes no role in these accounts. */
  public ServiceLinkedRoles leaveOut(String principal, String... accountIds) {
    leftOut.computeIfAbsent(principal, p -> ConcurrentHashMap.newKeySet()).addAll(List.of(accountIds));
    return this;
  }

  void accessOn(String principal, Instant from) {
    grants.add(new Grant(principal, from, null));
  }

  /** Whether the service makes roles for this access. */
  boolean isOn(String principal) {
    return grants.stream().anyMatch(grant -> grant.principal().equals(principal) && grant.until() == null);
  }

  void accessOff(String principal, Instant until) {
    grants.replaceAll(grant -> grant.principal().equals(principal) && grant.until() == null
        ? new Grant(principal, grant.from(), until)
        : grant);
  }

  /** The roles to be seen in the account at this moment. */
  List<Role> in(Account account, Instant now) {
    var found = new HashMap<String, Role>();
    if (!account.isManagement()) {
      found.put(OF_ORGANIZATIONS.role(), role(OF_ORGANIZATIONS, account, account.joined()));
    }
    for (var grant : grants) {
      if (leftOut.getOrDefault(grant.principal(), Set.of()).contains(account.id())) {
        continue;
      }
      for (var kind : KINDS.getOrDefault(grant.principal(), List.of())) {
        var made = later(grant.from(), account.joined()).plus(delay(kind, account));
        var inTime = !made.isAfter(now) && (grant.until() == null || !made.isAfter(grant.until()));
        if (inTime && belongs(kind, account)) {
          found.merge(kind.role(), role(kind, account, made), (a, b) -> a.created().isBefore(b.created()) ? a : b);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private boolean belongs(Kind kind, Account account) {
    return kind.where().contains(account.isManagement() ? "management" : "members")
        || (kind.where().contains("as-needed") && fraction(account.id() + kind.role()) < share);
  }

  private Duration delay(Kind kind, Account account) {
    return Duration.ofNanos((long) (spread.toNanos() * fraction(kind.role() + account.id())));
  }

  /** A number from 0 to below 1, the same for the same text at every run. */
  private static double fraction(String text) {
    var mixed = text.hashCode() * 0x9E3779B97F4A7C15L;
    return (mixed >>> 11) * 0x1.0p-53;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Role role(Kind kind, Account account, Instant made) {
    return new Role(account.id(), kind.role(), kind.path(), made, null);
  }
}
