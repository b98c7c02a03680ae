package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.NearNames;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Evidence;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;

/**
 * Decides what one pass does for a declaration. Pure: equal input gives an equal decision, and the current time is the
 * beginning of the pass.
 *
 * <p>What flows from where to where in one pass:
 * <ol>
 * <li>The object is read into three values: {@link Desired} (its spec), {@link Declared} (its metadata) and
 * {@link Recorded} (what its status remembers).
 * <li>The cluster around it, and later each answer from AWS, are the {@link Observation}.
 * <li>{@link PlanInput} holds these four and the catalog's facts. {@link #plan} takes it and returns a
 * {@link Decision}: either the next {@link Question}, whose answer is added to the observation for the next call, or a
 * conclusion.
 * <li>{@link Decision.Conclude} contains what status reports, a {@link dev.trustedaccess.domain.declaration.Verdict}
 * for each condition, and at most one {@link Action}. The action is carried out only while the input still holds
 * ({@link #stillResultsIn}). The status is written from the conclusion, and the next pass reads it as Recorded.
 * </ol>
 * Where nothing can be planned, {@link FailedPass} concludes; where a planned change was not sent, {@link PostponedChange}.
 *
 * <p>For a declaration that is not being deleted:
 * <ol>
 * <li>{@link ActivePlanner} applies the {@link Checks}, determines from the organization snapshot whether access is
 * enabled ({@link ObservedAccess}), and enables it. In later passes it detects and corrects drift.
 * <li>{@link InitializationPlanner} initializes the service, or awaits its initialization or a confirmation.
 * <li>{@link RolePlanner} compares the role inventory with what is expected, and adds a missing finalizer. With no
 * finding by then, the declaration is Ready.
 * </ol>
 *
 * <p>For a declaration that is being deleted:
 * <ol>
 * <li>{@link DeletionPlanner} applies the deletion rules, and then waits for the deletion hold.
 * <li>{@link DisablePreconditions} determines, from reads of this pass, whether anything may be changed.
 * <li>{@link Disabling} removes the owned resources. Once they no longer exist, it disables access.
 * <li>{@link DeletionPlanner} removes the finalizer once a settled snapshot shows access disabled.
 * </ol>
 *
 * <p>docs/architecture.md lists the rows of the deletion rules and the invariants (I1 to I13).
 */
public final class Planner {
  private final ServiceCatalog catalog;
  private final Timing timing;

  public Planner(ServiceCatalog catalog, Timing timing) {
    this.catalog = catalog;
    this.timing = timing;
  }

  /**
   * The input of a plan: what was read, with the catalog's facts about the principal. Another version of the operator may
   * have remembered an administrator of the service alone where this one knows a registration.
   */
  public PlanInput input(Desired desired, Declared declared, Recorded recorded, Observation observation) {
    Optional<ServiceCatalog.Entry> entry = catalog.find(desired.principal());
    return new PlanInput(
        desired, declared,
        entry.flatMap(known -> known.principal().administrators())
            .filter(AdministratorFacts::registeredByService)
            .map(_ -> recorded.asRegistrations())
            .orElse(recorded),
        observation, entry, catalog.rejected(desired.principal()),
        entry.isPresent() || desired.acceptUnknownService()
            ? List.of()
            : NearNames.principals(catalog, desired.principal()),
        timing);
  }

  /**
   * Whether the plan still results in this action, given what was read again immediately before it. A change is sent
   * only if it does, so that everything that the plan is based on still holds.
   */
  public boolean stillResultsIn(Action action, PlanInput input) {
    return plan(input) instanceof Decision.Conclude again && again.action().equals(Optional.of(action));
  }

  /**
   * Whether a pass with this conclusion, once its action is carried out, has served a request to reconcile. The pass
   * must have read the organization. Unless it acts, there must also be no earlier change whose effect is still unseen
   * and that may have to be sent again.
   */
  public boolean serves(Decision.Conclude conclusion, Observation observation) {
    return observation.answer(Question.SNAPSHOT)
        .toOptional()
        .filter(snapshot -> conclusion.action().isPresent() || timing.settled(
            conclusion.recorded()
                .lastChange()
                .filter(change -> change.refused().isEmpty() && !change.seen()),
            snapshot.awsTime()))
        .isPresent();
  }

  /** What was read before access is disabled, by the pass that concludes that. */
  public static Evidence evidence(Decision.Conclude conclusion, PlanInput input) {
    return RemainingResources.evidence(input, conclusion.cleanup().orElse(Cleanup.NOTHING));
  }

  /** Returns the next question that must be answered, or the conclusion. */
  public Decision plan(PlanInput given) {
    PlanInput input = given
        .observing(withDatedSnapshot(given.observation(), given.principal(), given.recorded()))
        .rememberingPlaces();
    return input.declared().deleted().isPresent() ? DeletionPlanner.plan(input) : ActivePlanner.plan(input);
  }

  /**
   * The observation, with a snapshot that lacks DateEnabled replaced by a failure if the operator may have enabled
   * access. Without the date, it cannot be distinguished from access that others have enabled since. Otherwise access
   * without a date counts as enabled by others, so that it stays enabled.
   */
  private Observation withDatedSnapshot(Observation observation, String principal, Recorded recorded) {
    boolean mayBeOurs = recorded.pendingEnable().isPresent()
        || recorded.enabledBy().equals(Optional.of(EnabledBy.OPERATOR));
    List<String> names = catalog.find(principal).map(ServiceCatalog.Entry::names).orElse(List.of(principal));
    return observation.answer(Question.SNAPSHOT)
        .toOptional()
        .filter(snapshot -> mayBeOurs && names.stream()
            .flatMap(name -> snapshot.enabledAt(name).stream())
            .anyMatch(OrganizationSnapshot.UNDATED::equals))
        .map(_ -> observation.with(Question.SNAPSHOT, Fact.unknown(new Failure(
            Failure.Kind.UNAVAILABLE,
            "organizations:ListAWSServiceAccessForOrganization (DateEnabled of " + principal + " is missing)"))))
        .orElse(observation);
  }
}
