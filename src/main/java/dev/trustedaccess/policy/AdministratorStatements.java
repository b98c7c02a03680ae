package dev.trustedaccess.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.organization.RoleRef;
import dev.trustedaccess.port.ServiceActions;

/**
 * What appointing and dismissing the declared administrators takes.
 *
 * @param settings the connection
 * @param catalog the service catalog, which names who appoints a service's administrators
 * @param actions the IAM actions that the integration of a service principal needs
 * @param partition partition of all ARNs
 */
record AdministratorStatements(
    ConnectionSettings settings, ServiceCatalog catalog, Function<String, ServiceActions> actions, String partition) {
  /** How the administrators of a declared service are appointed; empty if it has none. */
  static Optional<AdministratorFacts> of(ServiceCatalog catalog, Desired desired) {
    return catalog.find(desired.principal())
        .map(entry -> entry.principal().administrators())
        .orElse(Optional.of(AdministratorFacts.BY_ORGANIZATIONS));
  }

  /** Those of {@code manageable} whose administrators the operator appoints by the service's own calls. */
  List<Desired> appointing(List<Desired> manageable) {
    return declaring(manageable, false).filter(_ -> settings.mayInitialize())
        .filter(desired -> !actions.apply(desired.principal()).administrator().appoint().isEmpty())
        .toList();
  }

  private Stream<Desired> declaring(List<Desired> manageable, boolean byOrganizations) {
    return manageable.stream()
        .filter(desired -> !desired.administrators().isEmpty())
        .filter(
            desired -> of(catalog, desired).filter(facts -> facts.byOrganizations() == byOrganizations).isPresent());
  }

  /** For the organizations role. A service may leave the registration that it made for the operator's call. */
  List<Statement> ofOrganizations(List<Desired> manageable) {
    List<Desired> registering = declaring(manageable, true).toList();
    return Stream.concat(
        registering.stream().map(this::registration),
        Stream.concat(registering.stream(), appointing(manageable).stream().filter(this::leavesRegistration))
            .map(desired -> Statement.when(
                "DeregisterAdministrators", List.of("organizations:DeregisterDelegatedAdministrator"),
                List.of(account("*")), Policies.SERVICE_PRINCIPAL, names(desired))))
        .toList();
  }

  /** Whether the service's own dismissal is not about the registration, which may then be left to the operator. */
  private boolean leavesRegistration(Desired desired) {
    return of(catalog, desired).filter(facts -> !facts.registered()).isPresent();
  }

  /** What the service calls in the caller's name when an administrator is appointed, apart from reads. */
  List<Statement> forwarded(Desired desired, ServiceActions.AdministratorActions by) {
    List<Statement> statements = new ArrayList<>(onPrincipal("ForwardChanges", by.appointOnPrincipal(), desired));
    statements.add(registration(desired));
    statements.addAll(OwnCallStatements.roles(by.rolesOf(), partition));
    return statements;
  }

  /** For the account from which administrators are dismissed: the management account, or their own. */
  List<Statement> dismissals(List<Desired> manageable, boolean inManagement) {
    List<Statement> statements = new ArrayList<>();
    for (Desired desired : appointing(manageable)) {
      ServiceActions.AdministratorActions by = actions.apply(desired.principal()).administrator();
      if (by.dismissesItself() ? isDismissedHere(desired, inManagement) : inManagement) {
        statements.add(Statement.any("RemoveAdministrator", by.dismiss()));
        statements.addAll(onPrincipal("ForwardRemoval", by.dismissOnPrincipal(), desired));
      }
    }
    return statements;
  }

  /** Whether some of the administrators that dismiss themselves do so in the management account, or in a member. */
  private boolean isDismissedHere(Desired desired, boolean inManagement) {
    return inManagement
        ? isAdministeredFromManagement(desired)
        : !isAdministeredFromManagement(desired) || desired.administrators().size() > 1;
  }

  /** Whether the management account is one of the declared administrators. */
  boolean isAdministeredFromManagement(Desired desired) {
    return settings.managementAccountId()
        .or(() -> settings.organizationsRole().map(RoleRef::accountId))
        .filter(desired.administrators()::contains)
        .isPresent();
  }

  /** The ARN of an account of the organization. */
  String account(String id) {
    return "arn:" + partition + ":organizations::*:account/" + settings.organizationId() + "/" + id;
  }

  private Statement registration(Desired desired) {
    return Statement.when(
        "RegisterAdministrators", List.of("organizations:RegisterDelegatedAdministrator"),
        desired.administrators().stream().map(this::account).toList(), Policies.SERVICE_PRINCIPAL, names(desired));
  }

  /** An account is registered under the name under which access is listed. */
  private List<String> names(Desired desired) {
    return Stream.concat(Stream.of(desired.principal()), catalog.otherNames(desired.principal()).stream()).toList();
  }

  private static List<Statement> onPrincipal(String sid, List<String> actions, Desired desired) {
    return actions.isEmpty()
        ? List.of()
        : List.of(Statement.when(sid, actions, List.of("*"), Policies.SERVICE_PRINCIPAL, List.of(desired.principal())));
  }
}
