package dev.trustedaccess.aws.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.organization.Failure;
import io.github.bucket4j.Bucket;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * The permit that each attempt needs before it is sent: its tokens and, for a change, the time until which it may be
 * sent.
 */
final class SendPermit {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final ExecutionAttribute<SendPermit> ATTRIBUTE = new ExecutionAttribute<>("TrustedAccessGate");

  private final List<Bucket> buckets;
  private final Optional<Instant> sendBefore;
  private final InstantSource clock;

  SendPermit(List<Bucket> buckets, Optional<Instant> sendBefore, InstantSource clock) {
    this.buckets = List.copyOf(buckets);
    this.sendBefore = sendBefore;
    this.clock = clock;
  }

  static ExecutionAttribute<SendPermit> attribute() {
    return ATTRIBUTE;
  }

  /** Waits for the tokens. Throws {@link PermitDenied} if they do not arrive in time, or the time has passed. */
  void pass() {
    try {
      for (Bucket bucket : buckets) {
        if (!bucket.asBlocking().tryConsume(1, patience())) {
          throw denied();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted while waiting for a rate limit", e);
    }
    checkTime();
  }

  /** Throws {@link PermitDenied} if it is too late to send. */
  void checkTime() {
    if (sendBefore.filter(until -> !clock.instant().isBefore(until)).isPresent()) {
      throw denied();
    }
  }

  private Duration patience() {
    if (sendBefore.isEmpty()) {
      return LONGEST_WAIT;
    }
    Duration left = Duration.between(clock.instant(), sendBefore.get());
    if (!left.isPositive()) {
      throw denied();
    }
    return left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
  }

  private PermitDenied denied() {
    return new PermitDenied(sendBefore.isPresent() ? Failure.Kind.NOT_SENT : Failure.Kind.THROTTLED);
  }

  /** Requires the permit for each attempt, so the SDK's own retries count too. */
  static final class Keeper implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
      SendPermit permit = attributes.getAttribute(ATTRIBUTE);
      if (permit == null) {
        throw new IllegalStateException(
            "a request without a rate limit: " + context.request().getClass().getSimpleName());
      }
      permit.pass();
    }
  }
}
