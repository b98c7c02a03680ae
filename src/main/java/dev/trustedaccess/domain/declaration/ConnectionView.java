package dev.trustedaccess.domain.declaration;

import dev.trustedaccess.domain.organization.Reason;

/** A declaration's connection as the cluster shows it. */
public sealed interface ConnectionView {
  /** It does not exist, or has not been seen yet. */
  record Missing() implements ConnectionView {}

  /** It exists, but cannot be used. */
  record Unusable(Reason reason, String problem) implements ConnectionView {}

  /** It can be used, even while it is being deleted. */
  record Usable(ConnectionSettings settings, boolean deleting) implements ConnectionView {}
}
