package dev.trustedaccess.simulator.front;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.trustedaccess.simulator.api.Refusal;
import dev.trustedaccess.simulator.world.Account;

/**
 * The published request limits of Organizations and STS as token buckets. They are always measured, so that a test can
 * ask whether one was ever exceeded; calls above them are refused only when {@link #enforce} was asked for. Whether the
 * calls of one published row share a bucket is not told by AWS; here they do, which is the stricter reading.
 */
public final class Throttling {
  /** Organizations user guide, "Throttling limits"; IAM user guide, "IAM and AWS STS quotas" for STS. */
  private static final List<Limit> PUBLISHED = List.of(
      perAccount(1, 2, "organizations:EnableAWSServiceAccess", "organizations:DisableAWSServiceAccess"),
      perAccount(1, 3, "organizations:ListAWSServiceAccessForOrganization",
          "organizations:ListDelegatedServicesForAccount"),
      perOrganization(1, 4, "organizations:ListAWSServiceAccessForOrganization",
          "organizations:ListDelegatedServicesForAccount"),
      perAccount(1, 2, "organizations:RegisterDelegatedAdministrator",
          "organizations:DeregisterDelegatedAdministrator"),
      perAccount(5, 8, "organizations:ListDelegatedAdministrators"),
      perOrganization(6, 10, "organizations:ListDelegatedAdministrators"),
      perAccount(8, 12, "organizations:ListAccounts"),
      perOrganization(9, 15, "organizations:ListAccounts"),
      perAccount(1, 2, "organizations:DescribeOrganization"),
      perAccount(20, 30, "organizations:DescribeAccount"),
      perOrganization(24, 36, "organizations:DescribeAccount"),
      perAccount(1, 2, "organizations:ListRoots"),
      perOrganization(1, 3, "organizations:ListRoots"),
      perAccount(5, 8, "organizations:ListPolicies", "organizations:ListTargetsForPolicy"),
      perOrganization(6, 10, "organizations:ListPolicies", "organizations:ListTargetsForPolicy"),
      perAccount(1, 1, "organizations:EnablePolicyType", "organizations:DisablePolicyType"),
      // CloudTrail API Reference, LookupEvents: two a second for an account and Region.
      perAccount(2, 2, "cloudtrail:LookupEvents"),
      perAccount(600, 600, "sts:AssumeRole", "sts:GetCallerIdentity"));

  private final InstantSource clock;
  private final Collection<Limit> limits = new CopyOnWriteArrayList<>(PUBLISHED);
  private final Map<Owned, Bucket> buckets = new ConcurrentHashMap<>();
  private final Collection<Excess> excesses = new ConcurrentLinkedQueue<>();
  private volatile boolean enforced;

  public Throttling(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A limit.
   *
   * @param rate calls a second
   * @param burst calls at once
   * @param perOrganization for all accounts of an organization together, otherwise for one account
   */
  public record Limit(Set<String> actions, int rate, int burst, boolean perOrganization) {}

  /** A call above a limit. */
  public record Excess(Instant at, String action, String owner, Limit limit) {}

  private record Owned(Limit limit, String owner) {}

  private record Bucket(double tokens, Instant at) {}

  /** From now on calls above a limit are refused. */
  public void enforce() {
    enforced = true;
  }

  /** Calls above a limit are only noted: as it is at the start. */
  public void onlyMeasure() {
    enforced = false;
  }

  /** One more limit for one account, such as one for IAM, whose limits are not published. */
  public void limit(int rate, int burst, String... actions) {
    limits.add(perAccount(rate, burst, actions));
  }

  /** Whether any limit was ever exceeded. */
  public boolean exceeded() {
    return !excesses.isEmpty();
  }

  public List<Excess> excesses() {
    return List.copyOf(excesses);
  }

  /** Full buckets, no excess, AWS's own limits, nothing refused. */
  public synchronized void clear() {
    limits.clear();
    limits.addAll(PUBLISHED);
    buckets.clear();
    excesses.clear();
    enforced = false;
  }

  /** @throws Refusal in the words of the service, if a limit is enforced and exceeded */
  synchronized void count(String action, Account account) {
    var now = clock.instant();
    for (var limit : limits) {
      if (limit.actions().contains(action)) {
        var owner = limit.perOrganization()
            ? account.organization().map(o -> o.id()).orElse(account.id())
            : account.id();
        if (!take(new Owned(limit, owner), now)) {
          excesses.add(new Excess(now, action, owner, limit));
          if (enforced) {
            throw refusal(action);
          }
        }
      }
    }
  }

  private boolean take(Owned owned, Instant now) {
    var limit = owned.limit();
    var before = buckets.getOrDefault(owned, new Bucket(limit.burst(), now));
    var gained = Duration.between(before.at(), now).toNanos() / 1e9 * limit.rate();
    var tokens = Math.min(limit.burst(), before.tokens() + gained);
    var enough = tokens >= 1;
    buckets.put(owned, new Bucket(enough ? tokens - 1 : tokens, now));
    return enough;
  }

  private static Refusal refusal(String action) {
    var service = action.substring(0, action.indexOf(':'));
    return switch (service) {
      case "organizations" -> Refusal.of("TooManyRequestsException", "Rate exceeded").with("Type", "RATE_LIMIT");
      case "iam", "sts" -> Refusal.of("Throttling", "Rate exceeded");
      default -> Refusal.of("ThrottlingException", "Rate exceeded");
    };
  }

  private static Limit perAccount(int rate, int burst, String... actions) {
    return new Limit(Set.of(actions), rate, burst, false);
  }

  private static Limit perOrganization(int rate, int burst, String... actions) {
    return new Limit(Set.of(actions), rate, burst, true);
  }
}
