package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.component.ServicePeople;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.quirk.Quirks;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;

/** An organization, a connection to it, and declarations for it, all drawn from one seed. */
final class RandomDirectory {
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  private static final List<PrincipalFacts> PRINCIPALS = CATALOG.services()
      .stream()
      .flatMap(service -> service.principals().stream())
      .toList();
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");
  private static final String HOME = "us-east-1";
  private static final List<String> REGIONS = List.of(HOME, "eu-west-1");
  private static final String EXTERNAL_ID = "trusted-access-operator";
  /** Such as take part in the API server's and Organizations' rules, but are no service. */
  private static final List<String> NO_SERVICES = List.of("organizations.amazonaws.com", "unheard-of.amazonaws.com");

  /** An object of the directory, as its author writes it. */
  record Declared(String name, String principal, String yaml) {}

  final long seed;
  final String connection;
  final Organization organization;
  final Account management;
  private final Random random;
  private final List<Account> members;
  final String connectionYaml;
  final List<Declared> declarations;

  /**
   * Draws them, and makes the organization.
   *
   * @param number not used for another one in the same simulator
   * @param most how many services are declared at most
   * @param pod the account of the operator's own identity
   */
  RandomDirectory(Simulator aws, long seed, int number, int most, Account pod) {
    this.seed = seed;
    random = new Random(seed);
    connection = "org-" + number;
    organization = aws.organization("o-drawn%06d".formatted(number), "1%011d".formatted(number));
    management = organization.management();
    members = List.of(organization.account("2%011d".formatted(number), "security"),
        organization.account("3%011d".formatted(number), "audit"));
    Stream.concat(Stream.of(management), members.stream())
        .forEach(account -> account.rolesTrust(pod.id())
            .roleWithExternalId("trusted-access-organizations", EXTERNAL_ID)
            .roleWithExternalId("trusted-access-services", EXTERNAL_ID)
            .role("trusted-access-read")
            .role("trusted-access-service"));
    List<String> names = names(most);
    populate();
    connectionYaml = connection(names);
    declarations = names.stream().map(this::declaration).toList();
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> T drawn(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Every principal is as likely; now and then one is declared by both its names, or by one that is no service's. */
  private List<String> names(int most) {
    List<PrincipalFacts> facts = new ArrayList<>(PRINCIPALS);
    Collections.shuffle(facts, random);
    Set<String> names = new TreeSet<>();
    facts.subList(0, 1 + random.nextInt(most))
        .forEach(
            each -> names.add(drawn(Stream.concat(Stream.of(each.principal()), each.aliases().stream()).toList())));
    if (oneIn(4)) {
      PrincipalFacts twice = drawn(PRINCIPALS.stream().filter(each -> !each.aliases().isEmpty()).toList());
      names.add(twice.principal());
      names.addAll(twice.aliases());
    }
    if (oneIn(6)) {
      names.add(drawn(NO_SERVICES));
    }
    List<String> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, Math.min(most, shuffled.size())));
  }

  /** What others did before. */
  private void populate() {
    if (oneIn(30)) {
      organization.consolidatedBillingOnly();
    }
    if (random.nextBoolean()) {
      organization.ownCalls().take(Duration.ofHours(1));
    }
    for (PrincipalFacts facts : PRINCIPALS) {
      if (random.nextInt(10) < 3) {
        List<String> names = Stream.concat(Stream.of(facts.principal()), facts.aliases().stream()).toList();
        if (oneIn(3)) {
          organization.enableAccessAlone(drawn(names));
        } else {
          organization.enabled(drawn(names), LONG_AGO);
        }
      }
      if (facts.administrators().filter(by -> by.registered()).isPresent() && oneIn(5)) {
        organization.delegate(facts.principal(), drawn(members).id());
      }
    }
    // No plan knows what an account shows once it is an administrator (docs/plan.md), so nobody appoints this one.
    Account tools = organization.account("4" + management.id().substring(1), "tools");
    ServicePeople people = new ServicePeople(organization, tools.id());
    for (ServiceIntegration integration : ServicePeople.services()) {
      if (integration.administrator().isPresent() && oneIn(5)) {
        Quirks.administrator(
            organization, integration, drawn(members).id(), drawn(List.of(REGIONS, REGIONS.subList(0, 1))));
      }
      if (random.nextBoolean()) {
        people.initialize(integration);
      }
    }
  }

