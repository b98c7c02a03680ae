package dev.trustedaccess.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The wall time at the start plus the monotonic time since then. A step of the wall clock, as by NTP, changes no age
 * measured with it. Its difference from AWS's time is unknown: whatever must not happen too early also checks AWS's
 * clock.
 */
public final class SteadyClock implements InstantSource {
  private final Instant start;
  private final long begun;
  private final LongSupplier nanoTime;

  public SteadyClock() {
    this(Instant.now(), System::nanoTime);
  }

  /** {@code nanoTime} may start at any number, like {@link System#nanoTime()}. */
  SteadyClock(Instant start, LongSupplier nanoTime) {
    this.start = start;
    this.begun = nanoTime.getAsLong();
    this.nanoTime = nanoTime;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanoTime.getAsLong() - begun);
  }
}
