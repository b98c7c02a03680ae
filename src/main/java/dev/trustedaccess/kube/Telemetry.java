package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.domain.Change;
import dev.trustedaccess.domain.Reason;

/** What is counted and timed; kept by {@code ops}. Calls must be quick and must not throw. */
public interface Telemetry {
  /** A change at AWS ended; {@code failure} is empty where AWS took it. */
  void changed(String connection, Change.Kind kind, Optional<Reason> failure);

  /** Access that others had switched off was put back. */
  void driftCorrected(String connection, String principal);

  /** A look at an organization ended. */
  void looked(String connection, Duration took, Optional<Reason> failure, int missedInARow);

  /** What the last good look showed. */
  void principals(String connection, int enabled, int undeclared);

  /** A sweep over all accounts ended. */
  void swept(String connection, Duration took);

  /** What is known of the accounts' roles, by a sweep over all of them that began at {@code read}. */
  void inventory(String connection, int accounts, int unread, Instant read);

  /** What a connection's pass came to. */
  void connected(String connection, boolean ready, boolean stalled, String reason);

  /** What a declaration's pass came to. */
  void assessed(String connection, String principal, boolean ready, boolean stalled, boolean deleting, String reason);

  /** A declaration or connection is gone; its figures go with it. */
  void forgotten(String connection, Optional<String> principal);
}