  private String connection(List<String> names) {
    List<String> spec = new ArrayList<>();
    spec.add("organizationId: " + (oneIn(30) ? "o-other" + organization.id().substring(7) : organization.id()));
    spec.add("mode: " + (oneIn(10) ? "Observe" : "Manage"));
    spec.add("organizationsRole: " + role(
        oneIn(30) ? members.getFirst() : management, "trusted-access-organizations", ""));
    boolean hasServiceRole = !oneIn(5);
    if (hasServiceRole) {
      spec.add("serviceRole: " + role(
          oneIn(30) ? members.getFirst() : management, "trusted-access-services",
          ", mode: " + (oneIn(6) ? "Observe" : "Manage")));
    }
    // Without the role that manages services, such an account could not be read at all.
    spec.add("memberRoles: {%s%s}".formatted(
        random.nextBoolean() ? "read: trusted-access-read, " : "",
        hasServiceRole ? "service: trusted-access-service" : ""));
    spec.add("regions: {home: %s, managed: [%s]}".formatted(
        HOME, String.join(", ", random.nextBoolean() ? REGIONS : REGIONS.subList(0, 1))));
    if (oneIn(8)) {
      spec.add("allowedServicePrincipals: [" + String.join(", ", names.subList(0, (names.size() + 1) / 2)) + "]");
    }
    if (oneIn(8)) {
      spec.add("allowedAdministratorAccounts: ['" + members.getFirst().id() + "']");
    }
    spec.addAll(List.of("observeInterval: 2s", "roleInventoryInterval: 1h", "deletionHold: 0s"));
    return """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: %s}
        spec:
        """.formatted(connection) + lines(spec);
  }

  private static String role(Account in, String name, String more) {
    return "{arn: 'arn:aws:iam::%s:role/%s', externalId: %s%s}".formatted(in.id(), name, EXTERNAL_ID, more);
  }

  private Declared declaration(String principal) {
    List<String> spec = new ArrayList<>(List.of(
        "servicePrincipal: " + principal, "organizationRef: {name: " + connection + "}"));
    if (oneIn(12)) {
      spec.add("mode: Observe");
    }
    spec.add("initialization: {mode: " + drawn(List.of("Automatic", "Automatic", "Confirmed", "None")) + "}");
    List<String> accounts = new ArrayList<>(members.stream().map(Account::id).toList());
    Collections.shuffle(accounts, random);
    List<String> administrators = accounts.subList(0, drawn(List.of(0, 0, 1, 1, 1, 2)));
    if (!administrators.isEmpty()) {
      spec.add("delegatedAdministrators: ['" + String.join("', '", administrators) + "']");
    }
    if (oneIn(4)) {
      spec.add("serviceLinkedRoles: {expectation: EveryAccount}");
    }
    String name = principal + "." + connection;
    return new Declared(name, principal, """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %s%s}
        spec:
        """.formatted(name, oneIn(15) ? ", annotations: {trustedaccess.dev/paused: 'true'}" : "") + lines(spec));
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }

  /** Writes it, in the order in which it is applied. */
  Path write(Path parent) {
    try {
      Path directory = Files.createDirectories(parent.resolve("seed-" + seed));
      Files.writeString(directory.resolve("00-connection.yaml"), connectionYaml);
      for (int i = 0; i < declarations.size(); i++) {
        Files.writeString(directory.resolve("%02d.yaml".formatted(i + 1)), declarations.get(i).yaml());
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Now and then, nobody may make one of these calls in the management account any more. */
  boolean denies(List<String> actions) {
    boolean denied = !actions.isEmpty() && oneIn(4);
    if (denied) {
      management.deny(drawn(actions));
    }
    return denied;
  }

  /** The accounts of the organization. */
  Set<String> accounts() {
    return organization.accounts().keySet();
  }

  /** Everything that is enabled and registered, in words. */
  Set<String> granted() {
    Set<String> all = new TreeSet<>();
    organization.enabledPrincipals().keySet().forEach(principal -> all.add(enabled(principal)));
    organization.delegatedAdministrators()
        .keySet()
        .forEach(account -> organization.delegatedServices(account)
            .keySet()
            .forEach(principal -> all.add(registered(principal, account))));
    return all;
  }

  /** Under whichever of its names. */
  static String enabled(String principal) {
    return "enabled " + first(principal);
  }

  static String registered(String principal, String account) {
    return "registered " + account + " for " + first(principal);
  }

  private static String first(String principal) {
    return CATALOG.find(principal).map(entry -> entry.principal().principal()).orElse(principal);
  }
}
