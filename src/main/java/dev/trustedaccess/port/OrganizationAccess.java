package dev.trustedaccess.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.TrailEvent;
import dev.trustedaccess.domain.organization.TrailLookup;

/**
 * One organization as its management account sees it. Every read calls AWS; callers share and cache the answers. A call
 * blocks at most as long as its rate limit and the SDK's timeouts allow.
 */
public interface OrganizationAccess {
  /** One DescribeOrganization and all pages of ListAWSServiceAccessForOrganization. */
  Fact<OrganizationSnapshot> snapshot();

  /** All accounts, including the management account (ListAccounts). */
  Fact<List<Account>> accounts();

  /** Accounts registered as delegated administrators for a principal (ListDelegatedAdministrators). */
  Fact<List<DelegatedAdministrator>> delegatedAdministrators(String principal);

  /** Names of policy types that are enabled in the root (ListRoots), such as {@code SECURITYHUB_POLICY}. */
  Fact<Set<String>> enabledPolicyTypes();

  /**
   * The service-linked roles of an account: all pages of ListRoles below {@code /aws-service-role/}. The management
   * account is read with the organizations role itself, a member account through the member role.
   */
  Fact<Set<RoleId>> serviceLinkedRoles(String accountId);

  /** Whether an ordinary role exists in an account (GetRole). */
  Fact<Boolean> hasRole(String accountId, String roleName);

  /**
   * What CloudTrail's event history of the management account shows by now of these calls, from {@code from} to
   * {@code until} (LookupEvents).
   */
  Fact<List<TrailEvent>> trailEvents(Set<TrailLookup> lookups, Instant from, Instant until);

  /** EnableAWSServiceAccess, sent at most once. */
  ChangeOutcome enable(String principal, ChangeTicket ticket);

  /** DisableAWSServiceAccess, sent at most once. */
  ChangeOutcome disable(String principal, ChangeTicket ticket);

  /** RegisterDelegatedAdministrator for a principal, sent at most once. */
  ChangeOutcome registerDelegatedAdministrator(String principal, String accountId, ChangeTicket ticket);

  /** DeregisterDelegatedAdministrator for a principal, sent at most once. */
  ChangeOutcome deregisterDelegatedAdministrator(String principal, String accountId, ChangeTicket ticket);

  /**
   * The account that the service administrator's identity acts in. An answer shows that the role there can be assumed;
   * the call needs no permission.
   *
   * @param administrator the account of the service's administrator; empty for the management account
   */
  Fact<String> serviceAccount(Optional<String> administrator);

  /** The integration for the principal's own API; empty if there is none. */
  Optional<ServiceAccess> service(String principal);
}
