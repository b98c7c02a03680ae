package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.domain.declaration.Timing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How old the answers behind a change may be: one rule for every answer from AWS, by the time of its request. The state
 * of the cluster is not limited here, because it is read again right before the change.
 *
 * <p>The access list must always be recent. The other reads cover every Region and account, at the rate that AWS
 * allows, and can take longer than the limit: those of RAM's shares in 5,000 accounts take many minutes. Then they are
 * repeated after as long a pause, so that AWS is asked at most half of the time, and twice the time that they took is
 * their limit. If they then are about as slow again, the change is made; if they are slower still, that is repeated. Reads
 * that leave no time to read the cluster again and to send the change also count as too slow.
 *
 * <p>The longer limit is as safe as reading allows. It applies only after reads of the same declaration have proven to be
 * slow, shrinks as they get quicker, and never exceeds twice what they took, so that an answer is never older than a repeated
 * read would make it. No answer is kept between passes: all are read in this pass, and for a deletion after it was
 * requested. What the limit guards against is a change that others make at AWS meanwhile. AWS has no conditional writes,
 * so such a change can come between any read and its use; a shorter limit than the reads need would not exclude it, but
 * only keep every deletion from ending. Whatever else a change depends on has its own, fixed limits: the access list
 * here, the cluster in {@link ActionRunner}.
 */
final class AgeLimits {
  private static final Logger LOG = LoggerFactory.getLogger(AgeLimits.class);
  /** Reads that are faster by this much are quick; reads close to {@link Timing#AGE_LIMIT} may be too slow next time. */
  private static final Duration QUICK = Timing.AGE_LIMIT.dividedBy(2);

  /** How long the reads of a declaration took that were too slow last, by its uid. */
  private final Map<String, Duration> tooSlow = new ConcurrentHashMap<>();

  /** Until when the plan's answers hold; throws if that time has passed. */
  Instant holdsUntil(PlannedPass plan, Instant now) throws Stale {
    String uid = plan.declared().uid();
    Instant snapshot = plan.observation().snapshotBegun().plus(Timing.AGE_LIMIT);
    if (!now.isBefore(snapshot)) {
      throw stale(plan, "the organization snapshot", Timing.AGE_LIMIT);
    }
    Optional<Instant> since = plan.observation().readSince();
    if (since.isEmpty()) {
      return snapshot;
    }
    Duration took = Duration.between(since.get(), now);
    // Reads that were slow and are clearly quicker now are held to what they take now; quick ones, to the normal limit.
    tooSlow.computeIfPresent(uid, (_, before) -> took.compareTo(QUICK) < 0
        ? null
        : took.compareTo(before.dividedBy(2)) < 0 ? took : before);
    Duration limit = longer(tooSlow.getOrDefault(uid, Duration.ZERO).multipliedBy(2), Timing.AGE_LIMIT);
    Instant reads = since.get().plus(limit);
    if (now.plus(Timing.TO_SEND).isAfter(reads)) {
      tooSlow.put(uid, took);
      throw stale(plan, "what was read before the change", longer(took, Timing.AGE_LIMIT));
    }
    return reads.isBefore(snapshot) ? reads : snapshot;
  }

  void forget(String uid) {
    tooSlow.remove(uid);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Stale stale(PlannedPass plan, String what, Duration next) {
    LOG.info("{}: {} took too long to base a change on it; reading it again", plan.declared().name(), what);
    return new Stale(what + " is too old", Stale.Why.AGED, next);
  }
}
