package dev.trustedaccess.aws.sdk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * How often what may be called. For Organizations these are the buckets that AWS publishes (Organizations User Guide,
 * "Quotas and service limits"); whether the calls of one row share a bucket is not said there, so they do here. IAM's and
 * the services' rates are not published: theirs are modest figures of our own. STS allows 600 a second for an account and
 * Region (IAM User Guide, "IAM and AWS STS quotas"), which we share with everything else that runs in the management
 * account, so a quarter of it is ours: a sweep of 5,000 accounts is then not held up by it.
 */
final class Limits {
  /** Tokens a second, and how many may be saved up. */
  record Rate(long perSecond, long burst) {}

  /**
   * One bucket's rule.
   *
   * @param name calls with the same name drink from the same bucket
   * @param account for each calling account (and Region)
   * @param organization for each organization, over all calling accounts
   */
  record Row(String name, Rate account, Optional<Rate> organization) {}

  private static final Rate IAM = new Rate(10, 20);
  private static final Rate STS = new Rate(150, 150);
  private static final Rate SERVICES = new Rate(5, 10);

  private static final Map<String, Row> ORGANIZATIONS = rows(
      row(new Rate(1, 2), null, "EnableAWSServiceAccess", "DisableAWSServiceAccess"),
      row(new Rate(1, 3), new Rate(1, 4), "ListAWSServiceAccessForOrganization", "ListDelegatedServicesForAccount"),
      row(new Rate(1, 2), null, "RegisterDelegatedAdministrator", "DeregisterDelegatedAdministrator"),
      row(new Rate(5, 8), new Rate(6, 10), "ListDelegatedAdministrators"),
      row(new Rate(8, 12), new Rate(9, 15), "ListAccounts"),
      row(new Rate(1, 2), null, "DescribeOrganization"),
      row(new Rate(20, 30), new Rate(24, 36), "DescribeAccount"),
      row(new Rate(1, 2), new Rate(1, 3), "ListRoots"));

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
