package dev.trustedaccess.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The recorded snapshot that a plan is made from.
 *
 * @param recorded when the organization was read
 * @param age how long ago that was; negative for a time in the future
 */
record SnapshotSource(String file, Instant recorded, Duration age) {
  private static final Duration OLD = Duration.ofHours(24);
  /** Without its connection, a snapshot would be read by the caller and lack the connection's Regions. */
  static final String AS_BEFORE = ", with the same -f and --connection as before: trusted-access-operator export --snapshot ";

  /** What a reader must know of it. */
  String text() {
    return "Planned from " + file + ", recorded " + recorded.truncatedTo(ChronoUnit.SECONDS) + ", "
        + (isInTheFuture() ? "which is in the future" : inWords(age) + " ago")
        + ". What has changed since is not in it.";
  }

  /** Why the plan may differ from what applying would do; empty for a snapshot of the last day. */
  Optional<String> warning() {
    if (isInTheFuture()) {
      return Optional.of("Warning: " + file + " is dated " + inWords(age.negated())
          + " in the future, so it may be of any age. Correct the clock of this computer or of the one that recorded it."
          + " Record it again" + AS_BEFORE + file);
    }
    return age.compareTo(OLD) > 0
        ? Optional.of("Warning: " + file + " was recorded " + inWords(age)
            + " ago, so the organization may have changed. Record it again" + AS_BEFORE + file)
        : Optional.empty();
  }

  /** Clocks of two computers may differ by seconds. */
  private boolean isInTheFuture() {
    return age.toMinutes() < 0;
  }

  private static String inWords(Duration age) {
    long minutes = age.toMinutes();
    return minutes < 120 ? minutes + " minutes" : minutes < 2880 ? minutes / 60 + " hours" : minutes / 1440 + " days";
  }
}
