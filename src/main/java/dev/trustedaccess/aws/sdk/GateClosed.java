package dev.trustedaccess.aws.sdk;

import dev.trustedaccess.domain.Failure;

/** A request that we held back ourselves; it has not left this process. */
final class GateClosed extends RuntimeException {
  private final Failure.Kind kind;

  GateClosed(Failure.Kind kind) {
    super("not sent: " + kind);
    this.kind = kind;
  }

  /** {@code THROTTLED} (no token in time) or {@code NOT_SENT} (what allowed the change is too old). */
  Failure.Kind kind() {
    return kind;
  }
}
