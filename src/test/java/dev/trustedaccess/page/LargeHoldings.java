package dev.trustedaccess.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.LenientSerialization;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.AccountRoles;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.organization.RoleInventoryBuilder;
import dev.trustedaccess.states.Recorded;
import dev.trustedaccess.states.State;

/** A large organization: recorded states spread over many services, and a role inventory of many accounts. */
public final class LargeHoldings {
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  private static final Instant SCANNED = RecordedHoldings.NOW.minus(Duration.ofMinutes(20));
  private static final List<State> STATES = List.of(
      State.CLEANUP_PENDING, State.READY, State.ROLES_MISSING, State.CHANGED_BY_OTHERS, State.AWAITING_INITIALIZATION,
      State.DELEGATED_ADMINISTRATORS_REGISTERED, State.READY_WITH_OWNED_RESOURCE, State.ENABLED_BY_OTHERS);
  private static final int LACKS_ROLE = 29;
  private static final int UNREAD = 53;

  private LargeHoldings() {}

  /** The page for so many services and accounts; the first service is Firewall Manager. */
  public static Page page(int services, int accounts) {
    return RecordedHoldings.page(of(services, accounts));
  }

  /** What an operator holds of so many services and accounts. */
  public static Holdings of(int services, int accounts) {
    List<String> principals = Stream.concat(
        Stream.of("fms.amazonaws.com"),
        CATALOG.services()
            .stream()
            .flatMap(service -> service.principals().stream())
            .map(PrincipalFacts::principal)
            .filter(principal -> !principal.equals("fms.amazonaws.com")))
        .limit(services)
        .toList();
    OrganizationConnection connection = RecordedHoldings.connection(Recorded.of(State.CONNECTION_READY));
    return new Holdings(
        IntStream.range(0, principals.size()).mapToObj(at -> declaration(principals.get(at), at)).toList(),
        List.of(connection), Map.of("default", inventory(principals, accounts)));
  }

  /** The id of an account, by its place in the list. */
  public static String account(int at) {
    return String.format(Locale.ROOT, "%012d", 111_122_223_333L + at * 7_919L);
  }

  /** A recorded state, as if it were of this principal. */
  private static TrustedServiceAccess declaration(String principal, int at) {
    Recorded recorded = Recorded.of(STATES.get(at % STATES.size()));
    return new LenientSerialization().unmarshal(
        recorded.text().replace(recorded.objectName(), principal), TrustedServiceAccess.class);
  }

  /** What was read of so many accounts, nearly all of which have the roles of these principals. */
  static RoleInventory inventory(List<String> principals, int accounts) {
    List<Account> listed = IntStream.range(0, accounts)
        .mapToObj(at -> new Account(
            account(at), Optional.of(at % UNREAD == 5 ? SCANNED : Instant.parse("2020-01-01T00:00:00Z")),
            Account.State.ACTIVE))
        .toList();
    List<RoleId> roles = new ArrayList<>(principals.stream()
        .flatMap(principal -> CATALOG.find(principal).stream())
        .flatMap(entry -> entry.principal().roles().stream())
        .map(RoleFacts::role)
        .toList());
    RoleInventoryBuilder reads = RoleInventoryBuilder.scan(SCANNED, listed, Optional.empty());
    for (int at = 0; at < accounts; at++) {
      if (at % UNREAD == 3) {
        reads.failed(at, new Failure(Failure.Kind.ACCESS_DENIED, "sts:AssumeRole"));
      } else {
        Set<RoleId> present = at % UNREAD == 5 ? Set.of() : new HashSet<>(roles);
        if (!present.isEmpty()) {
          int missing = at;
          present.removeIf(role -> (role.name().hashCode() + missing) % LACKS_ROLE == 0);
        }
        reads.read(at, new AccountRoles(present, Map.of()));
      }
    }
    return reads.inventory();
  }
}
