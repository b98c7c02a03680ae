package dev.trustedaccess.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.organization.Reason;

/** Receives counts and durations; {@code telemetry} implements it. Calls must return quickly and must not throw. */
public interface Telemetry {
  /** A change at AWS ended; {@code failure} is empty if AWS accepted it. */
  void changed(String connection, Change.Kind kind, Optional<Reason> failure);

  /** Access that others had disabled was enabled again. */
  void driftCorrected(String connection, String principal);

  /**
   * A read of an organization snapshot ended.
   *
   * @param failure empty if the read succeeded
   * @param missedInARow how many snapshots failed in a row, this one included
   */
  void snapshotRead(String connection, Duration duration, Optional<Reason> failure, int missedInARow);

  /**
   * The principals in the last successful snapshot.
   *
   * @param enabled how many of them are enabled
   * @param undeclared how many of the enabled ones nobody declares
   */
  void principals(String connection, int enabled, int undeclared);

  /** A scan of all accounts ended. */
  void scanned(String connection, Duration duration);

  /** The state of the role inventory, from a scan of all accounts that began at {@code read}, by our clock. */
  void inventory(String connection, int accounts, int unread, Instant read);

  /** The result of a pass for a connection. */
  void connected(String connection, boolean ready, boolean stalled, String reason);

  /** The result of a pass for a declaration. */
  void assessed(String connection, String principal, boolean ready, boolean stalled, boolean deleting, String reason);

  /** The newest change that others made to what a declaration declares, with its author. */
  void changedByOthers(String connection, String principal, ChangeByOthers change);

  /**
   * A declaration or connection was deleted; its measurements are removed.
   *
   * @param principal the declaration's principal; empty for a connection
   */
  void forgotten(String connection, Optional<String> principal);
}
