package dev.trustedaccess.page;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.mapping.DeclarationReader;

/** Makes the page of the pod that leads. */
public final class PageMaker {
  private PageMaker() {}

  /**
   * The page for what the operator holds; objects are sorted by name.
   *
   * @param now by the clock that ages are measured with
   */
  public static Page of(Holdings held, ServiceCatalog catalog, Timing timing, Instant now, String version) {
    Map<String, OrganizationConnection> connections = held.connections()
        .stream()
        .collect(Collectors.toMap(each -> each.getMetadata().getName(), Function.identity(), (first, _) -> first));
    DeclarationRows services = new DeclarationRows(catalog, timing, now);
    List<OrganizationRow> organizations = connections.values()
        .stream()
        .map(each -> OrganizationRows.of(each, inventory(held, each.getMetadata().getName())))
        .sorted(Comparator.comparing(OrganizationRow::name))
        .toList();
    List<DeclarationRow> rows = held.declarations()
        .stream()
        .map(each -> {
          String organization = DeclarationReader.organizationOf(each);
          return services.of(
              each, Optional.ofNullable(connections.get(organization)), inventory(held, organization));
        })
        .sorted(Comparator.comparing(DeclarationRow::name))
        .toList();
    return new Page(now.toString(), version, true, "", "", organizations, rows);
  }

  private static Optional<RoleInventory> inventory(Holdings held, String connection) {
    return Optional.ofNullable(held.inventories().get(connection));
  }
}
