package dev.trustedaccess.simulator.api;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Credentials.Identity;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.simulator.world.World;

/**
 * One call as a service sees it.
 *
 * @param action the IAM action, such as {@code organizations:ListAccounts}
 * @param region the Region that the request was signed for
 * @param input the request's members; in the query protocol all of them are text
 */
public record Request(World world, Identity caller, String action, String region, JsonNode input) {
  public Account account() {
    return caller.account();
  }

  public Instant now() {
    return world.now();
  }

  /** A member that must be there. */
  public String text(String name) {
    return find(name).orElseThrow(() -> Refusal.of("ValidationException", name + " is missing"));
  }

  public Optional<String> find(String name) {
    return Optional.of(input.path(name)).filter(v -> v.isValueNode() && !v.isNull()).map(JsonNode::asText);
  }

  public int number(String name, int whenAbsent) {
    return find(name).map(Integer::parseInt).orElse(whenAbsent);
  }

  /** The members that hold one value each, for the log. */
  public static Map<String, String> parameters(JsonNode input) {
    var all = new TreeMap<String, String>();
    input.properties().forEach(member -> {
      if (member.getValue().isValueNode()) {
        all.put(member.getKey(), member.getValue().asText());
      }
    });
    return all;
  }

  /** What is left of the list when the request names some of it in this member; all of it when it names none. */
  <V> NavigableMap<String, V> only(String member, NavigableMap<String, V> all) {
    var names = input.path(member);
    if (names.isEmpty()) {
      return all;
    }
    var named = new TreeMap<>(all);
    named.keySet().retainAll(names.valueStream().map(JsonNode::asText).toList());
    return named;
  }

  /** What condition keys of a policy can ask about this call. */
  public Map<String, String> context() {
    var keys = new TreeMap<String, String>();
    find("ServicePrincipal").ifPresent(p -> keys.put("organizations:ServicePrincipal", p));
    find("RoleArn").map(arn -> arn.split(":", 6))
        .filter(parts -> parts.length == 6)
        .flatMap(parts -> world.account(parts[4]))
        .flatMap(Account::organization)
        .ifPresent(owner -> keys.put("aws:ResourceOrgID", owner.id()));
    return keys;
  }

  private String resourceOf(String wantedAction) {
    return wantedAction.equals("sts:AssumeRole") ? find("RoleArn").orElse("*") : "*";
  }

  /** Refuses if the caller's permissions do not cover the action with this context. */
  public void requirePermission(String wantedAction, Map<String, String> context) {
    var role = caller.role();
    var policy = caller.policy();
    var denied = account().denies(wantedAction, role == null ? null : role.name())
        || (policy != null && !policy.allows(wantedAction, resourceOf(wantedAction), context));
    if (denied) {
      throw Refusal.notPermitted(caller.arn(), wantedAction);
    }
  }

  /**
   * Switches trusted access on in the caller's name, as a service's own call does: it needs the caller's permission
   * for EnableAWSServiceAccess, unless access is on already.
   */
  public void switchOnAccess(Organization organization, String principal) {
    if (!organization.isEnabled(principal)) {
      requirePermission("organizations:EnableAWSServiceAccess", Map.of("organizations:ServicePrincipal", principal));
      organization.enableAccess(principal);
    }
  }
}
