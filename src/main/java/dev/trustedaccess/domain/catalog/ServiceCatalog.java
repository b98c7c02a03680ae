package dev.trustedaccess.domain.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every known trusted service; finds a service by any name of one of its principals. */
public final class ServiceCatalog {
  /** A principal and the service that it belongs to. */
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
   * A rejected principal: a name that people take for a principal of trusted access, but that is not one.
   *
   * @param principal the name
   * @param advice the right principal or call, as a sentence
   */
  public record RejectedPrincipal(String principal, String advice) {}

  private final List<ServiceFacts> services;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, RejectedPrincipal> rejected = new HashMap<>();

  /**
   * Throws IllegalArgumentException if two entries have the same name. This would be a defect of the shipped file, and
   * a test of that file would find it.
   */
  public ServiceCatalog(List<ServiceFacts> services, List<RejectedPrincipal> rejected) {
    this.services = List.copyOf(services);
    for (ServiceFacts service : services) {
      for (PrincipalFacts principal : service.principals()) {
        Entry entry = new Entry(service, principal);
        entry.names().forEach(name -> add(name, entry));
      }
    }
    for (RejectedPrincipal name : rejected) {
      if (entries.containsKey(name.principal()) || this.rejected.put(name.principal(), name) != null) {
        throw new IllegalArgumentException("named twice in the catalog: " + name.principal());
      }
    }
  }

  private void add(String name, Entry entry) {
    if (entries.put(name, entry) != null) {
      throw new IllegalArgumentException("named twice in the catalog: " + name);
    }
  }

  public List<ServiceFacts> services() {
    return services;
  }

  /**
   * The ordinary roles that are expected in the management account. They are read by name, even if no declaration needs
   * them.
   */
  public List<RoleId> ordinaryRoles() {
    return services.stream()
        .flatMap(service -> service.principals().stream())
        .flatMap(principal -> principal.roles().stream())
        .filter(role -> !role.serviceLinked() && role.expectedIn().contains(RoleFacts.ExpectedIn.MANAGEMENT))
        .map(RoleFacts::role)
        .distinct()
        .toList();
  }

  /** The entry with this name, be it the primary name or an alias; empty if the catalog does not know it. */
  public Optional<Entry> find(String principal) {
    return Optional.ofNullable(entries.get(principal));
  }

  /** The rejected principal with this name; empty if it is not one. */
  public Optional<RejectedPrincipal> rejected(String principal) {
    return Optional.ofNullable(rejected.get(principal));
  }

  /** Other names of the same access; empty for an unknown principal. */
  public Set<String> otherNames(String principal) {
    return find(principal)
        .map(entry -> Set.copyOf(entry.names().stream().filter(name -> !name.equals(principal)).toList()))
        .orElse(Set.of());
  }
}
