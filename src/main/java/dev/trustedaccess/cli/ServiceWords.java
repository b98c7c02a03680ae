package dev.trustedaccess.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.trustedaccess.aws.parts.Awaited;
import dev.trustedaccess.aws.parts.Remains;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.ServiceFacts;

/**
 * The facts of a service in words: what the operator does for each principal, and what it leaves to people. The command
 * {@code services} prints them, and {@code docs/services.md} is generated from them. Names in code are between backticks.
 */
public final class ServiceWords {
  /** By the name that people use, without the maker's. */
  public static final Comparator<ServiceFacts> BY_NAME = Comparator.comparing(
      service -> service.name().replaceFirst("^(AWS|Amazon) ", ""), String.CASE_INSENSITIVE_ORDER);
  private static final String BY_HAND = ", by a person";

  private ServiceWords() {}

  /** How access is enabled. */
  public static String enabled(PrincipalFacts principal, Optional<ServiceIntegration> integration) {
    return method(principal.enableMethod(), integration.flatMap(ServiceIntegration::enablingCall).isPresent());
  }

  /** How access is disabled. */
  public static String disabled(PrincipalFacts principal, Optional<ServiceIntegration> integration) {
    return method(principal.disableMethod(), integration.flatMap(ServiceIntegration::disabling).isPresent());
  }

  /** How accounts are appointed as administrators. */
  public static String administrators(PrincipalFacts principal, Optional<ServiceIntegration> integration) {
    return principal.administrators()
        .map(facts -> administrators(
            facts, integration.filter(by -> by.administrator().isPresent() || by.registrar().isPresent()).isPresent()))
        .orElse("none");
  }

  /** The roles of these principals, each with the accounts in which it is expected. */
  public static List<String> roles(List<PrincipalFacts> principals) {
    return principals.stream()
        .map(PrincipalFacts::roles)
        .flatMap(List::stream)
        .map(role -> "`" + role.role().name() + "`: " + expected(role))
        .toList();
  }

  private static String expected(RoleFacts role) {
    return role.expectedIn().stream().sorted().map(where -> switch (where) {
      case MANAGEMENT -> "the management account";
      case EVERY_MEMBER -> "every member";
      case DELEGATED_ADMINISTRATOR -> "the administrator's account";
      case AS_NEEDED -> "any account that needs it";
    }).collect(Collectors.joining(", "));
  }

  private static String method(AccessMethod method, boolean called) {
    return switch (method.by()) {
      case ORGANIZATIONS -> "Organizations";
      case SERVICE -> "`" + method.how() + "`" + (called ? "" : BY_HAND);
      case CONSOLE -> "by a person: " + method.how();
    };
  }

  private static String administrators(AdministratorFacts facts, boolean called) {
    return method(facts.method(), called) + facts.most().map(most -> ", at most " + most).orElse("");
  }

  /** What shows that it is initialized. */
  public static String initialized(PrincipalFacts principal, Optional<ServiceIntegration> integration) {
    if (integration.isEmpty()) {
      return principal.awaitedRole()
          .map(role -> "its role, `" + role + "`" + BY_HAND)
          .orElse(principal.accessSuffices() ? "nothing is needed" : "a confirmation");
    }
    return switch (integration.get().awaited()) {
      case Awaited.Nothing _ -> "nothing is needed";
      case Awaited.Role(List<String> names) -> "its role, `" + String.join("` or `", names) + "`";
      case Awaited.Thing<?> thing -> thing.what();
      case Awaited.Status<?> status -> status.what();
      case Awaited.AnAdministrator _ -> "an administrator";
    };
  }

  /** What is read before access is disabled, with the effect of disabling. */
  public static String remaining(
      ServiceFacts service, PrincipalFacts principal, Optional<ServiceIntegration> integration) {
    if (integration.isEmpty()) {
      return principal.leavesNothing() ? "nothing else" : "not read";
    }
    String kinds = new TreeSet<>(integration.get().remains().stream().map(Remains::kind).toList()).stream()
        .map(kind -> kind + ": " + service.effectOf(kind).apiName())
        .collect(Collectors.joining(", "));
    return kinds.isEmpty() ? "nothing else" : kinds;
  }
}
