package dev.trustedaccess.aws.sdk;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The rate limits for our calls. At most half of each limit that AWS publishes is ours, in rate and burst, because
 * people, Terraform and other services call in the same accounts. For Organizations these are the buckets of the
 * Organizations User Guide ("Quotas and service limits"). It does not state whether the calls of one row share a
 * bucket, so here they do. STS allows 600 a second for an account and Region (IAM User Guide, "IAM and AWS STS
 * quotas"), and Identity Center 20 a second for all its calls (IAM Identity Center User Guide, "Quotas"). The rates of
 * IAM and of the other services are not published: their limits here are modest values of our own.
 */
final class RateLimits {
  /** How many tokens are added in which time, and how many can accumulate. */
  record Rate(long tokens, Duration every, long burst) {
    /** Half of a limit that AWS publishes per second. */
    static Rate halfOf(long perSecond, long burst) {
      return new Rate(perSecond, Duration.ofSeconds(2), Math.max(1, burst / 2));
    }

    static Rate ofOurOwn(long perSecond, long burst) {
      return new Rate(perSecond, Duration.ofSeconds(1), burst);
    }
  }

  /**
   * The rule of one bucket.
   *
   * @param name calls with the same name share a bucket
   * @param account the limit for each calling account (and Region)
   * @param organization the limit for each organization, over all calling accounts
   */
  record Row(String name, Rate account, Optional<Rate> organization) {}

  private static final Rate IAM = Rate.ofOurOwn(10, 20);
  /** A quarter of the published limit: enough not to delay the read of the roles of 5,000 accounts. */
  private static final Rate STS = Rate.halfOf(300, 300);
  /** A quarter of the lowest limit that one of them publishes. */
  private static final Rate SERVICES = Rate.ofOurOwn(5, 10);

  /** Two a second for an account and Region (CloudTrail API Reference, LookupEvents). */
  private static final Rate TRAIL = Rate.halfOf(2, 2);

  private static final Map<String, Row> ORGANIZATIONS = rows(
      row(Rate.halfOf(1, 2), null, "EnableAWSServiceAccess", "DisableAWSServiceAccess"),
      row(
          Rate.halfOf(1, 3), Rate.halfOf(1, 4), "ListAWSServiceAccessForOrganization",
          "ListDelegatedServicesForAccount"),
      row(Rate.halfOf(1, 2), null, "RegisterDelegatedAdministrator", "DeregisterDelegatedAdministrator"),
      row(Rate.halfOf(5, 8), Rate.halfOf(6, 10), "ListDelegatedAdministrators"),
      row(Rate.halfOf(8, 12), Rate.halfOf(9, 15), "ListAccounts"),
      row(Rate.halfOf(1, 2), null, "DescribeOrganization"),
      row(Rate.halfOf(20, 30), Rate.halfOf(24, 36), "DescribeAccount"),
      row(Rate.halfOf(1, 2), Rate.halfOf(1, 3), "ListRoots"),
      row(Rate.halfOf(5, 8), Rate.halfOf(6, 10), "ListPolicies", "ListTargetsForPolicy"),
      row(Rate.halfOf(1, 1), null, "EnablePolicyType", "DisablePolicyType"));

  private RateLimits() {}

  /** The rule for an IAM action such as {@code organizations:ListRoots}. */
  static Row of(String action) {
    Row published = ORGANIZATIONS.get(action);
    if (published != null) {
      return published;
    }
    if (action.equals("cloudtrail:LookupEvents")) {
      return new Row(action, TRAIL, Optional.empty());
    }
    String service = action.substring(0, action.indexOf(':'));
    return switch (service) {
      case "organizations" -> throw new IllegalArgumentException("no rate limit is configured for " + action);
      case "iam" -> new Row(service, IAM, Optional.empty());
      case "sts" -> new Row(service, STS, Optional.empty());
      default -> new Row(service, SERVICES, Optional.empty());
    };
  }

  private record Entry(Row row, List<String> actions) {}

  private static Entry row(Rate account, @Nullable Rate organization, String... operations) {
    List<String> actions = List.of(operations).stream().map(operation -> "organizations:" + operation).toList();
    return new Entry(new Row(actions.getFirst(), account, Optional.ofNullable(organization)), actions);
  }

  private static Map<String, Row> rows(Entry... entries) {
    Map<String, Row> rows = new HashMap<>();
    for (Entry entry : entries) {
      entry.actions().forEach(action -> rows.put(action, entry.row()));
    }
    return Map.copyOf(rows);
  }
}
