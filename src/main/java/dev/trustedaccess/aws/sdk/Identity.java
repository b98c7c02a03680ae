package dev.trustedaccess.aws.sdk;

import dev.trustedaccess.domain.RoleRef;

/** As whom a call is made. */
public sealed interface Identity {
  /** The pod's own. */
  record Pod() implements Identity {}

  /** A role, assumed by another identity. */
  record Role(RoleRef role, Identity assumedBy) implements Identity {}
}
