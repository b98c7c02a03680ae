package dev.trustedaccess.simulator.world;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.ServiceCatalog;

/**
 * The service principals that Organizations recognizes: those of the catalog under all their names. {@code principals.csv}
 * has what AWS does otherwise. That the catalog's names are AWS's own, no double can tell.
 */
public final class KnownPrincipals {
  static final ServiceCatalog CATALOG = CatalogFile.load();

  private static final Map<String, Principal> ALL = read();

  private KnownPrincipals() {}

  /**
   * One of them.
   *
   * @param accepted whether EnableAWSServiceAccess switches it on; if not, only its service can
   * @param delegable whether delegated administrators can be registered for it
   * @param policyType the policy type that must be off before it can go off
   */
  public record Principal(String name, boolean accepted, boolean delegable, Optional<String> policyType) {}

  private static Map<String, Principal> read() {
    List<List<String>> exceptions = Table.read("principals.csv");
    Map<String, Principal> all = new TreeMap<>();
    CATALOG.services()
        .forEach(service -> service.principals()
            .stream()
            .flatMap(facts -> CATALOG.find(facts.principal()).stream())
            .flatMap(entry -> entry.names().stream())
            .forEach(name -> all.put(name, new Principal(
                name, !exceptions.contains(List.of(name, "enable-refused")),
                CATALOG.find(name).orElseThrow().principal().administrators().isPresent()
                    && !exceptions.contains(List.of(name, "no-administrators")),
                service.policyTypes().stream().findFirst()))));
    exceptions.forEach(row -> {
      if (!all.containsKey(row.getFirst())) {
        throw new IllegalStateException("principals.csv: the catalog has no " + row.getFirst());
      }
    });
    return Map.copyOf(all);
  }

  public static Optional<Principal> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** Their names, sorted. */
  public static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }
}
