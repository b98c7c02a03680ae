package dev.trustedaccess.domain.declaration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The time budgets of the design that belong together. The components can be set for a whole process, so that tests and
 * demonstrations need not wait; the constants cannot. HTTP requests, the Lease and AWS sessions have their own.
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
  // When passes run.

  /** The shortest time between two passes, and between a change and the first read for its effect. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** The longest time between two passes. */
  public static final Duration RARELY = Duration.ofHours(1);

  // The defaults of a connection's spec.

  /** Default of spec.observeInterval. */
  public static final Duration OBSERVE_INTERVAL = Duration.ofMinutes(5);

  /** Default of spec.roleInventoryInterval. */
  public static final Duration ROLE_INVENTORY_INTERVAL = Duration.ofHours(24);

  /** Default of spec.deletionHold. */
  public static final Duration DELETION_HOLD = Duration.ofMinutes(15);

  /** After access was enabled, the accounts' roles are also read at these times: services create roles late. */
  public static final List<Duration> SCANS_AFTER_ENABLING = List.of(
      Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30));

  // How recent everything must be that a change depends on.

  /**
   * The longest age of a snapshot when a change is planned, the longest wait for the change's turn, and the longest time
   * between the quorum read of the cluster and the call. A change that others make meanwhile cannot be distinguished
   * from the operator's own, so this is kept short.
   */
  public static final Duration FRESH = Duration.ofSeconds(5);

  /** The longest age of any answer from AWS when the change is sent. */
  public static final Duration AGE_LIMIT = Duration.ofSeconds(20);

  /** Time to read the cluster again and to send a change: normally tenths of a second. */
  public static final Duration TO_SEND = Duration.ofSeconds(1);

  /**
   * The longest time between the snapshot that dates an intent and the moment that AWS carries out the Enable. A
   * snapshot is seconds old when a plan uses it, and the change waits seconds for its turn and takes seconds to send.
   */
  public static final Duration SENT_WITHIN = Duration.ofSeconds(30);

  // How long trouble counts as transient.

  /** How many reads must fail in a row before what was last seen counts as outdated. */
  public static final int PATIENCE = 3;

  /** However short the scan interval is, failures of a few minutes do not make a read of roles outdated. */
  public static final Duration ROLES_PATIENCE = Duration.ofHours(1);

  /**
   * Permissions and trust policies propagate within a minute or two (IAM User Guide, "Changes that I make are not
   * always immediately visible").
   */
  public static final Duration PERMISSIONS_PROPAGATE = Duration.ofMinutes(2);

  /** Temporary refusals by a service, and failures at AWS, last longer. */
  public static final Duration SERVICE_RECOVERS = Duration.ofMinutes(15);

  // How CloudTrail is asked who made a change.

  /** How often, while it does not show the change. */
  public static final Duration TRAIL_INTERVAL = Duration.ofMinutes(1);

  /**
   * How long: events typically appear within 5 minutes, and normally within 15 (CloudTrail User Guide, "CloudTrail
   * concepts" and "Viewing events with CloudTrail Event history").
   */
  public static final Duration TRAIL_ARRIVES = Duration.ofMinutes(20);

  /** After this time nothing more is awaited from CloudTrail, even if it did not answer. */
  public static final Duration TRAIL_GIVEN_UP = Duration.ofMinutes(30);

  /** How much the time of an event may differ from DateEnabled, and from the time of the snapshot that shows it. */
  public static final Duration TRAIL_TOLERANCE = Duration.ofSeconds(10);

  /** CloudTrail's event history has the events of so many days. */
  public static final Duration TRAIL_KEPT = Duration.ofDays(90);

  // How long to wait before something that failed is repeated. Waits double from the first to the longest.

  /** First wait after a failure that is probably transient. */
  public static final Duration PASSING_FIRST = Duration.ofSeconds(5);

  /** Longest wait after a failure that is probably transient. */
  public static final Duration PASSING_LONGEST = Duration.ofMinutes(5);

  /** First wait where a person must act. */
  public static final Duration STALLED_FIRST = Duration.ofMinutes(10);

  /** Every later wait where a person must act. */
  public static final Duration STALLED_LATER = Duration.ofHours(1);

  /** First wait before a pass is repeated that was overtaken. */
  public static final Duration OVERTAKEN_FIRST = Duration.ofMillis(500);

  /** Longest wait before a pass is repeated that was overtaken. */
  public static final Duration OVERTAKEN_LONGEST = Duration.ofMinutes(1);

  /** The values that the operator uses. */
  public static final Timing STANDARD = new Timing(
      Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(24));

  /** The standard values, with this settle time. */
  public static Timing settling(Duration settle) {
    return new Timing(
        settle, STANDARD.arrival, STANDARD.initialization, STANDARD.contest, STANDARD.youngAccount);
  }

  /**
   * An account that was last read before this time has missed {@value #PATIENCE} scans.
   *
   * @param interval the connection's roleInventoryInterval
   */
  public static Instant rolesReadSince(Duration interval, Instant now) {
    Duration patience = interval.multipliedBy(PATIENCE);
    return now.minus(patience.compareTo(ROLES_PATIENCE) < 0 ? ROLES_PATIENCE : patience);
  }

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
