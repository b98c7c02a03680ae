package dev.trustedaccess.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long services take to carry out their own calls that enable and disable access. */
public final class OwnCalls {
  private final Map<String, Instant> called = new ConcurrentHashMap<>();
  private volatile Duration time = Duration.ZERO;

  /** A service reports each of its own calls as pending for this long, and refuses another one meanwhile. */
  public void take(Duration each) {
    time = each;
  }

  /** The service was called, now. */
  public void called(String principal, Instant now) {
    called.put(principal, now);
  }

  /** Whether the service is still carrying out its last call. */
  public boolean pending(String principal, Instant now) {
    Instant last = called.get(principal);
    return last != null && now.isBefore(last.plus(time));
  }
}
