package dev.trustedaccess.smoke;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionSettings.ServiceRole;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.RoleRef;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;

/**
 * Asks Organizations, IAM, STS and then every integration, reads and changes, with the pod's own identity as the SDK finds it.
 * Prints the {@link Footprint} before and after the integrations, and what failed. Uses nothing but the product, so that it
 * runs from an image's jar.
 */
final class EveryCall {
  static final String ORGANIZATION = "o-exampleorg1";
  static final String MANAGEMENT = "111122223333";
  static final String ADMINISTRATOR = "444455556666";
  static final String REGION = "us-east-1";
  static final String ORGANIZATIONS_ROLE = "trusted-access-organizations";
  static final String SERVICE_ROLE = "trusted-access-services";
  static final String MEMBER_READ_ROLE = "trusted-access-read";
  static final String MEMBER_SERVICE_ROLE = "trusted-access-service";
  private static final ServiceCatalog CATALOG = CatalogFile.load();
  /** It has no integration, and nobody has enabled it. */
  private static final String SWITCHED = "network-security-manager.amazonaws.com";

  private final List<String> failures = new ArrayList<>();

  private EveryCall() {}

  public static void main(String[] arguments) throws IOException {
    EveryCall all = new EveryCall();
    try (SdkGateway gateway = new SdkGateway(environment())) {
      OrganizationAccess access = gateway.access(settings());
      all.organization(access);
      System.out.println(Footprint.now().line());
      CatalogFile.load()
          .services()
          .stream()
          .flatMap(service -> service.principals().stream())
          .forEach(principal -> access.service(principal.principal())
              .ifPresent(service -> all.service(principal.principal(), service, access)));
      System.out.println(Footprint.now().line());
    }
    all.failures.forEach(System.err::println);
    System.exit(all.failures.isEmpty() ? 0 : 1);
  }

  /** S3's control API puts the account before the host of an endpoint that the SDK finds, which is an address here. */
  private static AwsEnvironment environment() {
    AwsEnvironment found = AwsEnvironment.fromSdkDefaults("c1057e4a", InstantSource.system());
    return new AwsEnvironment(
        Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")).map(URI::create), found.podIdentity(),
        found.clusterUid(), found.userAgentSuffix(), found.clock());
  }

  private static ConnectionSettings settings() {
    return new ConnectionSettings(
        "default", ORGANIZATION, Optional.of(MANAGEMENT), Mode.MANAGE, Optional.of(role(ORGANIZATIONS_ROLE)),
        Optional.of(new ServiceRole(Optional.of(role(SERVICE_ROLE)), Mode.MANAGE)), Optional.of(MEMBER_READ_ROLE),
        Optional.of(MEMBER_SERVICE_ROLE), REGION, List.of(REGION), Optional.empty(), Optional.empty(),
        Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofMinutes(15), false);
  }

  private static RoleRef role(String name) {
    return new RoleRef("arn:aws:iam::" + MANAGEMENT + ":role/" + name, Optional.empty());
  }

  private void organization(OrganizationAccess access) {
    read("snapshot", access.snapshot());
    read("accounts", access.accounts());
    read("policy types", access.enabledPolicyTypes());
    read("delegated administrators", access.delegatedAdministrators(SWITCHED));
    read("roles of the management account", access.serviceLinkedRoles(MANAGEMENT));
    read("roles of a member", access.serviceLinkedRoles(ADMINISTRATOR));
    read("a role by name", access.hasRole(ADMINISTRATOR, MEMBER_READ_ROLE));
    read("a role that is missing", access.hasRole(ADMINISTRATOR, "missing"));
    read("the service role's account", access.serviceAccount(Optional.empty()));
    read("the service role's account in a member", access.serviceAccount(Optional.of(ADMINISTRATOR)));
    change("enable", access.enable(SWITCHED, ticket()));
    change("register", access.registerDelegatedAdministrator(SWITCHED, ADMINISTRATOR, ticket()));
    change("deregister", access.deregisterDelegatedAdministrator(SWITCHED, ADMINISTRATOR, ticket()));
    change("disable", access.disable(SWITCHED, ticket()));
  }

  private void service(String principal, ServiceAccess service, OrganizationAccess access) {
    String name = service.integration();
    enable(principal, service);
    OwnedResource administrator = registers(principal)
        ? OwnedResource.registration(ADMINISTRATOR)
        : OwnedResource.administrator(ADMINISTRATOR, REGION);
    read(name + " initialization", service.initialization());
    if (service.initializes()) {
      change(name + " initialize", service.initialize(administrator, ticket()));
      read(name + " initialization after it", service.initialization());
    }
    service.remaining(List.of(ADMINISTRATOR))
        .unread()
        .forEach(
            failure -> failures.add(name + " remaining: " + failure));
    if (service.initializes()) {
      change(name + " remove", service.removeOwned(administrator, ticket()));
    }
    if (service.disables()) {
      dismissAll(principal, access);
      change(name + " disable", service.disable(principal, ticket()));
      // Some services refuse to enable what is enabled, as it was at first.
      enable(principal, service);
    }
  }

  private void enable(String principal, ServiceAccess service) {
    // Registering an administrator enables some services.
    if (service.enables() && !registeringEnables(principal)) {
      change(service.integration() + " enable", service.enable(principal, ticket()));
    }
  }

  /** Some services refuse to disable access while accounts are registered. */
  private void dismissAll(String principal, OrganizationAccess access) {
    access.delegatedAdministrators(principal)
        .toOptional()
        .orElse(List.of())
        .forEach(
            administrator -> change(
                principal + " deregister",
                access.deregisterDelegatedAdministrator(principal, administrator.accountId(), ticket())));
  }

  private static boolean registeringEnables(String principal) {
    return CATALOG.find(principal).filter(entry -> entry.principal().enabledByRegistering()).isPresent();
  }

  /** Whether Organizations lists those that the service's own call appoints. */
  private static boolean registers(String principal) {
    return CATALOG.find(principal)
        .flatMap(entry -> entry.principal().administrators())
        .filter(AdministratorFacts::registered)
        .isPresent();
  }

  private void read(String what, Fact<?> fact) {
    fact.problem().ifPresent(failure -> failures.add(what + ": " + failure));
  }

  private void change(String what, ChangeOutcome outcome) {
    if (outcome instanceof ChangeOutcome.Failed(var failure)) {
      failures.add(what + ": " + failure);
    }
  }

  private static ChangeTicket ticket() {
    return new ChangeTicket("7f0c9a52-aaaa-bbbb-cccc-1234567890ab", Instant.now().plusSeconds(30));
  }
}
