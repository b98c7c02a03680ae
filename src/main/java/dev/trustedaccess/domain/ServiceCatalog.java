package dev.trustedaccess.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every trusted service that is known, looked up by any name of a principal. */
public final class ServiceCatalog {
  /** A principal with the service it belongs to. */
  public record Entry(ServiceFacts service, PrincipalFacts principal) {
    /** All names under which this access can be listed, the declared one first. */
    public List<String> names() {
      List<String> names = new ArrayList<>();
      names.add(principal.principal());
      names.addAll(principal.aliases());
      return List.copyOf(names);
    }
  }

  /**
   * A name that people take for a trusted-access principal and that is none.
   *
   * @param advice the right principal or call, as a sentence
   */
  public record Trap(String principal, String advice) {}

  private final List<ServiceFacts> services;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Trap> traps = new HashMap<>();

  /** Throws IllegalArgumentException when two services claim one name: a fault of the shipped file, found by its test. */
  public ServiceCatalog(List<ServiceFacts> services, List<Trap> traps) {
    this.services = List.copyOf(services);
    for (ServiceFacts service : services) {
      for (PrincipalFacts principal : service.principals()) {
        Entry entry = new Entry(service, principal);
        entry.names().forEach(name -> claim(name, entry));
      }
    }
    for (Trap trap : traps) {
      if (entries.containsKey(trap.principal()) || this.traps.put(trap.principal(), trap) != null) {
        throw new IllegalArgumentException("named twice in the catalog: " + trap.principal());
      }
    }
  }

  private void claim(String name, Entry entry) {
    if (entries.put(name, entry) != null) {
      throw new IllegalArgumentException("named twice in the catalog: " + name);
    }
  }

  public List<ServiceFacts> services() {
    return services;
  }

  /** Roles in the management account that are not service-linked: they are asked for by name, whatever is declared. */
  public List<RoleId> ordinaryRoles() {
    return services.stream()
        .flatMap(service -> service.principals().stream())
        .flatMap(principal -> principal.roles().stream())
        .filter(role -> !role.serviceLinked() && role.expectedIn().contains(RoleFacts.Place.Management))
        .map(RoleFacts::role)
        .distinct()
        .toList();
  }

  public Optional<Entry> find(String principal) {
    return Optional.ofNullable(entries.get(principal));
  }

  public Optional<Trap> trap(String principal) {
    return Optional.ofNullable(traps.get(principal));
  }

  /** Other names of the same access; empty for an unknown principal. */
  public Set<String> otherNames(String principal) {
    return find(principal)
        .map(entry -> Set.copyOf(entry.names().stream().filter(name -> !name.equals(principal)).toList()))
        .orElse(Set.of());
  }
}
