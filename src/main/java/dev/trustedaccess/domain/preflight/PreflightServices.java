package dev.trustedaccess.domain.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.preflight.Preflight.Level;
import dev.trustedaccess.domain.preflight.Preflight.Line;

/**
 * Says before the first change which calls the declared services need, which role sends them, and what the operator will not
 * be able to do through this connection. Whether a change is granted cannot be known without making it.
 */
final class PreflightServices {
  private final ConnectionSettings settings;
  private final Optional<OrganizationSnapshot> snapshot;
  private final Optional<Set<String>> accounts;

  private PreflightServices(
      ConnectionSettings settings, Optional<OrganizationSnapshot> snapshot, Optional<Set<String>> accounts) {
    this.settings = settings;
    this.snapshot = snapshot;
    this.accounts = accounts;
  }

  /**
   * The lines about the services that the operator may change: what it cannot do first, then what it will do.
   *
   * @param snapshot empty if the organization could not be read; access then counts as disabled
   * @param accounts ids of the organization's accounts; empty if they could not be read
   */
  static List<Line> of(
      ConnectionSettings settings, Optional<OrganizationSnapshot> snapshot, Optional<Set<String>> accounts,
      List<DeclaredService> services) {
    PreflightServices preflight = new PreflightServices(settings, snapshot, accounts);
    List<DeclaredService> manageable = services.stream().filter(preflight::isManageable).toList();
    List<Line> lines = new ArrayList<>();
    manageable.forEach(service -> lines.addAll(preflight.obstacles(service)));
    List<Line> planned = manageable.stream().flatMap(preflight::planned).map(Line::note).toList();
    lines.addAll(planned);
    if (!planned.isEmpty()) {
      lines.add(Line.note("No read can show whether the planned changes are granted. Compare each role's policy with:"
          + " trusted-access-operator policy"));
    }
    return List.copyOf(lines);
  }

  private boolean isManageable(DeclaredService service) {
    return settings.mode() == Mode.MANAGE && service.desired().mode() == Mode.MANAGE
        && settings.allows(service.principal());
  }

  private List<Line> obstacles(DeclaredService service) {
    List<Line> lines = new ArrayList<>();
    if (!isEnabled(service)) {
      obstacle("enable access for ", service, service.facts().enableMethod(), service.enabling()).ifPresent(lines::add);
      alsoEnables(service).forEach(lines::add);
    }
    if (isDisabledWithItsDeclaration(service)) {
      obstacle("disable access for ", service, service.facts().disableMethod(), service.disabling())
          .ifPresent(lines::add);
      membersUnread(service).ifPresent(lines::add);
    }
    if (!service.desired().administrators().isEmpty()) {
      lines.addAll(administrators(service));
    }
    return lines;
  }

  private boolean isEnabled(DeclaredService service) {
    return Stream.concat(Stream.of(service.principal()), service.facts().aliases().stream())
        .anyMatch(name -> snapshot.flatMap(known -> known.enabledAt(name)).isPresent());
  }

  private static boolean isDisabledWithItsDeclaration(DeclaredService service) {
    return service.desired().deletionPolicy() != DeletionPolicy.RETAIN;
  }

  /** What keeps the operator from making a change that Organizations does not make. */
  private Optional<Line> obstacle(String change, DeclaredService service, AccessMethod method, List<String> sends) {
    if (method.by() == AccessMethod.By.ORGANIZATIONS || maySend(method, sends)) {
      return Optional.empty();
    }
    String what = "The operator cannot " + change + service.principal() + ": ";
    return Optional.of(Line.warn(method.by() == AccessMethod.By.CONSOLE
        ? what + "only a person can, in the console. Ask the service administrator to open: " + method.how()
        : what + "this needs the service's own call, "
            + (sends.isEmpty()
                ? "which the operator does not know how to send. Ask the service administrator to call: "
                    + method.how()
                : "and the connection has no service role in mode Manage to send it. Set spec.serviceRole with mode"
                    + " Manage, or ask the service administrator to call: " + method.how())));
  }

