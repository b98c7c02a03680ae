package dev.trustedaccess.domain.catalog;

/**
 * The call that enables or disables access.
 *
 * @param by which API has the call
 * @param how the call, such as {@code ram:EnableSharingWithAwsOrganization}, or the console step; worded so that a
 *     message can end with it
 */
public record AccessMethod(By by, String how) {
  /** Which API enables or disables access. */
  public enum By implements ApiName {
    /** EnableAWSServiceAccess and DisableAWSServiceAccess of AWS Organizations. */
    ORGANIZATIONS("Organizations"),
    /** The service's own API. */
    SERVICE("Service"),
    /** No API: a person uses the console. */
    CONSOLE("Console");

    private final String apiName;

    By(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }
}
