package dev.trustedaccess.page;

import java.util.List;
import java.util.Map;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.organization.RoleInventory;

/**
 * What a working operator holds in memory.
 *
 * @param inventories by the connection's name; a connection whose accounts were not read since the start has none
 */
public record Holdings(
    List<TrustedServiceAccess> declarations, List<OrganizationConnection> connections,
    Map<String, RoleInventory> inventories) {
  /** What an operator holds before its informers have synced. */
  public static final Holdings NOTHING = new Holdings(List.of(), List.of(), Map.of());

  public Holdings {
    declarations = List.copyOf(declarations);
    connections = List.copyOf(connections);
    inventories = Map.copyOf(inventories);
  }
}
