package dev.trustedaccess.domain.organization;

import java.util.Optional;

/**
 * How far a service is initialized in the organization.
 *
 * @param stage the stage that initialization has reached
 * @param what the thing that initialization creates, as a noun phrase with its article: {@code the organization
 *     instance}
 * @param administrators the service's administrators; empty if the service's own API appoints none
 */
public record InitializationState(Stage stage, String what, Optional<AdministratorsSeen> administrators) {
  /** The stages of an initialization. */
  public enum Stage {
    /** The service needs no initialization. */
    NOT_REQUIRED,
    /** Nothing exists yet. */
    ABSENT,
    /** The service is creating it. */
    IN_PROGRESS,
    /** The service is removing it at someone's request. */
    BEING_REMOVED,
    /** It exists and works. */
    DONE,
    /** The service reports a failure. */
    FAILED
  }

  /** The state of a service whose own API appoints no administrator. */
  public static InitializationState of(Stage stage, String what) {
    return new InitializationState(stage, what, Optional.empty());
  }

  /** The state of a service that is initialized by appointing an administrator. */
  public static InitializationState administered(AdministratorsSeen administrators) {
    return new InitializationState(
        administrators.furthest(), "an administrator account", Optional.of(administrators));
  }
}
