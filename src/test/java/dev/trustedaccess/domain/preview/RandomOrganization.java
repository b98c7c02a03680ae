package dev.trustedaccess.domain.preview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.Action;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;

/** An organization drawn from a seed, that takes the operator's changes. The integrations are the product's own. */
final class RandomOrganization implements Answers {
  static final String MANAGEMENT = "111122223333";
  static final List<String> ACCOUNTS = List.of("444455556666", "555566667777", MANAGEMENT);
  private static final String ID = "o-exampleorg1";
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");
  /** As AWS's clock reads when ours reads {@link #now}. */
  private static final Duration AHEAD = Duration.ofMillis(1300);

  private final ServiceCatalog catalog;
  private final OrganizationAccess access;
  private final ConnectionSettings settings;
  private final OrganizationState state;
  private final Map<String, Instant> enabled = new HashMap<>();
  private final Map<String, Set<String>> registered = new HashMap<>();
  private final Map<String, Fact<InitializationState>> services = new HashMap<>();
  /** Whether what an own call sets up is there at once. */
  private final boolean quick;
  Instant now = Instant.parse("2026-03-01T10:00:00Z");

  /** {@code access} is asked only what its integrations are. */
  RandomOrganization(RandomGenerator random, ServiceCatalog catalog, OrganizationAccess access,
      ConnectionSettings settings) {
    this.catalog = catalog;
    this.access = access;
    this.settings = settings;
    this.quick = random.nextBoolean();
    this.state = new OrganizationState(
        random.nextInt(40) == 0 ? "o-another12345" : ID, MANAGEMENT,
        random.nextInt(40) == 0 ? "444455556666" : MANAGEMENT,
        random.nextInt(40) > 0, Optional.empty());
    catalog.services().forEach(service -> service.principals().forEach(facts -> {
      List<String> names = new ArrayList<>(facts.aliases());
      names.add(facts.principal());
      if (random.nextInt(10) < 3) {
        enabled.put(names.get(random.nextInt(names.size())), LONG_AGO);
      }
      if (facts.administrators().isPresent() && random.nextInt(5) == 0) {
        registered.computeIfAbsent(facts.principal(), _ -> new HashSet<>()).add(ACCOUNTS.get(random.nextInt(2)));
      }
      access.service(facts.principal())
          .ifPresent(integrated -> services.put(
              facts.principal(), random.nextInt(25) == 0
                  ? Fact.unknown(new Failure(Failure.Kind.ACCESS_DENIED, "reading " + facts.principal()))
                  : Fact.known(initialization(random, integrated,
                      facts.administrators().filter(by -> !by.registered() && integrated.initializes()).isPresent()))));
    }));
  }

  /** A connection drawn from the seed. */
  static ConnectionSettings settings(RandomGenerator random, List<String> principals) {
    return new ConnectionSettings(
        "default", ID, Optional.empty(), random.nextInt(10) == 0 ? Mode.OBSERVE : Mode.MANAGE, Optional.empty(),
        random.nextInt(5) == 0
            ? Optional.empty()
            : Optional.of(new ConnectionSettings.ServiceRole(
                Optional.empty(), random.nextInt(6) == 0 ? Mode.OBSERVE : Mode.MANAGE)),
        random.nextBoolean() ? Optional.of("read") : Optional.empty(), Optional.of("service"), "us-east-1",
        random.nextBoolean() ? List.of("us-east-1") : List.of("us-east-1", "eu-west-1"),
        random.nextInt(8) == 0
            ? Optional.of(Set.copyOf(principals.subList(0, principals.size() / 2)))
            : Optional.empty(),
        random.nextInt(8) == 0 ? Optional.of(Set.of(ACCOUNTS.getFirst())) : Optional.empty(), Duration.ofMinutes(5),
        Duration.ofHours(24), Duration.ofMinutes(15), false);
  }

  /** One of these, each as likely as the others. */
  static <T> T drawn(RandomGenerator random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static InitializationState initialization(RandomGenerator random, ServiceAccess service,
      boolean administered) {
    if (!administered) {
      return InitializationState.of(drawn(random, List.of(Stage.values())), "the thing");
    }
    List<String> regions = service.appointsIn();
    List<Appointed> appointed = new ArrayList<>();
    for (String region : regions) {
      if (random.nextInt(4) == 0) {
        appointed.add(new Appointed(
            ACCOUNTS.get(random.nextInt(2)), region,
            drawn(
                random, List.of(Stage.DONE, Stage.DONE, Stage.IN_PROGRESS, Stage.FAILED, Stage.BEING_REMOVED))));
      }
    }
    return InitializationState.administered(new AdministratorsSeen(appointed, regions));
  }

  @Override
  public Fact<OrganizationSnapshot> snapshot() {
    return Fact.known(new OrganizationSnapshot(now, now, now.plus(AHEAD), state, enabled));
  }

  @Override
  public Optional<Observation.Integration> integration(String principal) {
    return settings.serviceRole().flatMap(_ -> access.service(principal)).map(ServiceAccess::description);
  }

  @Override
  public Fact<List<DelegatedAdministrator>> registered(String name) {
    return Fact.known(registered.getOrDefault(name, Set.of()).stream().map(DelegatedAdministrator::new).toList());
  }

  @Override
  public Fact<InitializationState> initialization(String principal) {
    return services.getOrDefault(principal, Fact.known(InitializationState.of(Stage.NOT_REQUIRED, "nothing")));
  }

  @Override
  public RemainingRead remaining(String principal, List<String> administrators) {
    return new RemainingRead(List.of(), Set.of(), List.of());
  }

  @Override
  public Fact<Set<String>> policyTypes() {
    return Fact.known(Set.of());
  }

  /** Access is enabled, and what the call registers. */
  void enable(Action.Enable enable, List<String> alsoEnables) {
    date(enable.by() == AccessMethod.By.SERVICE ? first(enable.principal()) : enable.principal());
    if (enable.by() == AccessMethod.By.SERVICE) {
      alsoEnables.forEach(this::date);
      new TreeMap<>(services).forEach((principal, state) -> {
        if (quick && (principal.equals(enable.principal()) || alsoEnables.contains(principal))) {
          services.put(principal, state.map(RandomOrganization::setUp));
        }
      });
    }
    enable.registering().ifPresent(one -> register(enable.principal(), one.administrator().accountId()));
  }

  private void date(String principal) {
    enabled.putIfAbsent(principal, now.plus(AHEAD));
  }

  private static InitializationState setUp(InitializationState state) {
    return state.administrators().isPresent() ? state : InitializationState.of(Stage.DONE, state.what());
  }

  /** A service registers each member account that it appoints. */
  void appoint(String principal, OwnedResource one) {
    if (!one.accountId().equals(MANAGEMENT) || one.isRegistration()) {
      register(principal, one.accountId());
    }
    if (!one.isRegistration()) {
      services.computeIfPresent(principal, (_, state) -> state.map(before -> {
        AdministratorsSeen seen = before.administrators().orElseThrow();
        List<Appointed> all = new ArrayList<>(seen.appointed());
        all.add(new Appointed(one.accountId(), one.region(), Stage.DONE));
        return InitializationState.administered(new AdministratorsSeen(all, seen.regions()));
      }));
    }
  }

  private void register(String principal, String account) {
    registered.computeIfAbsent(first(principal), _ -> new HashSet<>()).add(account);
  }

  /** The catalog's first name for it, under which its service's own call enables access. */
  private String first(String principal) {
    return catalog.find(principal).map(entry -> entry.principal().principal()).orElse(principal);
  }
}
