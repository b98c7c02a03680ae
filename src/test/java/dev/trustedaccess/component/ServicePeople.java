package dev.trustedaccess.component;

import java.util.List;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.parts.Awaited;
import dev.trustedaccess.aws.parts.Parts;
import dev.trustedaccess.aws.parts.Place;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Remains;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.service.Registered;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;

/** What the users of any service of the registry do: they initialize it, use it, and clean up. */
public final class ServicePeople {
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  /** As the connection of the examples has them. */
  private static final String HOME = "us-east-1";
  private static final List<String> MANAGED = List.of("us-east-1", "eu-west-1");

  private final Organization organization;
  private final String administrator;

  public ServicePeople(Organization organization) {
    this(organization, Bench.SECURITY);
  }

  /** @param administrator the account in which they keep what belongs to administrators */
  public ServicePeople(Organization organization, String administrator) {
    this.organization = organization;
    this.administrator = administrator;
  }

  /** Every integration. */
  public static List<ServiceIntegration> services() {
    return Registered.integrations();
  }

  /** The first name of each. */
  static List<String> principals() {
    return services().stream().map(ServicePeople::principal).toList();
  }

  static String principal(ServiceIntegration integration) {
    return integration.principals().getFirst();
  }

  static ServiceIntegration service(String principal) {
    return services().stream().filter(each -> principal(each).equals(principal)).findFirst().orElseThrow();
  }

  static ServiceFacts facts(ServiceIntegration integration) {
    return CATALOG.find(principal(integration)).orElseThrow().service();
  }

  /** Whether it is known what remains: the operator reads it, or nothing can. */
  static boolean isReadWhole(ServiceIntegration integration) {
    PrincipalFacts facts = CATALOG.find(principal(integration)).orElseThrow().principal();
    return facts.leavesNothing() || facts.awaitedRole().isEmpty();
  }

  /** Whether only they can enable its access, in its console. */
  static boolean enableIt(ServiceIntegration integration) {
    return CATALOG.find(principal(integration))
        .orElseThrow()
        .principal()
        .enableMethod()
        .by() == AccessMethod.By.CONSOLE;
  }

  /** Whether the call of another service enables its access, too, which then is not the declaration's. */
  private static boolean isEnabledWithAnother(ServiceIntegration integration) {
    return services().stream().anyMatch(other -> other.alsoEnables().contains(principal(integration)));
  }

  /** The lines of a declaration's spec. What others enabled is disabled only where the declaration says so. */
  static String[] spec(ServiceIntegration integration) {
    if (enableIt(integration) || isEnabledWithAnother(integration)) {
      return new String[]{"deletionPolicy: Disable"};
    }
    return integration.administrator().isPresent() || isRegistered(integration)
        ? new String[]{"delegatedAdministrators: [\"" + Bench.SECURITY + "\"]"}
        : new String[0];
  }

  /** Whether the operator registers the declared account: by the service's own call, or to see what the account keeps. */
  static boolean isRegistered(ServiceIntegration integration) {
    return integration.registrar().isPresent()
        || (integration.administrator().isEmpty() && integration.remains()
            .stream()
            .anyMatch(remains -> remains.listing().place().who() == Place.Who.ADMINISTRATORS));
  }

  /** Whether somebody other than the operator has to initialize it. */
  static boolean awaitsItsUsers(ServiceIntegration integration) {
    return (integration.awaited() instanceof Awaited.Thing && integration.enabling().isEmpty())
        || (integration.awaited() instanceof Awaited.Role && !Parts.makesItsRole(integration))
        || Parts.isSetUpByAPerson(integration);
  }

  /** Whether the call that enables it makes something that remains until they remove it or give it up. */
  static boolean enablingLeavesAThing(ServiceIntegration integration) {
    return integration.awaited() instanceof Awaited.Thing && integration.enabling().isPresent();
  }

  /** They initialize it, if that is not the operator's. Some can be initialized only once access is enabled. */
  public void initialize(ServiceIntegration integration) {
    if (Parts.isSetUpByAPerson(integration) && organization.isEnabled(principal(integration))) {
      organization.setUp(principal(integration));
    }
    switch (integration.awaited()) {
      case Awaited.Role(List<String> names) -> organization.management().role(names.getLast(), "/service-role/");
      case Awaited.Thing<?> thing -> integration.remains()
          .stream()
          .filter(remains -> remains.listing().equals(thing.listing()))
          .forEach(this::put);
      default -> {
        // Nothing, or the operator does it.
      }
    }
  }

  /** They make what must be there for each call of a listing to be made, and is nothing that may remain. */
  void prepare(ServiceIntegration integration) {
    integration.remains()
        .stream()
        .filter(remains -> remains.listing().actions().size() > 1)
        .forEach(remains -> remains.listing()
            .actions()
            .stream()
            .limit(remains.listing().actions().size() - 1L)
            .forEach(action -> accounts(remains)
                .forEach(account -> account.things(region(remains)).put(action, "of-" + remains.kind()))));
  }

  /** Whether some of its things are listed in the accounts that Organizations registers as its administrators. */
  static boolean readsItsDelegatedAdministrators(String principal) {
    return service(principal).actions().delegates();
  }

  /** They make one of everything that may remain. */
  void use(ServiceIntegration integration) {
    integration.remains().forEach(this::put);
  }

  private void put(Remains remains) {
    Account account = account(remains);
    String name = "one-" + remains.kind();
    account.things(region(remains))
        .put(
            kind(remains), Parts.namesTheOrganization(remains.listing()) ? organization.arn() + "/" + name : name,
            thing -> thing.inAccount(account.id()));
  }

  /** They remove what disabling would destroy, or what must not be left. */
  public void cleanUp(ServiceIntegration integration) {
    lost(integration).forEach(remains -> account(remains).clear(kind(remains)));
  }

  /** They remove what must not be left, whatever anybody confirms. */
  void unblock(ServiceIntegration integration) {
    lost(integration).stream()
        .filter(remains -> facts(integration).effectOf(remains.kind()) == Effect.BLOCKS)
        .forEach(remains -> account(remains).clear(kind(remains)));
  }

  /** What may remain and is destroyed or left out of reach. */
  static List<Remains> lost(ServiceIntegration integration) {
    return integration.remains()
        .stream()
        .filter(remains -> facts(integration).effectOf(remains.kind()) != Effect.SURVIVES)
        .toList();
  }

  private Account account(Remains remains) {
    return accounts(remains).getFirst();
  }

  /** Where it is listed. */
  private List<Account> accounts(Remains remains) {
    Account security = organization.find(administrator).orElseThrow();
    return switch (remains.listing().place().who()) {
      case MANAGEMENT, EVERY_ACCOUNT -> List.of(organization.management());
      case ADMINISTRATORS -> List.of(security);
      case BOTH -> List.of(organization.management(), security);
    };
  }

  private static String region(Remains remains) {
    Regions regions = remains.listing().place().regions();
    return regions.named().orElse(regions.everyManaged() ? MANAGED.getLast() : HOME);
  }

  /** With the integration's id, because two services may have a kind of one name. */
  private static String kind(Remains remains) {
    return services().stream().filter(each -> each.remains().contains(remains)).findFirst().orElseThrow().id() + "/"
        + remains.kind();
  }
}
