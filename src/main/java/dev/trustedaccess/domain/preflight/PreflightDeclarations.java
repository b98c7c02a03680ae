package dev.trustedaccess.domain.preflight;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.NearNames;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.plan.Messages;
import dev.trustedaccess.domain.plan.PrincipalMessages;
import dev.trustedaccess.domain.preflight.Preflight.Line;

/** Names the declarations that the operator will do nothing for, whatever AWS answers. */
public final class PreflightDeclarations {
  private PreflightDeclarations() {}

  /**
   * A failure for each declaration with a principal that the operator refuses.
   *
   * @param settings the connection
   * @param declared its declarations
   */
  public static List<Line> of(ConnectionSettings settings, List<Desired> declared, ServiceCatalog catalog) {
    return declared.stream().flatMap(desired -> refusal(settings, desired, catalog).stream()).map(Line::fail).toList();
  }

  /** As the operator's own checks, but a wrong name comes first: whoever allows it has gained nothing. */
  private static Optional<String> refusal(ConnectionSettings settings, Desired desired, ServiceCatalog catalog) {
    String principal = desired.principal();
    return catalog.rejected(principal)
        .map(rejected -> Messages.rejected(principal, rejected.advice()))
        .or(() -> desired.acceptUnknownService() || catalog.find(principal).isPresent()
            ? Optional.empty()
            : Optional.of(PrincipalMessages.unknownService(principal, NearNames.principals(catalog, principal))))
        .or(() -> settings.allows(principal)
            ? Optional.empty()
            : Optional.of(Messages.notAllowed(settings, principal)));
  }

  /** A failure for a declaration whose connection is none of these. */
  public static Optional<Line> withoutConnection(Desired desired, Set<String> connections) {
    return connections.contains(desired.organization())
        ? Optional.empty()
        : Optional.of(Line.fail(Messages.connectionMissing(desired)));
  }
}
