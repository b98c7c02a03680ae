package dev.trustedaccess.port;

import dev.trustedaccess.domain.declaration.ConnectionSettings;

/** Access to AWS organizations. */
public interface AwsGateway {
  /**
   * Access to the organization of {@code settings}. Repeated calls are cheap: equal settings share clients and rate
   * limits.
   */
  OrganizationAccess access(ConnectionSettings settings);

  /**
   * Releases the sessions and everything else that is kept for these settings, which no longer apply. Calls in progress
   * are not disturbed.
   */
  default void forget(ConnectionSettings settings) {
    // An implementation that keeps nothing has nothing to release.
  }
}
