package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.RoleInventory;

/**
 * When the accounts' roles are read, as a pure value. A scan of all accounts runs once in each interval. More scans run
 * soon after access was enabled, because services create their roles late. Accounts that could not be read are retried
 * alone, with back-off. All times are by our clock.
 *
 * @param scanned when the scan behind the inventory in memory began; empty while there is none
 * @param remembered when the accounts were last scanned according to status, by this process or another
 * @param requestedSince a scan that began before this time is not sufficient; empty if none is requested, the beginning of time
 *     if any scan is sufficient
 * @param enabledTimes times at which access was enabled
 * @param retries when each kind of failed read is retried
 */
public record ScanSchedule(
    Optional<Instant> scanned, Optional<Instant> remembered, Optional<Instant> requestedSince,
    List<Instant> enabledTimes,
    Map<Trouble, Wait> retries) {
  /**
   * AWS reports times to the second, so snapshots place the same enablement at slightly different times on our clock.
   */
  private static final Duration ROUNDING = Duration.ofSeconds(5);
  /** How much the clocks of two pods may differ. A time that is further in the future is ignored. */
  private static final Duration SKEW = Duration.ofMinutes(5);
  /** At most one account that refuses access is tried in this time. */
  private static final Duration PACE = Duration.ofSeconds(2);

  public static final ScanSchedule NEW = new ScanSchedule(
      Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of());

  /** Kinds of failed reads; each has its own wait. */
  public enum Trouble {
    /** The accounts could not be listed; nothing else can then be read. */
    LIST,
    /** Accounts could not be read for a reason that is probably transient, such as throttling. */
    PASSING,
    /** Accounts refuse access until a person grants it. */
    REFUSED;

    /** The kind of a failed read of an account. */
    public static Trouble of(Failure failure) {
      return failure.passing() ? PASSING : REFUSED;
    }
  }

  /**
   * The wait for one kind of failed read.
   *
   * @param failures the number of failures in a row
   * @param until when the next attempt is due
   */
  public record Wait(int failures, Instant until) {}

  /** What to read now. */
  public enum Work {
    /** No read is due. */
    NOTHING,
    /** All accounts, in a new scan. */
    ALL,
    /** The accounts whose failure is probably transient. */
    PASSING,
    /** The accounts that refuse access. */
    REFUSED
  }

  public ScanSchedule {
    enabledTimes = List.copyOf(enabledTimes);
    retries = Map.copyOf(retries);
  }

  /** Whether the time of the last scan is unknown: this process has not scanned, and no status remembers a scan. */
  public boolean isUnknown() {
    return scanned.isEmpty() && remembered.isEmpty();
  }

  /** Adds what a connection's status remembers of the last scan; for use where {@link #isUnknown()}. */
  public ScanSchedule remembering(RememberedInventory status) {
    // Status does not list all accounts that failed, so all accounts are read again, after the longest wait for this
    // kind of failure.
    Map<Trouble, Wait> waits = status.trouble()
        .map(trouble -> Map.of(
            trouble, new Wait(1, status.scanned().plus(Backoff.longest(trouble == Trouble.PASSING)))))
        .orElse(Map.of());
    return new ScanSchedule(scanned, Optional.of(status.scanned()), requestedSince, enabledTimes, waits);
  }

  /** Requires a scan that begins at {@code since} or later. A new request by a person cancels all waits. */
  public ScanSchedule requesting(Instant since) {
    if (requestedSince.filter(before -> !before.isBefore(since)).isPresent()) {
      return this;
    }
    return new ScanSchedule(scanned, remembered, Optional.of(since), enabledTimes, Map.of());
  }

  /** The same, with the times at which access was enabled. */
  public ScanSchedule enabledAt(List<Instant> times) {
    return new ScanSchedule(scanned, remembered, requestedSince, times, retries);
  }

  /**
   * All accounts were scanned.
   *
   * @param inventory the result
   * @param ended when the scan ended
   * @param seed the source of the jitter
   */
  public ScanSchedule scanned(RoleInventory inventory, Instant ended, String seed) {
    ScanSchedule done = new ScanSchedule(
        Optional.of(inventory.begun()), Optional.of(inventory.begun()), requestedSince, enabledTimes, Map.of());
    return done.tried(Trouble.PASSING, inventory, ended, seed).tried(Trouble.REFUSED, inventory, ended, seed);
  }

  /**
   * The accounts with this kind of failure were read again.
   *
   * @param inventory the result
   * @param ended when the reads ended
   * @param seed the source of the jitter
   */
  public ScanSchedule tried(Trouble trouble, RoleInventory inventory, Instant ended, String seed) {
    int remaining = inventory.unread(trouble == Trouble.PASSING).cardinality();
    return remaining == 0 ? with(trouble, Optional.empty()) : failed(trouble, remaining, ended, seed);
  }

  /** The accounts could not be listed. */
  public ScanSchedule notListed(Failure failure, Instant ended, String seed) {
    Wait wait = nextWait(Trouble.LIST, failure.passing(), ended, seed, Duration.ZERO);
    return with(Trouble.LIST, Optional.of(wait));
  }

  private ScanSchedule failed(Trouble trouble, int accounts, Instant ended, String seed) {
    // A round of transient failures stops at the first accounts if nothing has changed, so it needs no pacing.
    Duration minimum = trouble == Trouble.REFUSED ? PACE.multipliedBy(accounts) : Duration.ZERO;
    return with(trouble, Optional.of(nextWait(trouble, trouble == Trouble.PASSING, ended, seed, minimum)));
  }

  private Wait nextWait(Trouble trouble, boolean passing, Instant ended, String seed, Duration minimum) {
    int failures = Optional.ofNullable(retries.get(trouble)).map(Wait::failures).orElse(0) + 1;
    Duration wait = Backoff.retry(passing, failures, seed);
    return new Wait(failures, ended.plus(wait.compareTo(minimum) < 0 ? minimum : wait));
  }

  private ScanSchedule with(Trouble trouble, Optional<Wait> wait) {
    Map<Trouble, Wait> waits = new EnumMap<>(Trouble.class);
    waits.putAll(retries);
    waits.remove(trouble);
    wait.ifPresent(until -> waits.put(trouble, until));
    return new ScanSchedule(scanned, remembered, requestedSince, enabledTimes, waits);
  }

  /** What is due at {@code now}. */
  public Work due(Duration interval, Instant now) {
    if (!now.isBefore(scanAt(interval, now))) {
      return Work.ALL;
    }
    if (retries.containsKey(Trouble.LIST) || scanned.isEmpty()) {
      return Work.NOTHING;
    }
    return Stream.of(Trouble.PASSING, Trouble.REFUSED)
        .filter(trouble -> retries.containsKey(trouble) && !now.isBefore(retries.get(trouble).until()))
        .map(trouble -> trouble == Trouble.PASSING ? Work.PASSING : Work.REFUSED)
        .findFirst()
        .orElse(Work.NOTHING);
  }

  /** When the next read is due; in the past if it is due already. */
  public Instant next(Duration interval, Instant now) {
    return Stream.concat(
        Stream.of(scanAt(interval, now)), retries.containsKey(Trouble.LIST)
            ? Stream.empty()
            : retries.values().stream().map(Wait::until))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private Instant scanAt(Duration interval, Instant now) {
    Wait unlisted = retries.get(Trouble.LIST);
    if (unlisted != null) {
      return unlisted.until();
    }
    Optional<Instant> last = scanned.or(() -> remembered).filter(time -> !time.isAfter(now.plus(SKEW)));
    boolean outdated = requestedSince.filter(since -> scanned.filter(time -> !time.isBefore(since)).isEmpty())
        .isPresent();
    if (last.isEmpty() || outdated) {
      return Instant.MIN;
    }
    Stream<Instant> afterEnabling = enabledTimes.stream()
        .flatMap(time -> Timing.SCANS_AFTER_ENABLING.stream().map(time::plus))
        .filter(time -> time.minus(ROUNDING).isAfter(last.get()));
    Stream<Instant> unread = scanned.isEmpty() ? retries.values().stream().map(Wait::until) : Stream.empty();
    return Stream.of(Stream.of(last.get().plus(interval)), afterEnabling, unread)
        .flatMap(times -> times)
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
