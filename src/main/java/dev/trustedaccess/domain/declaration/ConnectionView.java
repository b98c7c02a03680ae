package dev.trustedaccess.domain.declaration;

import dev.trustedaccess.domain.organization.Reason;

/** A declaration's connection as the cluster shows it. */
public sealed interface ConnectionView {
  /** It does not exist, or has not been seen yet. */
  record Missing() implements ConnectionView {}

  /** It exists, but cannot be used. */
  record Unusable(Reason reason, String problem) implements ConnectionView {
    /** The connection with these settings, beside an older one to the same organization. */
    public static Unusable beside(String older, ConnectionSettings settings) {
      return new Unusable(
          Reason.ORGANIZATION_ALREADY_CONNECTED,
          "The older OrganizationConnection " + older + " reaches " + settings.organizationId() + " already, so "
              + settings.name() + " changes nothing: name that one, or delete it.");
    }
  }

  /** It can be used, even while it is being deleted. */
  record Usable(ConnectionSettings settings, boolean deleting) implements ConnectionView {}
}
