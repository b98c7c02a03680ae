package dev.trustedaccess.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Which principals have trusted access, since when, and what a list shows of it: after a change a list may show the
 * state before it, for a number of lists or for a time.
 */
public final class ServiceAccess {
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private volatile int lagInLists;
  private volatile Duration lagInTime = Duration.ZERO;

  /**
   * One principal.
   *
   * @param since null for off
   * @param shown what lists show while they lag, null for off
   */
  private record Entry(@Nullable Instant since, @Nullable Instant shown, int listsLeft, Instant settled) {
    @Nullable
    Instant seenAt(Instant now) {
      return listsLeft > 0 || now.isBefore(settled) ? shown : since;
    }
  }

  /** Each change from now on stays unseen by the next so many lists (a list is counted by its first page). */
  public void lagBy(int lists) {
    lagInLists = lists;
  }

  /** Each change from now on stays unseen by lists for this long. */
  public void lagBy(Duration time) {
    lagInTime = time;
  }

  /** Off to on; what is on already keeps its date. Returns whether anything changed. */
  boolean on(String principal, Instant now) {
    return change(principal, now, now);
  }

  /** On to off. Returns whether anything changed. */
  boolean off(String principal, Instant now) {
    return change(principal, null, now);
  }

  private boolean change(String principal, @Nullable Instant since, Instant now) {
    var before = entries.get(principal);
    var was = before == null ? null : before.since();
    if ((was == null) == (since == null)) {
      return false;
    }
    var shown = before == null ? null : before.seenAt(now);
    entries.put(principal, new Entry(since, shown, lagInLists, now.plus(lagInTime)));
    return true;
  }

  /** As it was before the simulation began: nothing lags. */
  void given(String principal, Instant since) {
    entries.put(principal, new Entry(since, since, 0, since));
  }

  /** The truth, whatever lists show. */
  Optional<Instant> since(String principal) {
    return Optional.ofNullable(entries.get(principal)).map(Entry::since);
  }

  /** The truth about all, by principal. */
  NavigableMap<String, Instant> all() {
    var on = new TreeMap<String, Instant>();
    entries.forEach((principal, entry) -> {
      if (entry.since() != null) {
        on.put(principal, entry.since());
      }
    });
    return on;
  }

  /** What a list shows, by principal; a first page counts as one list. */
  NavigableMap<String, Instant> listed(Instant now, boolean firstPage) {
    var list = new TreeMap<String, Instant>();
    entries.forEach((principal, entry) -> {
      var seen = entry.seenAt(now);
      if (seen != null) {
        list.put(principal, seen);
      }
    });
    if (firstPage) {
      entries.replaceAll((principal, entry) -> entry.listsLeft() == 0
          ? entry
          : new Entry(entry.since(), entry.shown(), entry.listsLeft() - 1, entry.settled()));
    }
    return list;
  }
}
