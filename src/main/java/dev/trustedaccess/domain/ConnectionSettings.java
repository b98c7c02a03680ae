package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How to reach one organization and what may be declared in it: an OrganizationConnection, read and with every default
 * applied.
 *
 * @param name the connection's name
 * @param organizationId the organization that declarations are made for
 * @param managementAccountId a guard; empty accepts what DescribeOrganization says
 * @param mode Observe changes nothing at AWS
 * @param organizationsRole the organizations administrator's role; empty: the pod's own identity
 * @param serviceDuty the service administrator's duty, if this operator has it
 * @param memberReadRole name of the role in members that lists roles; empty: roles are not read
 * @param memberServiceRole name of the role in an administrator account that manages the service
 * @param homeRegion Region of the partition's global endpoints and of services with one home
 * @param managedRegions every Region in which regional things are looked for, at least one
 * @param allowedPrincipals what may be declared; empty: whatever the catalog knows
 * @param allowedAdministrators accounts that may be named as a service's administrator; empty: any
 * @param observeInterval time between looks
 * @param roleInventoryInterval time between sweeps
 * @param deletionHold time between a deletion, or our first look for it, and the first change for it
 */
public record ConnectionSettings(
    String name,
    String organizationId,
    Optional<String> managementAccountId,
    Mode mode,
    Optional<RoleRef> organizationsRole,
    Optional<ServiceDuty> serviceDuty,
    Optional<String> memberReadRole,
    Optional<String> memberServiceRole,
    String homeRegion,
    List<String> managedRegions,
    Optional<Set<String>> allowedPrincipals,
    Optional<Set<String>> allowedAdministrators,
    Duration observeInterval,
    Duration roleInventoryInterval,
    Duration deletionHold) {
  public ConnectionSettings {
    managedRegions = List.copyOf(managedRegions);
    allowedPrincipals = allowedPrincipals.map(Set::copyOf);
    allowedAdministrators = allowedAdministrators.map(Set::copyOf);
  }

  /**
   * The service administrator's duty.
   *
   * @param role the role that holds it; empty: the pod's own identity
   * @param mode Observe reads what remains and changes nothing
   */
  public record ServiceDuty(Optional<RoleRef> role, Mode mode) {}

  public boolean allows(String principal) {
    return allowedPrincipals.map(allowed -> allowed.contains(principal)).orElse(true);
  }

  public boolean allowsAdministrator(String accountId) {
    return allowedAdministrators.map(allowed -> allowed.contains(accountId)).orElse(true);
  }

  public boolean mayInitialize() {
    return mode == Mode.Manage && serviceDuty.filter(duty -> duty.mode() == Mode.Manage).isPresent();
  }
}
