package dev.trustedaccess.domain;

/**
 * What DescribeOrganization and GetCallerIdentity say.
 *
 * @param id organization id, {@code o-...}
 * @param managementAccountId twelve digits
 * @param callerAccountId the account that the credentials act in
 * @param allFeatures whether FeatureSet is ALL
 */
public record OrganizationState(String id, String managementAccountId, String callerAccountId, boolean allFeatures) {
  public boolean callerIsManagement() {
    return managementAccountId.equals(callerAccountId);
  }
}