  /** The operator does not send a call that enables what the connection does not allow. */
  private Stream<Line> alsoEnables(DeclaredService service) {
    return service.alsoEnables()
        .stream()
        .filter(other -> maySend(service.facts().enableMethod(), service.enabling()) && !settings.allows(other))
        .map(
            other -> Line.fail(
                "The call that enables access for " + service.principal() + " also enables it for " + other
                    + ", which the connection does not allow. Add it to spec.allowedServicePrincipals."));
  }

  private boolean maySend(AccessMethod method, List<String> sends) {
    return method.by() == AccessMethod.By.SERVICE && settings.mayInitialize() && !sends.isEmpty();
  }

  private Optional<Line> membersUnread(DeclaredService service) {
    boolean asked = settings.serviceRole().isPresent() && !service.inEveryAccount().isEmpty();
    boolean reached = settings.memberReadRole().isPresent() || settings.memberServiceRole().isPresent();
    return asked && !reached
        ? Optional.of(Line.warn(
            "What remains of " + service.principal() + " is read in every account (" + listed(service.inEveryAccount())
                + "), and the connection names no role for that. Without it, the service administrator must confirm the"
                + " cleanup before access is disabled. Set spec.memberRoles.read."))
        : Optional.empty();
  }

  private List<Line> administrators(DeclaredService service) {
    List<String> declared = service.desired().administrators();
    Optional<AdministratorFacts> facts = service.facts().administrators();
    if (facts.isEmpty()) {
      return List.of(Line.fail(
          service.principal() + " has no delegated administrators. Remove spec.delegatedAdministrators from its"
              + " declaration."));
    }
    List<Line> lines = new ArrayList<>();
    facts.get()
        .most()
        .filter(most -> most < declared.size())
        .map(most -> Line.fail(
            service.principal() + " takes no more administrators than " + most + ", but its declaration lists "
                + declared.size() + ". Shorten spec.delegatedAdministrators."))
        .ifPresent(lines::add);
    declared.stream()
        .filter(account -> !settings.allowsAdministrator(account))
        .map(account -> Line.fail(
            "The connection does not allow account " + account + " as an administrator of " + service.principal()
                + ". Correct spec.delegatedAdministrators, or add the account to spec.allowedAdministratorAccounts."))
        .forEach(lines::add);
    declared.stream()
        .filter(account -> accounts.filter(known -> !known.contains(account)).isPresent())
        .map(account -> Line.fail(
            "Account " + account + " is not in the organization, but the declaration of " + service.principal()
                + " lists it. Correct spec.delegatedAdministrators."))
        .forEach(lines::add);
    obstacle("appoint administrators of ", service, facts.get().method(), service.appointing()).ifPresent(lines::add);
    return lines;
  }

  private Stream<String> planned(DeclaredService service) {
    List<String> access = new ArrayList<>();
    if (maySend(service.facts().enableMethod(), service.enabling())) {
      access.add("enable access by " + service.enabling().getFirst());
    }
    if (maySend(service.facts().disableMethod(), service.disabling()) && isDisabledWithItsDeclaration(service)) {
      access.add("disable it by " + service.disabling().getFirst());
    }
    Stream<String> calls = access.isEmpty()
        ? Stream.of()
        : Stream.of(planned(service, "spec.serviceRole", String.join(", ", access)));
    return Stream.concat(calls, plannedAdministrators(service));
  }

  private Stream<String> plannedAdministrators(DeclaredService service) {
    boolean refused = administrators(service).stream().anyMatch(line -> line.level() == Level.FAIL);
    if (service.desired().administrators().isEmpty() || refused) {
      return Stream.of();
    }
    String accounts = listed(service.desired().administrators());
    return service.facts()
        .administrators()
        .stream()
        .flatMap(facts -> facts.byOrganizations()
            ? Stream.of(planned(service, "spec.organizationsRole", "register " + accounts
                + " by organizations:RegisterDelegatedAdministrator"))
            : Stream.of(service)
                .filter(_ -> maySend(facts.method(), service.appointing()))
                .map(_ -> planned(service, "spec.serviceRole", "appoint " + accounts + " by "
                    + service.appointing().getFirst() + " in " + listed(service.appointedIn()))));
  }

  private static String planned(DeclaredService service, String role, String what) {
    return "Planned for " + service.principal() + " with " + role + ": " + what + ".";
  }

  private static String listed(List<String> things) {
    return String.join(", ", things);
  }
}
