package dev.trustedaccess.component;

/**
 * Services of the catalog that have no integration, for tests of what the operator does then. A test that needs such a
 * service takes one from here, so that a service which gets an integration is replaced in this place alone.
 */
public final class WithoutIntegration {
  public static final String NETWORK_FLOW_MONITOR = "networkflowmonitor.amazonaws.com";
  public static final String OBSERVABILITY = "observabilityadmin.amazonaws.com";
  /** What it loses while it is disabled does not return when it is enabled again. */
  public static final String NETWORK_SECURITY_MANAGER = "network-security-manager.amazonaws.com";
  /** Disabling it has an unknown impact. Enabled access is all that it needs. */
  public static final String BILLING = "billing-cost-management.amazonaws.com";
  /** A person enables and disables it in its console; no call does. */
  public static final String Q_DEVELOPER = "q.amazonaws.com";

  private WithoutIntegration() {}
}
