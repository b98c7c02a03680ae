package dev.trustedaccess.app;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void showsWhatHasPassedWhateverTheCountBeginsFrom() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    SteadyClock clock = new SteadyClock(START, nanos::get);
    assertThat(clock.instant()).isEqualTo(START);
    nanos.addAndGet(3_000_000_010L);
    assertThat(clock.instant()).isEqualTo(START.plusNanos(3_000_000_010L));
  }

  @Test
  void beginsWithTheWallsTime() {
    assertThat(new SteadyClock().instant()).isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
  }
}
