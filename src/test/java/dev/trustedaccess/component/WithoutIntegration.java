package dev.trustedaccess.component;

import java.util.List;

/**
 * Services of the catalog that have no integration, for tests of what the operator does then. A test that needs such a
 * service takes one from here, so that a service which gets an integration is replaced in this place alone.
 */
public final class WithoutIntegration {
  public static final String BACKUP = "backup.amazonaws.com";
  public static final String DEVOPS_GURU = "devops-guru.amazonaws.com";
  public static final String EKS = "eks.amazonaws.com";
  public static final String MGN = "mgn.amazonaws.com";
  public static final String RESILIENCE_HUB = "resiliencehub.amazonaws.com";
  /** Disabling it has an unknown impact. */
  public static final String BILLING = "billing-cost-management.amazonaws.com";
  /** What it loses while it is disabled does not return when it is enabled again. */
  public static final String AGENT_REGISTRY = "agent-registry.amazonaws.com";
  /** A person enables and disables it in its console; no call does. */
  public static final String Q_DEVELOPER = "q.amazonaws.com";

  /** Those that Organizations enables and disables. */
  public static final List<String> BY_ORGANIZATIONS = List.of(
      BACKUP, DEVOPS_GURU, EKS, MGN, RESILIENCE_HUB, BILLING, AGENT_REGISTRY,
      "procurement-insights.marketplace.amazonaws.com", "selfservicereporting.managedservices.amazonaws.com");

  private WithoutIntegration() {}
}
