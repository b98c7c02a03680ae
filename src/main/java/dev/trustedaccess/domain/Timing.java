package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long things may take before they mean something.
 *
 * @param settle how long AWS's lists may lag behind a change
 * @param arrival how long after a declaration's creation its connection may still be missing, so that one-shot applies in
 *     any order succeed
 * @param initialization how long a service may take to set itself up
 * @param contest the window in which {@value Recorded#KEPT_CORRECTIONS} corrections of drift mean a contest
 * @param youngAccount how long an account may be without roles
 */
public record Timing(
    Duration settle, Duration arrival, Duration initialization, Duration contest, Duration youngAccount) {
  /** The figures of the design. */
  public static final Timing STANDARD = new Timing(
      Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(24));

  /** Whether a look at {@code awsTime} is late enough to show what {@code change} did. */
  boolean settled(Optional<Change> change, Instant awsTime) {
    return change.filter(last -> !settled(last.time(), awsTime)).isEmpty();
  }

  /**
   * Whether a look at {@code awsTime} is late enough to show what was done at {@code time}. It is, too, where that time is
   * further ahead than lists may lag behind: nobody waits for it. What we meant while AWS's clock was ahead may be sent once
   * more therefore, and is then remembered with its real time.
   */
  boolean settled(Instant time, Instant awsTime) {
    return apart(time, awsTime).compareTo(settle) >= 0;
  }

  /** How long ago it was. A time that is yet to come is none that was seen, and counts as so long ago. */
  static Duration apart(Instant time, Instant awsTime) {
    return Duration.between(time, awsTime).abs();
  }
}
