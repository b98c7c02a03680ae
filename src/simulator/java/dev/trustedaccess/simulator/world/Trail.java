package dev.trustedaccess.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import dev.trustedaccess.simulator.world.Credentials.Identity;
import org.jspecify.annotations.Nullable;

/**
 * CloudTrail's event history: each call that changes something, as the account that called recorded it, and late, as
 * AWS's does.
 */
public final class Trail {
  /** Beyond so many events the oldest are forgotten. */
  private static final int MOST = 10_000;

  /** By number, the newest first. */
  private final NavigableMap<String, Event> events = new ConcurrentSkipListMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private volatile Duration lag = Duration.ZERO;

  /**
   * One event.
   *
   * @param shown when the event history shows it
   * @param source such as {@code organizations.amazonaws.com}
   * @param errorCode null unless the call was refused
   * @param parameters the request's members that hold one value, by their AWS names
   */
  public record Event(
      String id, Instant time, Instant shown, String source, String name, String region, Identity caller,
      String userAgent, @Nullable String errorCode, Map<String, String> parameters, String requestId) {}

  /** Each event from now on is shown so much later. */
  public void lagBy(Duration time) {
    lag = time;
  }

  /** Records a call that ended now. */
  public void add(
      Instant now, String action, String region, Identity caller, String userAgent, @Nullable String errorCode,
      Map<String, String> parameters, String requestId) {
    int colon = action.indexOf(':');
    events.put("%019d".formatted(Long.MAX_VALUE - numbers.incrementAndGet()), new Event(
        UUID.randomUUID().toString(), now, now.plus(lag), action.substring(0, colon) + ".amazonaws.com",
        action.substring(colon + 1), region, caller, userAgent, errorCode, parameters, requestId));
    if (events.size() > MOST) {
      events.pollLastEntry();
    }
  }

  /** What the event history shows of these by now, the newest first. */
  public NavigableMap<String, Event> shown(Instant now, Predicate<Event> wanted) {
    var shown = new TreeMap<>(events);
    shown.values().removeIf(event -> event.shown().isAfter(now) || !wanted.test(event));
    return shown;
  }

  void clear() {
    events.clear();
    lag = Duration.ZERO;
  }
}
