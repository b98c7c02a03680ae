package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.Optional;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter;

/**
 * How often there may be a pass over one object: whoever changes it in a loop, or asks for it to be reconciled, has a burst and
 * then one pass a second, so that neither AWS nor the other objects feel it. No life of an object comes near that by itself.
 *
 * <p>The framework's own LinearRateLimiter goes by the system's clock, and tells how long ago its period began where it is
 * asked how long to wait.
 */
public final class Pace implements RateLimiter<Pace.Passes> {
  private static final int BURST = 20;
  private static final Duration EACH = Duration.ofSeconds(1);

  /** What one object has left. */
  public record Passes(Bucket left) implements RateLimitState {}

  /** How long to wait; empty where a pass may begin, which then counts. */
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
