package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.Reason;

/**
 * What must hold before anything is changed for an active declaration, in the order in which status reports it. Each
 * check is a pure function that returns a finding, or nothing.
 */
public final class Checks {
  /** Checks that need the cluster only. */
  private static final List<Function<PlanInput, Optional<Finding>>> CLUSTER_CHECKS = List.of(
      Checks::paused,
      Checks::connectionExists,
      Checks::connectionUsable,
      Checks::connectionAcceptsNew);

  /** Checks that need the organization snapshot. */
  private static final List<BiFunction<PlanInput, OrganizationState, Optional<Finding>>> ORGANIZATION_CHECKS = List.of(
      (input, seen) -> organization(input.settings(), seen),
      (input, _) -> moved(input),
      (input, seen) -> management(input.settings(), seen),
      (input, seen) -> serviceRole(input.settings(), seen),
      (input, seen) -> features(seen),
      (input, _) -> allowed(input),
      (input, _) -> administratorAllowed(input),
      (input, _) -> rejected(input),
      (input, _) -> known(input),
      (input, _) -> duplicate(input));

  private Checks() {}

  /** The first finding that the cluster alone shows. */
  static Optional<Finding> cluster(PlanInput input) {
    return CLUSTER_CHECKS.stream().flatMap(check -> check.apply(input).stream()).findFirst();
  }

  /** The first finding that the organization snapshot shows. */
  public static Optional<Finding> organization(PlanInput input, OrganizationState seen) {
    return ORGANIZATION_CHECKS.stream().flatMap(check -> check.apply(input, seen).stream()).findFirst();
  }

  static Optional<Finding> paused(PlanInput input) {
    return input.desired().paused()
        ? found(Finding.askedFor(Reason.PAUSED, Messages.paused(input.desired().pause())))
        : Optional.empty();
  }

  /** A missing connection is awaited at first, so that a one-shot apply in any order succeeds. */
  private static Optional<Finding> connectionExists(PlanInput input) {
    if (!(input.observation().connection() instanceof ConnectionView.Missing)) {
      return Optional.empty();
    }
    String message = Messages.connectionMissing(input.desired());
    boolean recent = input.now().isBefore(input.declared().created().plus(input.timing().arrival()));
    return found(
        recent
            ? Finding.waiting(Reason.CONNECTION_NOT_FOUND, message)
            : Finding.stalled(Reason.CONNECTION_NOT_FOUND, message));
  }

  private static Optional<Finding> connectionUsable(PlanInput input) {
    return input.observation().connection() instanceof ConnectionView.Unusable(Reason reason, String problem)
        ? found(Finding.stalled(reason, Messages.connectionUnusable(input.desired(), problem)))
        : Optional.empty();
  }

  /** Under a connection that is being deleted, existing declarations continue to work, and new ones do not start. */
  private static Optional<Finding> connectionAcceptsNew(PlanInput input) {
    boolean deleting = input.observation().connection() instanceof ConnectionView.Usable(_, boolean beingDeleted)
        && beingDeleted;
    return deleting && !input.declared().hasFinalizer()
        ? found(Finding.stalled(Reason.CONNECTION_DELETING, Messages.connectionDeleting(input.desired())))
        : Optional.empty();
  }

  /** The credentials must belong to the connection's organization. */
  public static Optional<Finding> organization(ConnectionSettings settings, OrganizationState seen) {
    return settings.organizationId().equals(seen.id())
        ? Optional.empty()
        : found(Finding.stalled(Reason.WRONG_ORGANIZATION, AccountMessages.wrongOrganization(settings, seen)));
  }

  /** A declaration belongs to the organization in which its access was first seen, even if its connection changes. */
  static Optional<Finding> moved(PlanInput input) {
    return input.recorded()
        .organizationId()
        .filter(first -> !first.equals(input.settings().organizationId()))
        .map(first -> Finding.stalled(Reason.WRONG_ORGANIZATION, AccountMessages.moved(input, first)));
  }

  /**
   * The credentials must act in the management account. A connection in mode Observe may use another account, because a
   * delegated administrator can list enabled services too.
   */
  public static Optional<Finding> management(ConnectionSettings settings, OrganizationState seen) {
    if (settings.managementAccountId().filter(declared -> !declared.equals(seen.managementAccountId())).isPresent()) {
      return found(Finding.stalled(Reason.NOT_MANAGEMENT_ACCOUNT, AccountMessages.otherManagement(settings, seen)));
    }
    return seen.callerIsManagement() || settings.mode() == Mode.OBSERVE
        ? Optional.empty()
        : found(Finding.stalled(Reason.NOT_MANAGEMENT_ACCOUNT, AccountMessages.notManagement(settings, seen)));
  }

  /**
   * The service role must act in the management account. In another account the disable preconditions would find
   * nothing, and an initialization would have its effect there.
   */
  static Optional<Finding> serviceRole(ConnectionSettings settings, OrganizationState seen) {
    return seen.serviceAccountId()
        .filter(account -> !account.equals(seen.managementAccountId()))
        .map(_ -> Finding.stalled(Reason.NOT_MANAGEMENT_ACCOUNT, AccountMessages.serviceElsewhere(settings, seen)));
  }

  public static Optional<Finding> features(OrganizationState seen) {
    return seen.allFeatures()
        ? Optional.empty()
        : found(Finding.stalled(Reason.ALL_FEATURES_REQUIRED, Messages.allFeatures(seen)));
  }

  static Optional<Finding> allowed(PlanInput input) {
    return input.settings().allows(input.principal())
        ? Optional.empty()
        : found(
            Finding.stalled(Reason.PRINCIPAL_NOT_ALLOWED, Messages.notAllowed(input.settings(), input.principal())));
  }

  /** The right to declare a service must not include the right to make any account its administrator. */
  private static Optional<Finding> administratorAllowed(PlanInput input) {
    return input.desired()
        .administrators()
        .stream()
        .filter(account -> !input.settings().allowsAdministrator(account))
        .findFirst()
        .map(account -> Finding.stalled(
            Reason.ADMINISTRATOR_NOT_ALLOWED, AccountMessages.administratorNotAllowed(input.settings(), account)));
  }

  private static Optional<Finding> rejected(PlanInput input) {
    return input.rejected()
        .map(
            rejected -> Finding.stalled(Reason.UNRECOGNIZED_PRINCIPAL,
                Messages.rejected(rejected.principal(), rejected.advice())));
  }

  private static Optional<Finding> known(PlanInput input) {
    return input.entry().isPresent() || input.desired().acceptUnknownService()
        ? Optional.empty()
        : found(Finding.stalled(Reason.UNKNOWN_SERVICE,
            PrincipalMessages.unknownService(input.principal(), input.alike())));
  }

  /** Two declarations of the same access would undo each other's changes, so only the older one manages it. */
  private static Optional<Finding> duplicate(PlanInput input) {
    return input.sameConnectionSiblings()
        .filter(other -> input.names().contains(other.principal()))
        .filter(other -> other.precedes(input.declared().created(), input.declared().uid()))
        .findFirst()
        .map(other -> Finding.stalled(
            Reason.DUPLICATE_SERVICE, Messages.duplicate(input.declared(), other.principal())));
  }

  private static Optional<Finding> found(Finding finding) {
    return Optional.of(finding);
  }
}
