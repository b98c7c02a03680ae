package dev.trustedaccess.aws.sdk;

import dev.trustedaccess.domain.organization.RoleRef;

/** The identity of a call. */
public sealed interface Identity {
  /** The pod's own identity. */
  record Pod() implements Identity {}

  /** A role, assumed by another identity. */
  record Role(RoleRef role, Identity assumedBy) implements Identity {}
}
