package dev.trustedaccess.port;

import dev.trustedaccess.domain.ConnectionSettings;

/** The way to organizations. */
public interface AwsGateway {
  /** What reaches the organization of {@code settings}; cheap to call again, equal settings share clients and limits. */
  OrganizationAccess access(ConnectionSettings settings);

  /** These settings hold no more: sessions and whatever else is kept for them go. Who uses them still is not disturbed. */
  default void forget(ConnectionSettings settings) {
    // Whoever keeps nothing has nothing to forget.
  }
}
