package dev.trustedaccess.domain;

import java.util.Optional;

/**
 * What DescribeOrganization and GetCallerIdentity say.
 *
 * @param id organization id, {@code o-...}
 * @param managementAccountId twelve digits
 * @param callerAccountId the account that the credentials act in
 * @param allFeatures whether FeatureSet is ALL
 * @param serviceAccountId the account that the service administrator's identity acts in, as far as is known; empty where nobody
 *     has that duty
 */
public record OrganizationState(
    String id,
    String managementAccountId,
    String callerAccountId,
    boolean allFeatures,
    Optional<String> serviceAccountId) {
  /** Where nobody has the service administrator's duty. */
  public OrganizationState(String id, String managementAccountId, String callerAccountId, boolean allFeatures) {
    this(id, managementAccountId, callerAccountId, allFeatures, Optional.empty());
  }

  public boolean callerIsManagement() {
    return managementAccountId.equals(callerAccountId);
  }
}
