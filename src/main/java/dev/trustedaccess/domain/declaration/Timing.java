package dev.trustedaccess.domain.declaration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a state may last before it counts.
 *
 * @param settle how long AWS's lists may lag behind a change
 * @param arrival how long after a declaration's creation its connection may still be missing; objects can thus be
 *     applied in any order
 * @param initialization how long a service may take to initialize
 * @param contest the window in which {@value Recorded#KEPT_CORRECTIONS} corrections of drift mean that drift is
 *     contested
 * @param youngAccount how long an account may be without roles
 */
public record Timing(
    Duration settle, Duration arrival, Duration initialization, Duration contest, Duration youngAccount) {
  /** The values that the operator uses. */
  public static final Timing STANDARD = new Timing(
      Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(24));

  /** Whether a snapshot at {@code awsTime} is late enough to show the effect of {@code change}. */
  public boolean settled(Optional<Change> change, Instant awsTime) {
    return change.filter(last -> !settled(last.time(), awsTime)).isEmpty();
  }

  /**
   * Whether a snapshot at {@code awsTime} is late enough to show what was done at {@code time}. This is also true if
   * {@code time} is further in the future than lists may lag behind, because the operator must not wait for that time.
   * A change that was planned while AWS's clock was ahead may therefore be sent once more. It is then recorded with its
   * real time.
   */
  public boolean settled(Instant time, Instant awsTime) {
    return distance(time, awsTime).compareTo(settle) >= 0;
  }

  /**
   * How far apart the two times are. A recorded time in the future cannot be right; it counts as if it were as far in
   * the past.
   */
  public static Duration distance(Instant time, Instant awsTime) {
    return Duration.between(time, awsTime).abs();
  }
}
