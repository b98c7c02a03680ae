package dev.trustedaccess.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.port.ServiceActions;

/**
 * What the service role needs to enable and disable access by the services' own calls: the calls themselves, and what the
 * services then call in the caller's name.
 *
 * @param catalog the service catalog, which names the services that are enabled or disabled by their own call
 * @param actions the IAM actions that the integration of a service principal needs
 * @param partition partition of all ARNs
 */
record OwnCallStatements(ServiceCatalog catalog, Function<String, ServiceActions> actions, String partition) {
  /** For declarations whose access the operator may change with the service role. */
  List<Statement> of(List<Desired> manageable) {
    return manageable.stream()
        .map(Desired::principal)
        .flatMap(principal -> Stream.concat(
            of(principal, PrincipalFacts::enableMethod, ServiceActions::enable),
            of(principal, PrincipalFacts::disableMethod, ServiceActions::disable)))
        .toList();
  }

  private Stream<Statement> of(
      String principal, Function<PrincipalFacts, AccessMethod> method,
      Function<ServiceActions, ServiceActions.OwnCall> side) {
    ServiceActions.OwnCall call = side.apply(actions.apply(principal));
    return catalog.find(principal)
        .map(ServiceCatalog.Entry::principal)
        .filter(facts -> method.apply(facts).by() == AccessMethod.By.SERVICE && !call.actions().isEmpty())
        .map(_ -> statements(call).stream())
        .orElse(Stream.of());
  }

  /** The service itself uses the names of the call, whatever other name the declaration has. */
  private List<Statement> statements(ServiceActions.OwnCall call) {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.any("ChangeServiceAccess", call.actions()));
    if (!call.onPrincipal().isEmpty()) {
      statements.add(Statement.when(
          "ForwardChanges", call.onPrincipal(), List.of("*"), Policies.SERVICE_PRINCIPAL, call.principals()));
    }
    statements.addAll(roles(call.rolesOf(), partition));
    return statements;
  }

  /** The creation of these principals' service-linked roles, in the caller's name. */
  static List<Statement> roles(List<String> principals, String partition) {
    return principals.stream()
        .map(principal -> Statement.when(
            "CreateServiceRole", List.of("iam:CreateServiceLinkedRole"),
            List.of("arn:" + partition + ":iam::*:role/aws-service-role/" + principal + "/*"),
            "iam:AWSServiceName", List.of(principal)))
        .toList();
  }
}
