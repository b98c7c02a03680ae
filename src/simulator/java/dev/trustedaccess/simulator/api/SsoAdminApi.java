package dev.trustedaccess.simulator.api;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

import dev.trustedaccess.simulator.world.IdentityCenter;

/** IAM Identity Center (SSO Admin), API version 2020-07-20: the instance of the calling account in one Region. */
public final class SsoAdminApi {
  private static final int PAGE = 100;

  private SsoAdminApi() {}

  public static AwsApi api() {
    return AwsApi.of("sso")
        .reads("ListInstances", SsoAdminApi::listInstances)
        .reads("DescribeInstance", SsoAdminApi::describeInstance)
        .reads("ListPermissionSets", SsoAdminApi::listPermissionSets)
        .reads("ListApplications", SsoAdminApi::listApplications);
  }

  private static Fields listInstances(Request request) {
    var center = center(request);
    return Fields.of("Instances",
        center.status() == IdentityCenter.Status.NONE ? List.of() : List.of(describe(center)));
  }

  private static Fields describeInstance(Request request) {
    return describe(instance(request));
  }

  private static Fields describe(IdentityCenter center) {
    return Fields.of("InstanceArn", center.instanceArn())
        .with("IdentityStoreId", "d-" + center.accountId().substring(2))
        .with("OwnerAccountId", center.accountId())
        .with("Status", center.status().name());
  }

  private static Fields listPermissionSets(Request request) {
    var center = instance(request);
    var sets = new TreeMap<String, String>();
    center.permissionSets()
        .forEach(name -> sets.put(name, center.instanceArn().replace(":instance/", ":permissionSet/")
            + "/ps-" + "%016x".formatted(name.hashCode() & 0xFFFFFFFFL)));
    return page(request, "PermissionSets", sets, (name, arn) -> arn);
  }

  private static Fields listApplications(Request request) {
    var center = instance(request);
    var applications = new TreeMap<String, String>();
    center.applications().forEach(name -> applications.put(name, name));
    return page(request, "Applications", applications, (name, same) -> Fields
        .of("ApplicationArn", "arn:aws:sso::" + center.accountId() + ":application/"
            + center.instanceArn().substring(center.instanceArn().lastIndexOf('/') + 1) + "/apl-" + name)
        .with("Name", name)
        .with("ApplicationAccount", center.accountId())
        .with("InstanceArn", center.instanceArn())
        .with("Status", "ENABLED"));
  }

  private static IdentityCenter center(Request request) {
    return request.account().identityCenter(request.region());
  }

  /** An instance that the caller cannot see is one that it has no access to. */
  private static IdentityCenter instance(Request request) {
    var center = center(request);
    if (center.status() == IdentityCenter.Status.NONE || !center.instanceArn().equals(request.text("InstanceArn"))) {
      throw Refusal.of("AccessDeniedException", "You do not have sufficient access to perform this action.");
    }
    return center;
  }

  private static <V> Fields page(Request request, String list, NavigableMap<String, V> all,
      BiFunction<String, V, Object> item) {
    var page = Paging.of(all, request.find("NextToken"), request.number("MaxResults", PAGE), request.world().pages(),
        Refusal.of("ValidationException", "The NextToken is not valid."), item);
    return Fields.of(list, page.items()).with("NextToken", page.next());
  }
}
