package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How old may be what a change rests on: the one rule for every answer of AWS, by when it was asked for. What the cluster says
 * is read again right before the change instead.
 *
 * <p>The list of accesses must always be young. The other reads go through every Region and account, at the rate that AWS
 * allows, and can take longer than that: then they are made once more, and only if they prove to be as slow again, what they
 * take is let pass, each time twice as much. What leaves no time to read the cluster again and to send is too slow as well.
 */
final class Ages {
  private static final Logger LOG = LoggerFactory.getLogger(Ages.class);
  static final Duration YOUNG = Duration.ofSeconds(20);
  /** Reads that take so much less are quick; reads around {@link #YOUNG} may be too slow next time. */
  private static final Duration QUICK = YOUNG.dividedBy(2);
  /** To read the cluster again and to send: tenths of a second, where nothing is in trouble. */
  private static final Duration TO_SEND = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 5;

  /** How often in a row a declaration's reads took too long, by its uid. */
  private final Map<String, Integer> tooSlow = new ConcurrentHashMap<>();

  /** Until when the plan's answers hold; throws where that is over. */
  Instant holdsUntil(Plan plan, Instant now) throws ActionRunner.Stale {
    String uid = plan.declared().uid();
    Instant look = plan.looked().plus(YOUNG);
    if (!now.isBefore(look)) {
      throw stale(plan, "the look", YOUNG);
    }
    Optional<Instant> since = plan.observation().readSince();
    if (since.isEmpty()) {
      return look;
    }
    if (now.isBefore(since.get().plus(QUICK))) {
      // What once was slow is quick again: it may be no older than any other.
      tooSlow.remove(uid);
    }
    Instant reads = since.get().plus(YOUNG.multipliedBy(1L << tooSlow.getOrDefault(uid, 0)));
    if (now.plus(TO_SEND).isAfter(reads)) {
      int times = tooSlow.merge(uid, 1, (before, one) -> Math.min(before + one, MOST_DOUBLINGS));
      throw stale(plan, "what was read before the change", YOUNG.multipliedBy(times));
    }
    return reads.isBefore(look) ? reads : look;
  }

  void forget(String uid) {
    tooSlow.remove(uid);
  }

  private static ActionRunner.Stale stale(Plan plan, String what, Duration next) {
    LOG.info("{}: {} took so long that nothing is changed on its word; it is read again", plan.declared().name(), what);
    return new ActionRunner.Stale(what + " has aged", ActionRunner.Stale.Why.AGED, next);
  }
}
