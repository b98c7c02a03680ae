package dev.trustedaccess.e2e;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;

/**
 * What the calls of integrations show in one organization, in the order of a declaration's life: access is enabled, an
 * administrator appointed, things are found, the administrator is dismissed, access is disabled.
 */
final class ObservedServices {
  private final OrganizationAccess access;
  private final SortedMap<String, ServiceAccess> services = new TreeMap<>();
  private final Map<String, String> names;
  private final String administrator;
  private final SortedMap<String, String> seen = new TreeMap<>();
  private final SortedSet<String> failed = new TreeSet<>();

  /**
   * @param principals those that are observed; each has an integration
   * @param administrator the account that is appointed
   * @param names what accounts are called in what was seen, by id
   */
  ObservedServices(
      OrganizationAccess access, Collection<String> principals, String administrator, Map<String, String> names) {
    this.access = access;
    this.administrator = administrator;
    this.names = Map.copyOf(names);
    principals.forEach(principal -> services.put(principal, access.service(principal).orElseThrow()));
  }

  /** What was seen, by principal and question. A question whose call failed is left out. */
  SortedMap<String, String> seen() {
    return seen;
  }

  /** The actions of the calls that failed, each with the reason. */
  SortedSet<String> failed() {
    return failed;
  }

  /** Enables access to every service and appoints the administrator. */
  void enable() {
    services.forEach((principal, service) -> {
      initialization("before", principal, service);
      change("enable", principal, service.enables()
          ? service.enable(principal, ticket())
          : access.enable(principal, ticket()));
      for (OwnedResource owned : owned(service)) {
        change("appoint in " + owned.region(), principal, service.initialize(owned, ticket()));
      }
      initialization("after the appointment", principal, service);
      if (service.initializes()) {
        read("registered", principal, access.delegatedAdministrators(principal)
            .map(listed -> listed.stream()
                .map(DelegatedAdministrator::accountId)
                .toList()));
      }
    });
    accessOf("access after enabling");
  }

  /** Reads how far every service is, and what remains of it. */
  void remaining(String when) {
    services.forEach((principal, service) -> {
      initialization(when, principal, service);
      RemainingRead read = service.remaining(List.of(administrator));
      read.unread().forEach(this::failure);
      note("remaining " + when, principal, read.found().stream().map(ObservedServices::words).sorted().toList());
    });
  }

  /** Dismisses the administrator, ends its registration where it is left, and disables access. */
  void disable() {
    services.forEach((principal, service) -> {
      for (OwnedResource owned : owned(service)) {
        change("dismiss in " + owned.region(), principal, service.removeOwned(owned, ticket()));
      }
      initialization("after the dismissal", principal, service);
      boolean registered = service.initializes()
          && access.delegatedAdministrators(principal).toOptional().filter(listed -> !listed.isEmpty()).isPresent();
      if (registered) {
        change("deregister", principal,
            access.deregisterDelegatedAdministrator(principal, administrator, ticket()));
      }
      change("disable", principal, service.disables()
          ? service.disable(principal, ticket())
          : access.disable(principal, ticket()));
    });
    accessOf("access after disabling");
  }

  private List<OwnedResource> owned(ServiceAccess service) {
    if (!service.initializes()) {
      return List.of();
    }
    return service.kinds().stream().anyMatch(kind -> kind.kind().equals(OwnedResource.ADMINISTRATOR))
        ? service.appointsIn().stream().map(region -> OwnedResource.administrator(administrator, region)).toList()
        : List.of(OwnedResource.registration(administrator));
  }

  private void initialization(String when, String principal, ServiceAccess service) {
    read("initialization " + when, principal, service.initialization().map(ObservedServices::words));
  }

  private void accessOf(String question) {
    Fact<OrganizationSnapshot> snapshot = access.snapshot();
    services.keySet()
        .forEach(principal -> read(question, principal, snapshot.map(now -> now.enabled().containsKey(principal))));
  }

  private static String words(InitializationState state) {
    List<Appointed> appointed = state.administrators().map(AdministratorsSeen::appointed).orElse(List.of());
    return state.stage() + appointed.stream()
        .map(each -> ", %s in %s %s".formatted(each.accountId(), each.region(), each.stage()))
        .sorted()
        .collect(Collectors.joining());
  }

  private static String words(Remaining thing) {
    return "%s %s in %s %s".formatted(thing.kind(), thing.id(), thing.accountId(), thing.region());
  }

  private void change(String question, String principal, ChangeOutcome outcome) {
    switch (outcome) {
      case ChangeOutcome.Accepted _ -> note(question, principal, "accepted");
      case ChangeOutcome.Failed(Failure failure) -> failure(failure);
    }
  }

  private void read(String question, String principal, Fact<?> fact) {
    fact.problem().ifPresent(this::failure);
    fact.toOptional().ifPresent(value -> note(question, principal, value));
  }

  private void note(String question, String principal, Object value) {
    String words = value.toString();
    for (Map.Entry<String, String> name : names.entrySet()) {
      words = words.replace(name.getKey(), name.getValue());
    }
    seen.put(principal + ": " + question, words);
  }

  /** Its detail without the place: {@code ram:ListPrincipals in account 111122223333 (HTTP 404)}. */
  private void failure(Failure failure) {
    failed.add(failure.detail().replaceFirst(" [^(]*", " ").strip());
  }

  private static ChangeTicket ticket() {
    return new ChangeTicket("7f0c9a52-aaaa-bbbb-cccc-1234567890ab", Instant.now().plusSeconds(30));
  }
}
