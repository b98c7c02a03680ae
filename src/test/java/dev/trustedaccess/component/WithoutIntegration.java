package dev.trustedaccess.component;

/**
 * Services of the catalog that have no integration, for tests of what the operator does then. A test that needs such a
 * service takes one from here, so that a service which gets an integration is replaced in this place alone.
 */
public final class WithoutIntegration {
  /** A feature of a service that has an integration, which is not about it. */
  public static final String AGENT = "agent.wellarchitected.amazonaws.com";
  /** Disabling it may lock people out. */
  public static final String ACCOUNT_ACCESS = "account-access.amazonaws.com";
  /** What it loses while it is disabled does not return when it is enabled again. */
  public static final String NETWORK_SECURITY_MANAGER = "network-security-manager.amazonaws.com";
  /** Disabling it has an unknown impact. Enabled access is all that it needs. */
  public static final String BILLING = "billing-cost-management.amazonaws.com";
  /** A person enables and disables it in its console; no call does. */
  public static final String Q_DEVELOPER = "q.amazonaws.com";

  private WithoutIntegration() {}
}
