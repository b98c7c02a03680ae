package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the accounts' roles are read, as a pure value: all of them once an interval, and soon after access was enabled, since
 * services make their roles late; those that could not be read again by back-off, without the others. All times are by our
 * clock.
 *
 * @param scanned when the scan began that the inventory in memory is from; empty while there is none
 * @param remembered when the accounts were last scanned by what status remembers, by this process or another
 * @param wanted a scan that began earlier does not do; empty where none is asked for, the beginning of time where any does
 * @param opened times at which access was enabled
 * @param again waits of what failed, each with the same kind of trouble
 */
public record RoleSchedule(
    Optional<Instant> scanned, Optional<Instant> remembered, Optional<Instant> wanted, List<Instant> opened,
    Map<Trouble, Wait> again) {
  private static final List<Duration> AFTER_ENABLING = List.of(
      Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30));
  /** AWS tells times to the second, so that the same opening is not placed alike by each look. */
  private static final Duration BLUR = Duration.ofSeconds(5);
  /** Clocks of two pods may differ so much; what claims to be from later is of no clock that we can reckon with. */
  private static final Duration SKEW = Duration.ofMinutes(5);
  /** In lasting trouble no more than one account is tried in this time. */
  private static final Duration PACE = Duration.ofSeconds(2);

  public static final RoleSchedule NEW = new RoleSchedule(
      Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of());

  /** What could not be read, by how long to wait for it. */
  public enum Trouble {
    /** The list of accounts: nothing else can be read. */
    LIST,
    /** Accounts with trouble that is likely to pass, such as throttling. */
    PASSING,
    /** Accounts that somebody must give access to first. */
    REFUSED;

    public static Trouble of(Failure failure) {
      return failure.passing() ? PASSING : REFUSED;
    }
  }

  /** After so many failures in a row the next try is due at that time. */
  public record Wait(int failures, Instant until) {}

  /** What is to be read now. */
  public enum Work {
    NOTHING, ALL, PASSING, REFUSED
  }

  public RoleSchedule {
    opened = List.copyOf(opened);
    again = Map.copyOf(again);
  }

  /** Whether neither this process has scanned the accounts nor anything tells when that was done last. */
  public boolean knowsNothing() {
    return scanned.isEmpty() && remembered.isEmpty();
  }

  /** What a connection's status remembers of the last scan, where nothing else tells. */
  public RoleSchedule remembering(RolesRemembered status) {
    // Which accounts those are nobody remembers, so all are read again: as rarely as those that wait the longest.
    Map<Trouble, Wait> waits = status.trouble()
        .map(trouble -> Map.of(
            trouble, new Wait(1, status.scanned().plus(Backoff.most(trouble == Trouble.PASSING)))))
        .orElse(Map.of());
    return new RoleSchedule(scanned, Optional.of(status.scanned()), wanted, opened, waits);
  }

  /** Only a scan that begins at {@code since} or later will do; a person who asks for it anew cuts waits short. */
  public RoleSchedule wanting(Instant since) {
    if (wanted.filter(before -> !before.isBefore(since)).isPresent()) {
      return this;
    }
    return new RoleSchedule(scanned, remembered, Optional.of(since), opened, Map.of());
  }

  /** Access was enabled at these times. */
  public RoleSchedule opened(List<Instant> times) {
    return new RoleSchedule(scanned, remembered, wanted, times, again);
  }

  /** The whole list was scanned; {@code inventory} is what came of it. */
  public RoleSchedule scanned(RoleInventory inventory, Instant ended, String seed) {
    RoleSchedule done = new RoleSchedule(
        Optional.of(inventory.begun()), Optional.of(inventory.begun()), wanted, opened, Map.of());
    return done.tried(Trouble.PASSING, inventory, ended, seed).tried(Trouble.REFUSED, inventory, ended, seed);
  }

  /** The accounts with this trouble were tried again; {@code inventory} is what came of it. */
  public RoleSchedule tried(Trouble trouble, RoleInventory inventory, Instant ended, String seed) {
    int left = inventory.unread(trouble == Trouble.PASSING).cardinality();
    return left == 0 ? with(trouble, Optional.empty()) : failed(trouble, left, ended, seed);
  }

  /** The accounts could not be listed. */
  public RoleSchedule notListed(Failure failure, Instant ended, String seed) {
    Wait wait = next(Trouble.LIST, failure.passing(), ended, seed, Duration.ZERO);
    return with(Trouble.LIST, Optional.of(wait));
  }

  private RoleSchedule failed(Trouble trouble, int accounts, Instant ended, String seed) {
    // Where nothing is refused for good, a round stops at the first accounts if nothing has changed: it needs no pace.
    Duration least = trouble == Trouble.REFUSED ? PACE.multipliedBy(accounts) : Duration.ZERO;
    return with(trouble, Optional.of(next(trouble, trouble == Trouble.PASSING, ended, seed, least)));
  }

  private Wait next(Trouble trouble, boolean passing, Instant ended, String seed, Duration least) {
    int failures = Optional.ofNullable(again.get(trouble)).map(Wait::failures).orElse(0) + 1;
    Duration wait = Backoff.retry(passing, failures, seed);
    return new Wait(failures, ended.plus(wait.compareTo(least) < 0 ? least : wait));
  }

  private RoleSchedule with(Trouble trouble, Optional<Wait> wait) {
    Map<Trouble, Wait> waits = new EnumMap<>(Trouble.class);
    waits.putAll(again);
    waits.remove(trouble);
    wait.ifPresent(until -> waits.put(trouble, until));
    return new RoleSchedule(scanned, remembered, wanted, opened, waits);
  }

  /** What is due at {@code now}. */
  public Work due(Duration interval, Instant now) {
    if (!now.isBefore(scanAt(interval, now))) {
      return Work.ALL;
    }
    if (again.containsKey(Trouble.LIST) || scanned.isEmpty()) {
      return Work.NOTHING;
    }
    return Stream.of(Trouble.PASSING, Trouble.REFUSED)
        .filter(trouble -> again.containsKey(trouble) && !now.isBefore(again.get(trouble).until()))
        .map(trouble -> trouble == Trouble.PASSING ? Work.PASSING : Work.REFUSED)
        .findFirst()
        .orElse(Work.NOTHING);
  }

  /** When something is due next; in the past if it is due already. */
  public Instant next(Duration interval, Instant now) {
    return Stream.concat(
        Stream.of(scanAt(interval, now)), again.containsKey(Trouble.LIST)
            ? Stream.empty()
            : again.values().stream().map(Wait::until))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private Instant scanAt(Duration interval, Instant now) {
    Wait unlisted = again.get(Trouble.LIST);
    if (unlisted != null) {
      return unlisted.until();
    }
    Optional<Instant> last = scanned.or(() -> remembered).filter(time -> !time.isAfter(now.plus(SKEW)));
    boolean lacking = wanted.filter(since -> scanned.filter(time -> !time.isBefore(since)).isEmpty()).isPresent();
    if (last.isEmpty() || lacking) {
      return Instant.MIN;
    }
    Stream<Instant> rolesComing = opened.stream()
        .flatMap(time -> AFTER_ENABLING.stream().map(time::plus))
        .filter(time -> time.minus(BLUR).isAfter(last.get()));
    Stream<Instant> unread = scanned.isEmpty() ? again.values().stream().map(Wait::until) : Stream.empty();
    return Stream.of(Stream.of(last.get().plus(interval)), rolesComing, unread)
        .flatMap(times -> times)
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
