package dev.trustedaccess.aws.sdk;

import dev.trustedaccess.domain.organization.Failure;

/** A request that this process held back; it was not sent. */
final class PermitDenied extends RuntimeException {
  private final Failure.Kind kind;

  PermitDenied(Failure.Kind kind) {
    super("not sent: " + kind);
    this.kind = kind;
  }

  /** {@code THROTTLED} (no token in time) or {@code NOT_SENT} (the permission for the change has expired). */
  Failure.Kind kind() {
    return kind;
  }
}
