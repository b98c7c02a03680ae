package dev.trustedaccess.ops;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The wall's time at the start, and as much as has passed since. A step of the wall's clock, as by NTP, changes no age that is
 * measured with it. How far it is from AWS's time is nobody's guess: whatever may not come too early asks AWS's clock too.
 */
public final class SteadyClock implements InstantSource {
  private final Instant start;
  private final long begun;
  private final LongSupplier nanoTime;

  public SteadyClock() {
    this(Instant.now(), System::nanoTime);
  }

  /** {@code nanoTime} counts on from any number, as {@link System#nanoTime()} does. */
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
