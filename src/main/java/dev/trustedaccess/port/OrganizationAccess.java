package dev.trustedaccess.port;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.Account;
import dev.trustedaccess.domain.ChangeOutcome;
import dev.trustedaccess.domain.DelegatedAdministrator;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Look;
import dev.trustedaccess.domain.RoleId;

/**
 * One organization as its management account sees it. Every read goes to AWS; sharing and keeping answers is the caller's
 * affair. Calls block, at the longest for their rate limit and the SDK's time-outs.
 */
public interface OrganizationAccess {
  /** One DescribeOrganization and all pages of ListAWSServiceAccessForOrganization. */
  Fact<Look> look();

  /** All accounts, the management account among them (ListAccounts). */
  Fact<List<Account>> accounts();

  /** Accounts registered as delegated administrators for a principal (ListDelegatedAdministrators). */
  Fact<List<DelegatedAdministrator>> delegatedAdministrators(String principal);

  /** Names of policy types that are on in the root (ListRoots), such as {@code SECURITYHUB_POLICY}. */
  Fact<Set<String>> enabledPolicyTypes();

  /**
   * The service-linked roles of an account: all pages of ListRoles below {@code /aws-service-role/}. The management account
   * is read with the organizations role itself, a member through the member role.
   */
  Fact<Set<RoleId>> serviceLinkedRoles(String accountId);

  /** Whether an ordinary role stands in an account (GetRole). */
  Fact<Boolean> hasRole(String accountId, String roleName);

  /** EnableAWSServiceAccess, sent at most once. */
  ChangeOutcome enable(String principal, ChangeTicket ticket);

  /** DisableAWSServiceAccess, sent at most once. */
  ChangeOutcome disable(String principal, ChangeTicket ticket);

  /**
   * The account that the service administrator's identity acts in: the management account, or the given administrator's.
   * Shows that the role there can be assumed; asks for no permission.
   */
  Fact<String> serviceAccount(Optional<String> administrator);

  /** What knows the principal's own API; empty where there is no integration. */
  Optional<ServiceAccess> service(String principal);
}
