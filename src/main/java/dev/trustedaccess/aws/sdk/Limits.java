package dev.trustedaccess.aws.sdk;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How often we call what. Of each limit that AWS publishes at most half is ours, rate and burst, since people, Terraform and
 * other services call in the same accounts. For Organizations these are the buckets of the Organizations User Guide ("Quotas and
 * service limits"); whether the calls of one row share a bucket is not said there, so they do here. STS allows 600 a second for an
 * account and Region (IAM User Guide, "IAM and AWS STS quotas"), and Identity Center 20 a second for all its calls (IAM Identity
 * Center User Guide, "Quotas"). IAM's rates and those of the other services are not published: theirs are modest figures of our own.
 */
final class Limits {
  /** How many tokens come in how long, and how many may be saved up. */
  record Rate(long tokens, Duration every, long burst) {
    /** Our half of a limit that AWS publishes by the second. */
    static Rate halfOf(long perSecond, long burst) {
      return new Rate(perSecond, Duration.ofSeconds(2), Math.max(1, burst / 2));
    }

    static Rate ofOurOwn(long perSecond, long burst) {
      return new Rate(perSecond, Duration.ofSeconds(1), burst);
    }
  }

  /**
   * One bucket's rule.
   *
   * @param name calls with the same name drink from the same bucket
   * @param account for each calling account (and Region)
   * @param organization for each organization, over all calling accounts
   */
  record Row(String name, Rate account, Optional<Rate> organization) {}

  private static final Rate IAM = Rate.ofOurOwn(10, 20);
  /** A quarter of what is published: enough that reading the roles of 5,000 accounts is not held up by it. */
  private static final Rate STS = Rate.halfOf(300, 300);
  /** A quarter of the least that one of them publishes. */
  private static final Rate SERVICES = Rate.ofOurOwn(5, 10);

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
      row(Rate.halfOf(1, 2), Rate.halfOf(1, 3), "ListRoots"));

  private Limits() {}

  /** The rule for an IAM action such as {@code organizations:ListRoots}. */
  static Row of(String action) {
    Row published = ORGANIZATIONS.get(action);
    if (published != null) {
      return published;
    }
    String service = action.substring(0, action.indexOf(':'));
    return switch (service) {
      case "organizations" -> throw new IllegalArgumentException("no published limit is entered for " + action);
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
