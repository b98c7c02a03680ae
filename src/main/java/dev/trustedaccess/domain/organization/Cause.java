package dev.trustedaccess.domain.organization;

/**
 * What AWS's answer says about why, as far as it says it: who can end the trouble, and where, depends on it. The policies are
 * those that IAM names in a denial (IAM User Guide, "Troubleshoot access denied error messages"); where several deny, AWS
 * names one.
 */
public enum Cause {
  /** AWS did not say. */
  NOT_STATED("", ""),
  /** The policies of the role, or of the user. */
  IDENTITY_POLICY("the role's own policies do not allow it", "Allow the action in a policy of the role"),
  /** A service control policy; it never binds the management account. */
  SERVICE_CONTROL_POLICY("a service control policy denies it",
      "Ask the organization's administrator to exempt the role"),
  /** A resource control policy. */
  RESOURCE_CONTROL_POLICY("a resource control policy denies it",
      "Ask the organization's administrator to exempt the role"),
  /** The permissions boundary of the role. */
  PERMISSIONS_BOUNDARY("the role's permissions boundary denies it", "Allow the action in the boundary too"),
  /** The policy that a session was made with: the operator's own, or that of whoever gave the process its session. */
  SESSION_POLICY("the session policy denies it",
      "If the session of this process was created with a session policy, allow the action there"),
  /** The policy of what was asked about. */
  RESOURCE_POLICY("a resource-based policy denies it", "Allow the role in that policy"),
  /** The trust policy of a role that was to be assumed. */
  TRUST_POLICY("the role's trust policy does not allow it",
      "Name the calling identity and the external ID in that policy"),
  /** The policy of a VPC endpoint on the way. */
  VPC_ENDPOINT_POLICY("a VPC endpoint policy denies it", "Allow the action in the endpoint's policy"),
  /** STS does not take the pod's token for the role. */
  WEB_IDENTITY("STS rejects the web identity token",
      "Name the cluster's OIDC provider, namespace and service account in the role's trust policy"),
  /** The endpoint that gives the pod its credentials refuses. */
  CONTAINER_CREDENTIALS("the pod's credentials endpoint denies it",
      "Check the Pod Identity association and the trust policy of its role"),
  /** An opt-in Region that the account has not enabled: AWS does not know the session there. */
  REGION_NOT_ENABLED("the Region is not enabled",
      "Enable the Region", "Enable the Region, or remove it from spec.regions.managed"),
  /** The service has no endpoint, or no such call, in the Region. */
  SERVICE_NOT_IN_REGION("the Region lacks the service, or its endpoint does not resolve here",
      "If the Region has it, fix the DNS that this process uses",
      "Remove the Region from spec.regions.managed, or fix the DNS that this process uses"),
  /** The service itself is off in the account and Region, and answers no call there. */
  SERVICE_NOT_ENABLED("the service is not enabled there",
      "Enable the service in that account and Region",
      "Enable the service in that account and Region, or remove the Region from spec.regions.managed"),
  /** Security Hub CSPM's own dismissal of its administrator, while central configuration is used. */
  CENTRAL_CONFIGURATION("central configuration is on",
      "Deregister the administrator with Organizations, which deletes the configuration policies"),
  /** The account is suspended or closed: nobody can act in it. */
  ACCOUNT_CLOSED("the account is suspended or closed", "Ask AWS Support to reopen it");

  private final String why;
  private final String remedy;
  private final String remedyInLife;

  Cause(String why, String remedy) {
    this(why, remedy, remedy);
  }

  Cause(String why, String remedy, String remedyInLife) {
    this.why = why;
    this.remedy = remedy;
    this.remedyInLife = remedyInLife;
  }

  /** A clause that ends a sentence about what was tried; empty where AWS did not say. */
  public String why() {
    return why;
  }

  /** Who or what ends it, as a sentence without a full stop; empty where AWS did not say. */
  public String remedy() {
    return remedy;
  }

  /**
   * The same, where a declaration lives: then a Region may also be left out of what is read. While it is being deleted that
   * would leave out what may remain there, so a deletion goes on asking for the Region.
   */
  public String remedyInLife() {
    return remedyInLife;
  }

  public boolean isStated() {
    return this != NOT_STATED;
  }
}
