package dev.trustedaccess.domain.organization;

import java.util.Optional;

/**
 * What DescribeOrganization and GetCallerIdentity return.
 *
 * @param id organization id, {@code o-...}
 * @param managementAccountId twelve digits
 * @param callerAccountId the account that the credentials act in
 * @param allFeatures whether FeatureSet is ALL
 * @param serviceAccountId the account that the service role acts in; empty if there is no service role, or if its
 *     account is not known
 */
public record OrganizationState(
    String id,
    String managementAccountId,
    String callerAccountId,
    boolean allFeatures,
    Optional<String> serviceAccountId) {
  /** The state for a connection without a service role. */
  public OrganizationState(String id, String managementAccountId, String callerAccountId, boolean allFeatures) {
    this(id, managementAccountId, callerAccountId, allFeatures, Optional.empty());
  }

  /** Whether the credentials act in the management account. */
  public boolean callerIsManagement() {
    return managementAccountId.equals(callerAccountId);
  }
}
