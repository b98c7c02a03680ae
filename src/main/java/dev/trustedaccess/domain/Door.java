package dev.trustedaccess.domain;

/**
 * The call by which access is switched, in one direction.
 *
 * @param by who offers it
 * @param how the call ({@code ram:EnableSharingWithAwsOrganization}) or the console step, in words that a message can end in
 */
public record Door(By by, String how) {
  public enum By {
    /** Enable/DisableAWSServiceAccess. */
    Organizations,
    /** The service's own API. */
    Service,
    /** No API; a person in the console. */
    Console
  }
}
