package dev.trustedaccess.docs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.PrincipalFacts;

/**
 * How far the operator goes for the principals of the catalog, and which of them it leaves to people.
 *
 * @param principals all of the catalog
 * @param integrations by their principal
 */
record ServicesSummary(List<PrincipalFacts> principals, Map<String, ServiceIntegration> integrations) {
  /** Those whose access no API enables. */
  List<String> enabledInTheConsole() {
    return named(one -> one.enableMethod().by() == AccessMethod.By.CONSOLE);
  }

  /** Those whose access an API enables, but not the operator. */
  List<String> enabledByPeople() {
    return named(
        one -> one.enableMethod().by() == AccessMethod.By.SERVICE
            && integration(one).flatMap(ServiceIntegration::enablingCall).isEmpty());
  }

  /** Those of which something is read before access is disabled, beside administrators and policy types. */
  List<String> read() {
    return named(one -> integration(one).filter(by -> !by.remains().isEmpty()).isPresent());
  }

  /** Those of which nothing can remain that disabling destroys, or that must be gone first. */
  List<String> leavingNothing() {
    return named(one -> !read().contains(one.principal()) && !unread().contains(one.principal()));
  }

  /** Those of which nobody can say what remains, so that a person confirms. */
  List<String> unread() {
    return named(
        one -> !one.leavesNothing() && (integration(one).isEmpty() || one.awaitedRole().isPresent()));
  }

  String text() {
    return """
        | of %d principals | |
        |---|---|
        | enabled by the operator, without a person | %d |
        | enabled in the console alone, because AWS documents no API for it | %s |
        | read before access is disabled: what remains of the service holds the deletion | %d |
        | nothing can remain but delegated administrators and policy types, which are read, too | %d |
        | no call is known that shows what remains: a ServiceConfirmation is required | %s |
        """.formatted(
        principals.size(), principals.size() - enabledInTheConsole().size() - enabledByPeople().size(),
        names(enabledInTheConsole()), read().size(), leavingNothing().size(), names(unread()));
  }

  private static String names(List<String> principals) {
    return principals.stream()
        .map(one -> "`" + one + "`")
        .collect(Collectors.joining(", ", principals.size() + ": ", ""));
  }

  private Optional<ServiceIntegration> integration(PrincipalFacts one) {
    return Optional.ofNullable(integrations.get(one.principal()));
  }

  private List<String> named(Predicate<PrincipalFacts> which) {
    return principals.stream().filter(which).map(PrincipalFacts::principal).sorted().toList();
  }
}
