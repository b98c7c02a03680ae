package dev.trustedaccess.dashboard;

import java.time.Duration;
import java.time.Instant;

/** The time that is shown, and how far apart its points are. */
public record Span(Instant from, Instant to, Duration step) {
  public Duration length() {
    return Duration.between(from, to);
  }

  /** Seconds from the beginning. */
  double offset(double epochSeconds) {
    return epochSeconds - from.toEpochMilli() / 1000.0;
  }
}
