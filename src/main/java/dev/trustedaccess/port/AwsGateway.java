package dev.trustedaccess.port;

import dev.trustedaccess.domain.ConnectionSettings;

/** The way to organizations. */
public interface AwsGateway {
  /** What reaches the organization of {@code settings}; cheap to call again, equal settings share clients and limits. */
  OrganizationAccess access(ConnectionSettings settings);
}
