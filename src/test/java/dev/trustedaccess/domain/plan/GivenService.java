package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.InitializationFacts;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Mode;

/** What the catalog tells of the service, and the connection by which it is managed.
 *
 * @param <G> the type that each method returns for the next call
 */
abstract class GivenService<G extends GivenService<G>> extends GivenDeclaration<G> {
  Optional<ConnectionView> connection = Optional.empty();
  boolean connectionDeleting;
  Mode connectionMode = Mode.MANAGE;
  Optional<Mode> serviceRole = Optional.of(Mode.MANAGE);
  Optional<String> managementDeclared = Optional.empty();
  Optional<String> memberRole = Optional.of("read");
  Optional<Set<String>> allowed = Optional.empty();
  Optional<Set<String>> allowedAdministrators = Optional.empty();
  List<String> managed = List.of("us-east-1", "eu-west-1");

  Impact impact = Impact.BENIGN;
  Optional<String> lostWhileDisabled = Optional.empty();
  Optional<String> alsoManagedBy = Optional.empty();
  Optional<AdministratorFacts> administratorFacts = Optional.of(
      new AdministratorFacts(
          new AccessMethod(AccessMethod.By.SERVICE, "mail:AppointAdministrator"), Optional.of(1),
          Optional.of("its letters are burnt")));
  Optional<InitializationFacts> initializationFacts = Optional.empty();
  boolean accessSuffices;
  boolean leavesNothing;
  Set<String> policyTypes = Set.of();
  AccessMethod enableMethod = new AccessMethod(AccessMethod.By.ORGANIZATIONS,
      "organizations:EnableAWSServiceAccess");
  AccessMethod disableMethod = new AccessMethod(AccessMethod.By.ORGANIZATIONS,
      "organizations:DisableAWSServiceAccess");
  private boolean cloudTrail;
  List<String> aliases = List.of();
  List<RoleFacts> roles = List.of();
  List<ServiceCatalog.RejectedPrincipal> rejected = List.of();
  boolean inCatalog = true;

  // The connection

  G connectionObserves() {
    connectionMode = Mode.OBSERVE;
    return self();
  }

  G allowed(String... principals) {
    allowed = Optional.of(Set.of(principals));
    return self();
  }

  G allowedAdministrators(String... accounts) {
    allowedAdministrators = Optional.of(Set.of(accounts));
    return self();
  }

  G managementAccountDeclared(String account) {
    managementDeclared = Optional.of(account);
    return self();
  }

  G serviceRole(Optional<Mode> value) {
    serviceRole = value;
    return self();
  }

  G managed(List<String> regions) {
    managed = regions;
    return self();
  }

  G noMemberRole() {
    memberRole = Optional.empty();
    return self();
  }

  G connection(ConnectionView seen) {
    connection = Optional.of(seen);
    return self();
  }

  G connectionDeleting() {
    connectionDeleting = true;
    return self();
  }
  // The catalog

  G impact(Impact value) {
    impact = value;
    return self();
  }

  G lostWhileDisabled(String what) {
    lostWhileDisabled = Optional.of(what);
    return self();
  }

  G alsoManagedBy(String other) {
    alsoManagedBy = Optional.of(other);
    return self();
  }

  /** The connection reads CloudTrail. */
  G cloudTrail() {
    cloudTrail = true;
    return self();
  }

  G serviceWithoutDelegatedAdministrators() {
    administratorFacts = Optional.empty();
    return self();
  }

  G policyTypeOfService(String type) {
    policyTypes = Set.of(type);
    return self();
  }

  G enableMethod(AccessMethod.By by, String how) {
    enableMethod = new AccessMethod(by, how);
    return self();
  }

  G disableMethod(AccessMethod.By by, String how) {
    disableMethod = new AccessMethod(by, how);
    return self();
  }

  G alias(String name) {
    aliases = List.of(name);
    return self();
  }

  G roles(RoleFacts... facts) {
    roles = List.of(facts);
    return self();
  }

  G notInCatalog() {
    inCatalog = false;
    return self();
  }

  G rejected(String advice) {
    rejected = List.of(new ServiceCatalog.RejectedPrincipal(PRINCIPAL, advice));
    return notInCatalog();
  }

  ConnectionView connection() {
    ConnectionSettings settings = new ConnectionSettings(
        "production", ORGANIZATION, managementDeclared, connectionMode, Optional.empty(),
        serviceRole.map(serviceRole -> new ConnectionSettings.ServiceRole(Optional.empty(), serviceRole)), memberRole,
        Optional.of("service"), "us-east-1", managed, allowed, allowedAdministrators,
        INTERVAL, Duration.ofHours(24),
        HOLD, cloudTrail);
    return connection.orElseGet(() -> new ConnectionView.Usable(settings, connectionDeleting));
  }

  ServiceFacts facts() {
    PrincipalFacts primary = new PrincipalFacts(PRINCIPAL, aliases, Optional.empty(), Set.of(), enableMethod,
        disableMethod, administratorFacts, initializationFacts, accessSuffices, leavesNothing, roles);
    PrincipalFacts feature = new PrincipalFacts(
        "parcel." + PRINCIPAL, List.of(), Optional.of(PRINCIPAL), Set.of(PRINCIPAL), enableMethod, disableMethod,
        Optional.empty(), Optional.empty(), false, false, List.of());
    PrincipalFacts independent = new PrincipalFacts(
        "stamps." + PRINCIPAL, List.of(), Optional.of(PRINCIPAL), Set.of(), enableMethod, disableMethod,
        Optional.empty(), Optional.empty(), false, false, List.of());
    Map<String, Effect> effects = Map.of("lock", Effect.BLOCKS, "letter", Effect.LOST, "stamp", Effect.SURVIVES);
    return new ServiceFacts("mail", "Mail", impact, "no letter is delivered any more", lostWhileDisabled, alsoManagedBy,
        policyTypes, effects, List.of(primary, feature, independent));
  }
}
