package dev.trustedaccess.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What lists of delegated administrators show: after a change, for a time, the state before it. */
public final class RegistrationLists {
  private final Map<Registration, Shown> changed = new ConcurrentHashMap<>();
  private volatile Duration lag = Duration.ZERO;

  private record Registration(String principal, String accountId) {}

  /** What lists show until then: since when the account is registered, if it is. */
  private record Shown(Optional<Instant> since, Instant until) {}

  /** Each change from now on stays unseen by lists for this long. */
  public void lagBy(Duration time) {
    lag = time;
  }

  /** The account is registered now, or is not any more; {@code before} is since when it was. */
  void changed(String principal, String accountId, Optional<Instant> before, Instant now) {
    changed.put(new Registration(principal, accountId), new Shown(before, now.plus(lag)));
  }

  /** What a list shows of the principal's administrators, which truly are these. */
  NavigableMap<String, Instant> of(String principal, Map<String, Instant> truly, Instant now) {
    NavigableMap<String, Instant> listed = new TreeMap<>(truly);
    changed.forEach((registration, shown) -> {
      if (registration.principal().equals(principal) && now.isBefore(shown.until())) {
        shown.since()
            .ifPresentOrElse(
                since -> listed.put(registration.accountId(), since), () -> listed.remove(registration.accountId()));
      }
    });
    return listed;
  }
}
