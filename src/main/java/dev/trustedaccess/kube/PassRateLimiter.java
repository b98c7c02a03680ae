package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.Optional;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter;

/**
 * Limits how often one object gets a pass. A client that changes it in a loop, or keeps requesting reconciliation, gets
 * a burst and then one pass a second, so that neither AWS nor other objects are affected. Normal operation stays far
 * below this.
 *
 * <p>The framework's LinearRateLimiter uses the system clock, and returns the elapsed part of its period where the
 * remaining time is required.
 */
public final class PassRateLimiter implements RateLimiter<PassRateLimiter.Passes> {
  private static final int BURST = 20;
  private static final Duration EACH = Duration.ofSeconds(1);

  /** The remaining passes of one object. */
  public record Passes(Bucket left) implements RateLimitState {}

  /** How long to wait; empty if a pass may begin, which then counts. */
  @Override
  public Optional<Duration> isLimited(RateLimitState state) {
    ConsumptionProbe probe = ((Passes) state).left().tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  @Override
  public Passes initState() {
    return new Passes(Bucket.builder().addLimit(limit -> limit.capacity(BURST).refillGreedy(1, EACH)).build());
  }
}
