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
 * Holds every request to its {@link Limits}, shared by all connections of this process.
 *
 * <p>Buckets refill at nine tenths of the given rate: a token is taken here and counted there, and the way between the two
 * is not always equally long.
 */
public final class Limiter {

  private final InstantSource clock;
  /** A bucket that was not used for a minute is full again, so forgetting it changes nothing. */
  private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
      .maximumSize(10_000)
      .expireAfterAccess(Duration.ofMinutes(1))
      .build();

  private record Key(String name, String scope) {}

  public Limiter(InstantSource clock) {
    this.clock = clock;
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * The gate for one request; each attempt passes it anew.
   *
   * @param action the IAM action
   * @param accountId the calling account, whose bucket AWS charges
   * @param region where it is called
   * @param organizationId whose bucket is charged too, where there is one for the organization
   * @param sendBefore after this the request is not sent; empty for a read, which only waits for its token
   */
  Gate gate(String action, String accountId, String region, String organizationId, Optional<Instant> sendBefore) {
    Limits.Row row = Limits.of(action);
    List<Bucket> passed = new ArrayList<>();
    passed.add(bucket(row.name(), accountId + " " + region, row.account()));
    row.organization().ifPresent(rate -> passed.add(bucket(row.name(), organizationId, rate)));
    return new Gate(passed, sendBefore, clock);
  }

  private Bucket bucket(String name, String scope, Limits.Rate rate) {
    return buckets.get(new Key(name, scope),
        _ -> Bucket.builder()
            .addLimit(limit -> limit.capacity(capacity(rate))
                .refillGreedy(rate.tokens(), rate.every().multipliedBy(10).dividedBy(9)))
            .build());
  }

  /**
   * Of each burst a third is kept back, one at least: a request that arrives late, as the first over a new connection does, closes up with
   * those behind it, and AWS counts arrivals.
   */
  private static long capacity(Limits.Rate rate) {
    return Math.max(1, rate.burst() * 2L / 3);
  }
}
