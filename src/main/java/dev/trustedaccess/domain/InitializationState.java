package dev.trustedaccess.domain;

import java.util.Optional;

/**
 * How far a service has set itself up in the organization.
 *
 * @param stage where it stands
 * @param what the thing that initialization makes, as a noun phrase with article: {@code the organization instance}
 * @param administratorAccountId the administrator that the service has, if it has one
 */
public record InitializationState(Stage stage, String what, Optional<String> administratorAccountId) {
  public enum Stage {
    /** The service needs none. */
    NOT_REQUIRED,
    /** Nothing is there yet. */
    ABSENT,
    /** The service is at it. */
    IN_PROGRESS,
    /** The service is removing it, as somebody has asked. */
    LEAVING,
    /** It is there and works. */
    DONE,
    /** The service reports a failure. */
    FAILED
  }

  public static InitializationState of(Stage stage, String what) {
    return new InitializationState(stage, what, Optional.empty());
  }
}
