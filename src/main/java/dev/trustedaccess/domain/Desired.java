package dev.trustedaccess.domain;

import java.util.Optional;

/**
 * What a declaration asks for, with every default applied.
 *
 * @param principal the service principal
 * @param organization name of the connection
 * @param mode Observe changes nothing and says what would be done
 * @param acceptUnknownService whether a principal that the catalog does not know is meant
 * @param initialization how it becomes known that the service is set up
 * @param administrator the service's administrator account; empty accepts what is there
 * @param roles what absence of a role means
 * @param deletionPolicy what deletion does to access
 * @param paused whether everything is left alone for now
 */
public record Desired(
    String principal,
    String organization,
    Mode mode,
    boolean acceptUnknownService,
    InitializationMode initialization,
    Optional<String> administrator,
    RoleExpectation roles,
    DeletionPolicy deletionPolicy,
    boolean paused) {
  /** How it becomes known that the service is set up. */
  public enum InitializationMode {
    /** By the integration, where there is one and it may read; else as Confirmed. */
    Automatic,
    /** By a ServiceConfirmation. */
    Confirmed,
    /** Not asked. */
    None
  }

  /** What the absence of a service-linked role means. */
  public enum RoleExpectation {
    /** Services make roles as needed; absence is never a fault. */
    AsNeeded,
    /** Every account must have them. */
    EveryAccount
  }

  /** What deletion does to access. */
  public enum DeletionPolicy {
    /** Off only if we opened it. */
    Restore,
    /** Off, after cleanup. */
    Disable,
    /** Left on. */
    Retain
  }
}
