package dev.trustedaccess.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;

import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Directories.Method;
import dev.trustedaccess.simulator.world.IdentityCenter.Status;
import dev.trustedaccess.simulator.world.Organization;
import dev.trustedaccess.simulator.world.World;

/**
 * Puts and takes away the things that services keep, one at a time. The kind says what it is, {@code name} which,
 * {@code account} (the management account if absent) and {@code region} (us-east-1 if absent) where. A role can have a
 * {@code path} or an {@code externalId}.
 */
final class Things {
  private Things() {}

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
      case "fms-administrator" -> organization.firewallManager().administrator(account.id());
      case "fms-policy" -> organization.firewallManager().policy(account.id(), region, name);
      case "organization-aggregator" -> account.config(region)
          .organizationAggregator(name,
              "arn:aws:iam::" + account.id() + ":role/service-role/AWSConfigRoleForOrganizations");
      case "organization-rule" -> account.config(region).organizationRule(name);
      case "conformance-pack" -> account.config(region).conformancePack(name);
      case "directory-share" -> account.directories(region)
          .directory("d-1234567890", "corp.example.com")
          .sharedWith(name, Method.ORGANIZATIONS);
      case "identity-center" -> account.identityCenter(region).active();
      case "organization-agreement" -> account.agreements().acceptedForOrganization(name);
      default -> throw new IllegalArgumentException("no such kind: " + kind);
    }
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
      case "fms-policy" -> organization.firewallManager().withoutPolicy(account.id(), region, name);
      case "organization-aggregator" -> account.config(region).aggregators().remove(name);
      case "organization-rule" -> account.config(region).organizationRules().remove(name);
      case "conformance-pack" -> account.config(region).conformancePacks().remove(name);
      case "directory-share" -> account.directories(region).all().values().forEach(d -> d.shares().remove(name));
      case "identity-center" -> account.identityCenter(region).in(Status.NONE);
      case "organization-agreement" -> account.agreements().terminated(name);
      default -> throw new IllegalArgumentException("cannot be removed: " + kind);
    }
  }

  private static Account account(Organization organization, JsonNode body) {
    var id = body.path("account").asText(organization.management().id());
    return organization.find(id).orElseThrow(() -> new IllegalArgumentException("no account " + id));
  }
}
