package dev.trustedaccess.domain.declaration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.ApiName;
import dev.trustedaccess.domain.organization.RoleRef;

/**
 * How to reach one organization and what may be declared in it: an OrganizationConnection with every default applied.
 *
 * @param name the connection's name
 * @param organizationId the organization that the connection is for
 * @param managementAccountId the expected management account; empty accepts what DescribeOrganization returns
 * @param mode Observe changes nothing at AWS
 * @param organizationsRole the organizations role; empty: the pod's own identity
 * @param serviceRole the service role, if this connection has one
 * @param memberReadRole name of the role in member accounts that lists roles, and that reads what remains of services that
 *     any account may use; empty: roles are not read
 * @param memberServiceRole name of the role that manages the service in an administrator account, and that reads in every
 *     account if there is no {@code memberReadRole}; empty if there is none
 * @param homeRegion the Region of the partition's global endpoints and of services that have a single Region
 * @param managedRegions the Regions in which regional things are read; at least one
 * @param allowedPrincipals the principals that may be declared; empty: every principal that the catalog knows
 * @param allowedAdministrators accounts that may be named as a service's administrator; empty: any
 * @param observeInterval time between organization snapshots
 * @param roleInventoryInterval time between role inventory scans
 * @param deletionHold time from a deletion, or from the first snapshot for it, to its first change
 * @param readsCloudTrail whether CloudTrail is asked who made a change that the operator did not make
 */
public record ConnectionSettings(
    String name,
    String organizationId,
    Optional<String> managementAccountId,
    Mode mode,
    Optional<RoleRef> organizationsRole,
    Optional<ServiceRole> serviceRole,
    Optional<String> memberReadRole,
    Optional<String> memberServiceRole,
    String homeRegion,
    List<String> managedRegions,
    Optional<Set<String>> allowedPrincipals,
    Optional<Set<String>> allowedAdministrators,
    Duration observeInterval,
    Duration roleInventoryInterval,
    Duration deletionHold,
    boolean readsCloudTrail) {
  /** Whether CloudTrail is read. */
  public enum CloudTrailUse implements ApiName {
    READ("Read"), NONE("None");

    private final String apiName;

    CloudTrailUse(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  public ConnectionSettings {
    managedRegions = List.copyOf(managedRegions);
    allowedPrincipals = allowedPrincipals.map(Set::copyOf);
    allowedAdministrators = allowedAdministrators.map(Set::copyOf);
  }

  /**
   * The service role: the service administrator's identity.
   *
   * @param role the role to assume; empty: the pod's own identity
   * @param mode Observe reads what remains and changes nothing
   */
  public record ServiceRole(Optional<RoleRef> role, Mode mode) {}

  /** Whether the principal may be declared. */
  public boolean allows(String principal) {
    return allowedPrincipals.map(allowed -> allowed.contains(principal)).orElse(true);
  }

  /** Whether the account may be named as a service's administrator. */
  public boolean allowsAdministrator(String accountId) {
    return allowedAdministrators.map(allowed -> allowed.contains(accountId)).orElse(true);
  }

  /**
   * Whether the service role may change services: initialize them, remove owned resources, and make their own calls that
   * enable and disable access.
   */
  public boolean mayInitialize() {
    return mode == Mode.MANAGE && serviceRole.filter(serviceRole -> serviceRole.mode() == Mode.MANAGE).isPresent();
  }
}
