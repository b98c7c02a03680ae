package dev.trustedaccess.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What must hold before anything is changed for a living declaration, in the order in which a person is told. Each check is
 * a pure function that finds something, or nothing.
 */
final class Checks {
  /** What the cluster alone can answer. */
  private static final List<Function<Situation, Optional<Finding>>> OF_THE_CLUSTER = List.of(
      Checks::paused,
      Checks::connectionThere,
      Checks::connectionUsable,
      Checks::connectionTakesNew);

  /** What the organization answers. */
  private static final List<BiFunction<Situation, OrganizationState, Optional<Finding>>> OF_THE_ORGANIZATION = List.of(
      (s, seen) -> organization(s.settings(), seen),
      (s, _) -> moved(s),
      (s, seen) -> management(s.settings(), seen),
      (s, seen) -> serviceDuty(s.settings(), seen),
      (s, seen) -> features(seen),
      (s, _) -> allowed(s),
      (s, _) -> administratorAllowed(s),
      (s, _) -> trap(s),
      (s, _) -> known(s),
      (s, _) -> duplicate(s));

  private Checks() {}

  static Optional<Finding> cluster(Situation s) {
    return OF_THE_CLUSTER.stream().flatMap(check -> check.apply(s).stream()).findFirst();
  }

  static Optional<Finding> organization(Situation s, OrganizationState seen) {
    return OF_THE_ORGANIZATION.stream().flatMap(check -> check.apply(s, seen).stream()).findFirst();
  }

  static Optional<Finding> paused(Situation s) {
    return s.desired().paused() ? found(Finding.askedFor(Reason.Paused, Messages.paused())) : Optional.empty();
  }

  /** A missing connection is waited for at first, so that a one-shot apply in any order succeeds. */
  private static Optional<Finding> connectionThere(Situation s) {
    if (!(s.observation().connection() instanceof ConnectionView.Missing)) {
      return Optional.empty();
    }
    String message = Messages.connectionMissing(s.desired());
    boolean fresh = s.now().isBefore(s.declared().created().plus(s.timing().arrival()));
    return found(
        fresh
            ? Finding.waiting(Reason.ConnectionNotFound, message)
            : Finding.stalled(Reason.ConnectionNotFound, message));
  }

  private static Optional<Finding> connectionUsable(Situation s) {
    return s.observation().connection() instanceof ConnectionView.Unusable(Reason reason, String problem)
        ? found(Finding.stalled(reason, Messages.connectionUnusable(s.desired(), problem)))
        : Optional.empty();
  }

  /** Live declarations work on under a connection that is being deleted; new ones do not begin. */
  private static Optional<Finding> connectionTakesNew(Situation s) {
    boolean deleting = s.observation().connection() instanceof ConnectionView.Usable(_, boolean gone) && gone;
    return deleting && !s.declared().held()
        ? found(Finding.stalled(Reason.ConnectionDeleting, Messages.connectionDeleting(s.desired())))
        : Optional.empty();
  }

  static Optional<Finding> organization(ConnectionSettings settings, OrganizationState seen) {
    return settings.organizationId().equals(seen.id())
        ? Optional.empty()
        : found(Finding.stalled(Reason.WrongOrganization, AccountMessages.wrongOrganization(settings, seen)));
  }

  /** A declaration stays with the organization that it was first on in, whatever its connection becomes. */
  static Optional<Finding> moved(Situation s) {
    return s.recorded()
        .organizationId()
        .filter(first -> !first.equals(s.settings().organizationId()))
        .map(first -> Finding.stalled(Reason.WrongOrganization, AccountMessages.moved(s, first)));
  }

  /** Listing is allowed to a delegated administrator too, so an observing connection may be anywhere. */
  static Optional<Finding> management(ConnectionSettings settings, OrganizationState seen) {
    if (settings.managementAccountId().filter(declared -> !declared.equals(seen.managementAccountId())).isPresent()) {
      return found(Finding.stalled(Reason.NotManagementAccount, AccountMessages.otherManagement(settings, seen)));
    }
    return seen.callerIsManagement() || settings.mode() == Mode.Observe
        ? Optional.empty()
        : found(Finding.stalled(Reason.NotManagementAccount, AccountMessages.notManagement(settings, seen)));
  }

  /** From another account its calls would mean other things: a gate would see nothing there, and a set-up would go elsewhere. */
  static Optional<Finding> serviceDuty(ConnectionSettings settings, OrganizationState seen) {
    return seen.serviceAccountId()
        .filter(account -> !account.equals(seen.managementAccountId()))
        .map(_ -> Finding.stalled(Reason.NotManagementAccount, AccountMessages.serviceElsewhere(settings, seen)));
  }

  static Optional<Finding> features(OrganizationState seen) {
    return seen.allFeatures()
        ? Optional.empty()
        : found(Finding.stalled(Reason.AllFeaturesRequired, Messages.allFeatures(seen)));
  }

  static Optional<Finding> allowed(Situation s) {
    return s.settings().allows(s.principal())
        ? Optional.empty()
        : found(Finding.stalled(Reason.PrincipalNotAllowed, Messages.notAllowed(s, s.principal())));
  }

  /** Whoever may declare a service must not thereby hand it to any account that he likes. */
  private static Optional<Finding> administratorAllowed(Situation s) {
    return s.desired()
        .administrator()
        .filter(account -> !s.settings().allowsAdministrator(account))
        .map(account -> Finding.stalled(
            Reason.AdministratorNotAllowed, AccountMessages.administratorNotAllowed(s.settings(), account)));
  }

  private static Optional<Finding> trap(Situation s) {
    return s.trap()
        .map(
            trap -> Finding.stalled(Reason.UnrecognizedPrincipal, Messages.trap(trap.principal(), trap.advice())));
  }

  private static Optional<Finding> known(Situation s) {
    return s.entry().isPresent() || s.desired().acceptUnknownService()
        ? Optional.empty()
        : found(Finding.stalled(Reason.UnknownService, Messages.unknownService(s.principal())));
  }

  /** Two declarations of one access would undo each other; the older one keeps it. */
  private static Optional<Finding> duplicate(Situation s) {
    return s.neighbours()
        .filter(other -> s.names().contains(other.principal()))
        .filter(other -> other.precedes(s.declared().created(), s.declared().uid()))
        .findFirst()
        .map(other -> Finding.stalled(
            Reason.DuplicateService, Messages.duplicate(s.declared(), other.principal())));
  }

  private static Optional<Finding> found(Finding finding) {
    return Optional.of(finding);
  }
}
