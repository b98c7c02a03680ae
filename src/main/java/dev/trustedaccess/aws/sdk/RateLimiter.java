package dev.trustedaccess.aws.sdk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

/**
 * Enforces the {@link RateLimits} for every request, shared by all connections of this process.
 *
 * <p>Buckets refill at nine tenths of the given rate: a token is taken here and counted at AWS, and the delay between
 * the two varies.
 */
public final class RateLimiter {

  private final InstantSource clock;
  /** A bucket that was not used for a minute is full again, so forgetting it changes nothing. */
  private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
      .maximumSize(10_000)
      .expireAfterAccess(Duration.ofMinutes(1))
      .build();

  private record Key(String name, String scope) {}

  public RateLimiter(InstantSource clock) {
    this.clock = clock;
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * The permit for one request; each attempt needs it again.
   *
   * @param action the IAM action
   * @param accountId the calling account, whose bucket AWS charges
   * @param region where it is called
   * @param organizationId also charged, if there is a bucket for the organization
   * @param sendBefore the request is not sent after this time; empty for a read, which only waits for its token
   */
  SendPermit permit(String action, String accountId, String region, String organizationId,
      Optional<Instant> sendBefore) {
    RateLimits.Row row = RateLimits.of(action);
    List<Bucket> passed = new ArrayList<>();
    passed.add(bucket(row.name(), accountId + " " + region, row.account()));
    row.organization().ifPresent(rate -> passed.add(bucket(row.name(), organizationId, rate)));
    return new SendPermit(passed, sendBefore, clock);
  }

  private Bucket bucket(String name, String scope, RateLimits.Rate rate) {
    return buckets.get(new Key(name, scope),
        _ -> Bucket.builder()
            .addLimit(limit -> limit.capacity(capacity(rate))
                .refillGreedy(rate.tokens(), rate.every().multipliedBy(10).dividedBy(9)))
            .build());
  }

  /**
   * A third of each burst, at least one, is held in reserve. A delayed request, such as the first one on a new
   * connection, arrives together with later ones, and AWS counts arrivals.
   */
  private static long capacity(RateLimits.Rate rate) {
    return Math.max(1, rate.burst() * 2L / 3);
  }
}
