package dev.trustedaccess.policy;

import java.util.List;
import java.util.Map;

/**
 * What an integration asks of its service's own API. One row a principal; the rows follow {@code aws.service}, and a test
 * over a whole life holds the two together both ways.
 *
 * @param inManagement reads with the service role
 * @param inAdministrator reads in the account that administers the service
 * @param roles names of roles in the management account that it asks IAM for, one by one
 * @param delegates whether it asks Organizations for the principal's delegated administrators
 * @param administrator what naming and withdrawing an administrator takes
 */
record ServiceActions(
    List<String> inManagement,
    List<String> inAdministrator,
    List<String> roles,
    boolean delegates,
    Administrator administrator) {
  /**
   * Changes that set a service up and take it down.
   *
   * @param appoint in the management account
   * @param appointInName what the service does then in the caller's name, on any resource
   * @param appointOnPrincipal the same, on the service's principal only; registering the account is always among it
   * @param dismiss in the administrator's account, with what the service does in the caller's name
   * @param dismissOnPrincipal the same, on the service's principal only
   */
  record Administrator(
      List<String> appoint,
      List<String> appointInName,
      List<String> appointOnPrincipal,
      List<String> dismiss,
      List<String> dismissOnPrincipal) {
    static final Administrator NONE = new Administrator(List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static final ServiceActions NOTHING = reads();
  private static final ServiceActions ARTIFACT = new ServiceActions(
      List.of("artifact:ListCustomerAgreements"),
      List.of(),
      List.of("AWSServiceRoleForArtifact", "AWSArtifactAccountSync"),
      false,
      Administrator.NONE);

  /** AWSFMAdminFullAccess (AWS managed policy) says what Firewall Manager does in the caller's name. */
  private static final ServiceActions FIREWALL_MANAGER = new ServiceActions(
      List.of("fms:GetAdminAccount", "fms:ListAdminAccountsForOrganization"),
      List.of("fms:ListPolicies"),
      List.of(),
      false,
      new Administrator(
          List.of("fms:AssociateAdminAccount"),
          List.of("organizations:DescribeOrganization", "organizations:DescribeAccount"),
          List.of(
              "organizations:EnableAWSServiceAccess",
              "organizations:ListDelegatedAdministrators"),
          List.of("fms:DisassociateAdminAccount", "organizations:DescribeOrganization"),
          List.of("organizations:ListDelegatedAdministrators", "organizations:DeregisterDelegatedAdministrator")));

  private static final Map<String, ServiceActions> BY_PRINCIPAL = Map.of(
      "artifact.amazonaws.com", ARTIFACT,
      "aws-artifact-account-sync.amazonaws.com", ARTIFACT,
      "config.amazonaws.com", everywhere("config:DescribeConfigurationAggregators"),
      "config-multiaccountsetup.amazonaws.com",
      everywhere("config:DescribeOrganizationConfigRules", "config:DescribeOrganizationConformancePacks"),
      "ds.amazonaws.com", reads("ds:DescribeDirectories", "ds:DescribeSharedDirectories"),
      "fms.amazonaws.com", FIREWALL_MANAGER,
      "sso.amazonaws.com", reads("sso:ListInstances"));

  /** The row of a principal; a row of nothing where there is no integration. */
  static ServiceActions of(String principal) {
    return BY_PRINCIPAL.getOrDefault(principal, NOTHING);
  }

  private static ServiceActions reads(String... actions) {
    return new ServiceActions(List.of(actions), List.of(), List.of(), false, Administrator.NONE);
  }

  /** The management account and delegated administrators each see their own only. */
  private static ServiceActions everywhere(String... actions) {
    return new ServiceActions(List.of(actions), List.of(actions), List.of(), true, Administrator.NONE);
  }
}
