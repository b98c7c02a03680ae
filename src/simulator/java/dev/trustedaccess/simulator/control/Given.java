package dev.trustedaccess.simulator.control;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.simulator.world.World;

/** Makes what a JSON document describes. */
public final class Given {
  private Given() {}

  /** A new organization; answers with the keys of its management account. */
  static Map<String, Object> organization(World world, JsonNode body) {
    var organization = world.organization(text(body, "id"), text(body, "managementAccountId"));
    if (!body.path("allFeatures").asBoolean(true)) {
      organization.consolidatedBillingOnly();
    }
    body.path("managementRoles").forEach(role -> organization.management().role(role.asText()));
    body.path("accounts").forEach(account -> account(organization, account));
    organization.accounts(body.path("members").asInt());
    organization.accounts()
        .values()
        .stream()
        .filter(account -> !account.isManagement())
        .forEach(account -> body.path("memberRoles").forEach(role -> account.role(role.asText())));
    body.path("enabled")
        .properties()
        .forEach(access -> organization.enabled(access.getKey(), Instant.parse(access.getValue().asText())));
    return keys(organization.management());
  }

  static Map<String, Object> keys(Account account) {
    var keys = account.keys();
    return Map.of("accessKeyId", keys.accessKeyId(), "secretAccessKey", keys.secretAccessKey());
  }

  private static void account(Organization organization, JsonNode body) {
    var account = organization.account(text(body, "id"), body.path("name").asText(text(body, "id")));
    body.path("roles").forEach(role -> account.role(role.asText()));
    if (body.has("state")) {
      account.inState(Account.State.valueOf(text(body, "state")));
    }
    if (body.has("joined")) {
      account.joined(Instant.parse(text(body, "joined")));
    }
  }

  static void access(World world, JsonNode body) {
    var organization = organizationOf(world, body);
    if (body.path("on").asBoolean()) {
      organization.enableAccess(text(body, "principal"));
    } else {
      organization.disableAccess(text(body, "principal"));
    }
  }

  static Organization organizationOf(World world, JsonNode body) {
    var id = text(body, "organization");
    return world.organizations()
        .stream()
        .filter(o -> o.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no organization " + id));
  }

  static String text(JsonNode body, String member) {
    if (!body.path(member).isTextual()) {
      throw new IllegalArgumentException(member + " is missing or no text");
    }
    return body.path(member).asText();
  }
}
