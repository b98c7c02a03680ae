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
 * allows, and can take longer than the limit. Then they are repeated, and only if they are as slow again, a longer
 * limit applies, each time twice as long. Reads that leave no time to read the cluster again and to send the change
 * also count as too slow.
 */
final class AgeLimits {
  private static final Logger LOG = LoggerFactory.getLogger(AgeLimits.class);
  /** Reads that are faster by this much are quick; reads close to {@link Timing#AGE_LIMIT} may be too slow next time. */
  private static final Duration QUICK = Timing.AGE_LIMIT.dividedBy(2);
  private static final int MOST_DOUBLINGS = 5;

  /** How often in a row a declaration's reads took too long, by its uid. */
  private final Map<String, Integer> tooSlow = new ConcurrentHashMap<>();

  /** Until when the plan's answers hold; throws if that time has passed. */
  Instant holdsUntil(PlannedPass plan, Instant now) throws ActionRunner.Stale {
    String uid = plan.declared().uid();
    Instant snapshot = plan.observation().snapshotBegun().plus(Timing.AGE_LIMIT);
    if (!now.isBefore(snapshot)) {
      throw stale(plan, "the organization snapshot", Timing.AGE_LIMIT);
    }
    Optional<Instant> since = plan.observation().readSince();
    if (since.isEmpty()) {
      return snapshot;
    }
    if (now.isBefore(since.get().plus(QUICK))) {
      // Reads that were slow are quick again, so the normal limit applies.
      tooSlow.remove(uid);
    }
    Instant reads = since.get().plus(Timing.AGE_LIMIT.multipliedBy(1L << tooSlow.getOrDefault(uid, 0)));
    if (now.plus(Timing.TO_SEND).isAfter(reads)) {
      int times = tooSlow.merge(uid, 1, (before, one) -> Math.min(before + one, MOST_DOUBLINGS));
      throw stale(plan, "what was read before the change", Timing.AGE_LIMIT.multipliedBy(times));
    }
    return reads.isBefore(snapshot) ? reads : snapshot;
  }

  void forget(String uid) {
    tooSlow.remove(uid);
  }

  private static ActionRunner.Stale stale(PlannedPass plan, String what, Duration next) {
    LOG.info("{}: {} took too long to base a change on it; reading it again", plan.declared().name(), what);
    return new ActionRunner.Stale(what + " is too old", ActionRunner.Stale.Why.AGED, next);
  }
}
