package dev.trustedaccess.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trustedaccess.simulator.twin.Twin;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.simulator.world.Thing;
import dev.trustedaccess.simulator.world.World;

/**
 * Puts and takes away what is in an organization, one at a time. The kind says what it is: a role, a policy type, a
 * delegated administrator, or a kind of the catalog's effects ({@code id/kind} if several services have it). {@code name}
 * says which, {@code account} (the management account if absent) and {@code region} (us-east-1 if absent) where. A role
 * can have a {@code path} or an {@code externalId}; a thing can be one that does not count ({@code counts}), belong to
 * another ({@code of}), and have {@code members} of the service's answer.
 */
final class GivenThings {
  private GivenThings() {}

  static void put(World world, JsonNode body) {
    var organization = Given.organizationOf(world, body);
    var account = account(organization, body);
    var region = body.path("region").asText("us-east-1");
    var name = Given.text(body, "name");
    var kind = Given.text(body, "kind");
    if (body.path("remove").asBoolean()) {
      remove(organization, account, region, kind, name);
    } else {
      add(organization, account, region, kind, name, body);
    }
  }

  private static void add(Organization organization, Account account, String region, String kind, String name,
      JsonNode body) {
    switch (kind) {
      case "role" -> role(account, name, body);
      case "policy-type" -> organization.policyType(name);
      case "delegated-administrator" -> organization.delegate(name, account.id());
      case "firewall-manager/administrator" -> organization.firewallManager().administrator(account.id());
      default -> account.things(region).put(known(kind), name, thing -> described(thing, body));
    }
  }

  private static Thing described(Thing thing, JsonNode body) {
    var described = body.path("counts").asBoolean(true) ? thing : thing.notCounting();
    if (body.has("of")) {
      described = described.of(Given.text(body, "of"));
    }
    for (var member : body.path("members").properties()) {
      var value = member.getValue();
      described = described.with(member.getKey(), value.isBoolean() ? value.asBoolean() : value.asText());
    }
    return described;
  }

  private static String known(String kind) {
    if (!Twin.knows(kind)) {
      throw new IllegalArgumentException("no such kind, or one of several services (then: id/kind): " + kind);
    }
    return kind;
  }

  private static void role(Account account, String name, JsonNode body) {
    if (body.has("externalId")) {
      account.roleWithExternalId(name, Given.text(body, "externalId"));
    } else {
      account.role(name, body.path("path").asText("/"));
    }
  }

  private static void remove(Organization organization, Account account, String region, String kind, String name) {
    switch (kind) {
      case "role" -> account.withoutRole(name);
      case "policy-type" -> organization.withoutPolicyType(name);
      case "delegated-administrator" -> organization.endDelegation(name, account.id());
      default -> account.things(region).remove(known(kind), name);
    }
  }

  private static Account account(Organization organization, JsonNode body) {
    var id = body.path("account").asText(organization.management().id());
    return organization.find(id).orElseThrow(() -> new IllegalArgumentException("no account " + id));
  }
}
