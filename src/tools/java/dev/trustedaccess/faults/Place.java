package dev.trustedaccess.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;
import dev.trustedaccess.simulator.world.Organization;

/** One organization with a connection to it, and what others did in it. */
final class Place {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  static final String EXTERNAL_ID = "trusted-access-operator";
  static final List<String> REGIONS = List.of("us-east-1", "eu-west-1");

  final String connection;
  final Organization organization;
  final Account management;
  final Account security;
  /** When others enabled access, by DateEnabled. */
  final Set<Instant> enabledByOthers = ConcurrentHashMap.newKeySet();
  /** When others last changed something, or people the connection. */
  volatile Instant touched = Instant.EPOCH;
  volatile boolean connectionManages = true;
  /** Crashes and changes of leader that its declarations went through. */
  final AtomicInteger crashes = new AtomicInteger();

  Place(FaultEnvironment stage, Account pod) {
    int number = NUMBERS.incrementAndGet();
    connection = "org-" + number;
    organization = stage.aws().organization("o-place%06d".formatted(number), "1%011d".formatted(number));
    management = organization.management().rolesTrust(pod.id());
    management.roleWithExternalId("trusted-access-organizations", EXTERNAL_ID);
    management.roleWithExternalId("trusted-access-services", EXTERNAL_ID);
    security = organization.account("2%011d".formatted(number), "security")
        .role("trusted-access-read")
        .role("trusted-access-service");
  }

  String connectionYaml(String hold) {
    return """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: %s}
        spec:
          organizationId: %s
          managementAccountId: "%3$s"
          mode: Manage
          organizationsRole: {arn: "arn:aws:iam::%3$s:role/trusted-access-organizations", externalId: %4$s}
          serviceRole: {arn: "arn:aws:iam::%3$s:role/trusted-access-services", externalId: %4$s, mode: Manage}
          memberRoles: {read: trusted-access-read, service: trusted-access-service}
          regions: {home: us-east-1, managed: [us-east-1, eu-west-1]}
          observeInterval: 2s
          roleInventoryInterval: 1h
          deletionHold: %5$s
        """.formatted(connection, organization.id(), management.id(), EXTERNAL_ID, hold);
  }

  /** The name of this principal's declaration here. */
  String name(String principal) {
    return principal + "." + connection;
  }

  /** Whether a call acts in this organization, or asks for a role of it. */
  boolean concerns(Call call) {
    return call.account().equals(management.id()) || call.account().equals(security.id())
        || call.parameters().getOrDefault("RoleArn", "").contains(management.id())
        || call.parameters().getOrDefault("RoleArn", "").contains(security.id());
  }

  void othersEnable(String principal) {
    touched = Instant.now();
    boolean was = organization.isEnabled(principal);
    organization.enableAccess(principal);
    if (!was) {
      organization.enabledSince(principal).ifPresent(enabledByOthers::add);
    }
    touched = Instant.now();
  }

  void othersDisable(String principal) {
    touched = Instant.now();
    organization.disableAccess(principal);
    touched = Instant.now();
  }

  /** What disabling this principal's access would lose, or what must be gone first, in words. */
  List<String> remains(String principal) {
    List<String> found = new ArrayList<>();
    REGIONS.forEach(region -> {
      if (principal.startsWith("config-multiaccountsetup.")) {
        management.things(region).names("organization-rule").forEach(rule -> found.add("rule " + rule));
        management.things(region).names("conformance-pack").forEach(pack -> found.add("pack " + pack));
      }
    });
    return found;
  }

  Set<String> delegatedAdministrators(String principal) {
    return organization.delegatedAdministrators(principal).keySet();
  }

  /** People clean up after a service. */
  void cleanUp() {
    touched = Instant.now();
    REGIONS.forEach(region -> {
      management.things(region).clear("organization-rule");
      management.things(region).clear("conformance-pack");
      management.things(region).clear("organization-aggregator");
    });
    touched = Instant.now();
  }
}
