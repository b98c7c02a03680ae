package dev.trustedaccess.aws.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.Failure;
import io.github.bucket4j.Bucket;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * What one attempt must pass before it leaves: its tokens, and for a change the time until which it may be sent.
 */
final class Gate {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ExecutionAttribute<Gate> ATTRIBUTE = new ExecutionAttribute<>("TrustedAccessGate");

  private final List<Bucket> buckets;
  private final Optional<Instant> sendBefore;
  private final InstantSource clock;

  Gate(List<Bucket> buckets, Optional<Instant> sendBefore, InstantSource clock) {
    this.buckets = List.copyOf(buckets);
    this.sendBefore = sendBefore;
    this.clock = clock;
  }

  static ExecutionAttribute<Gate> attribute() {
    return ATTRIBUTE;
  }

  /** Waits for the tokens. Throws {@link GateClosed} when they do not come in time, or time is up. */
  void pass() {
    try {
      for (Bucket bucket : buckets) {
        if (!bucket.asBlocking().tryConsume(1, patience())) {
          throw closed();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted while waiting for a rate limit", e);
    }
    checkTime();
  }

  /** Throws {@link GateClosed} when it is too late to send. */
  void checkTime() {
    if (sendBefore.filter(until -> !clock.instant().isBefore(until)).isPresent()) {
      throw closed();
    }
  }

  private Duration patience() {
    if (sendBefore.isEmpty()) {
      return PATIENCE;
    }
    Duration left = Duration.between(clock.instant(), sendBefore.get());
    if (!left.isPositive()) {
      throw closed();
    }
    return left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
  }

  private GateClosed closed() {
    return new GateClosed(sendBefore.isPresent() ? Failure.Kind.NOT_SENT : Failure.Kind.THROTTLED);
  }

  /** Lets an attempt through its gate. It runs for each attempt, so the SDK's own retries count too. */
  static final class Keeper implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
      Gate gate = attributes.getAttribute(ATTRIBUTE);
      if (gate == null) {
        throw new IllegalStateException(
            "a request without a rate limit: " + context.request().getClass().getSimpleName());
      }
      gate.pass();
    }
  }
}
