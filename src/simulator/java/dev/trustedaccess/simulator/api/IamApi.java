package dev.trustedaccess.simulator.api;

import java.util.TreeMap;

import dev.trustedaccess.simulator.world.Role;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

/** AWS Identity and Access Management, API version 2010-05-08, as far as roles are read. */
public final class IamApi {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;
  private static final int HOUR = 3600;

  private IamApi() {}

  public static AwsApi api() {
    return AwsApi.of("iam")
        .reads("ListRoles", IamApi::listRoles)
        .reads("GetRole", IamApi::getRole);
  }

  private static Fields listRoles(Request request) {
    var size = request.number("MaxItems", PAGE);
    if (size < 1 || size > LARGEST_PAGE) {
      throw invalid("MaxItems must be between 1 and 1000");
    }
    var prefix = request.find("PathPrefix").orElse("/");
    var roles = new TreeMap<String, Role>();
    for (var role : request.account().roles()) {
      if (role.path().startsWith(prefix)) {
        roles.put(role.path() + role.name(), role);
      }
    }
    var page = Paging.of(roles, request.find("Marker"), size, request.world().pages(), invalid("Invalid Marker"),
        (key, role) -> describe(role));
    return Fields.of("Roles", page.items())
        .with("IsTruncated", page.next() != null)
        .with("Marker", page.next());
  }

  private static Fields getRole(Request request) {
    var name = request.find("RoleName").orElseThrow(() -> invalid("RoleName is missing"));
    return Fields.of("Role", request.account()
        .findRole(name)
        .map(IamApi::describe)
        .orElseThrow(
            () -> Refusal.of("NoSuchEntity", 404, "The role with name " + name + " cannot be found.")));
  }

  private static Fields describe(Role role) {
    return Fields.of("Path", role.path())
        .with("RoleName", role.name())
        .with("RoleId", role.id())
        .with("Arn", role.arn())
        .with("CreateDate", role.created())
        .with("AssumeRolePolicyDocument", encode("{\"Version\":\"2012-10-17\",\"Statement\":[]}", UTF_8))
        .with("MaxSessionDuration", HOUR);
  }

  private static Refusal invalid(String message) {
    return Refusal.of("ValidationError", message);
  }
}
