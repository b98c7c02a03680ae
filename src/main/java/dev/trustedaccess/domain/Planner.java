package dev.trustedaccess.domain;

import java.util.List;
import java.util.Optional;

/**
 * Decides what happens to a declaration. Pure: the same values give the same decision, and time is the begin of the pass.
 *
 * <pre>
 * lives:   checks -> see whether it is on -> hold -> open -> initialize or await -> roles -> Ready
 * deleted: exit table -> hold -> gate -> take down our set-up -> read again -> close -> see it off -> leave
 * </pre>
 */
public final class Planner {
  private final ServiceCatalog catalog;
  private final Timing timing;

  public Planner(ServiceCatalog catalog, Timing timing) {
    this.catalog = catalog;
    this.timing = timing;
  }

  /**
   * Whether the plan comes to this action still, with what was read again right before it. A change is made only then, so that
   * whatever a plan rests on, it rests on while the change is sent.
   */
  public boolean stillComesTo(
      Action action, Desired desired, Declared declared, Recorded recorded, Observation observation) {
    return plan(desired, declared, recorded, observation) instanceof Decision.Conclude again
        && again.action().equals(Optional.of(action));
  }

  /**
   * Whether a pass that concludes so, and carries out its action, has served a request to reconcile: it has seen the
   * organization, and no change is left that would wait for being seen and then be due again.
   */
  public boolean serves(Decision.Conclude conclusion, Observation observation) {
    return observation.answer(Question.LOOK)
        .toOptional()
        .filter(look -> conclusion.action().isPresent() || timing.settled(
            conclusion.assessment()
                .recorded()
                .lastChange()
                .filter(change -> change.refused().isEmpty() && !change.seen()),
            look.awsTime()))
        .isPresent();
  }

  /** Asks for what it still has to know, or concludes. */
  public Decision plan(Desired desired, Declared declared, Recorded recorded, Observation observation) {
    Situation situation = new Situation(
        desired, declared, recorded, dated(observation, desired.principal(), recorded),
        catalog.find(desired.principal()),
        catalog.trap(desired.principal()), timing).rememberingPlaces();
    return declared.deleted().isPresent() ? ExitPlanner.plan(situation) : LifePlanner.plan(situation);
  }

  /**
   * A look without the date cannot tell our access from what others enabled since. Where it may be ours that look counts as
   * not answered; elsewhere access without a date is others', the side that leaves it enabled.
   */
  private Observation dated(Observation observation, String principal, Recorded recorded) {
    boolean mayBeOurs = recorded.openEnable().isPresent()
        || recorded.openedBy().equals(Optional.of(OpenedBy.Operator));
    List<String> names = catalog.find(principal).map(ServiceCatalog.Entry::names).orElse(List.of(principal));
    return observation.answer(Question.LOOK)
        .toOptional()
        .filter(look -> mayBeOurs && names.stream()
            .flatMap(name -> look.enabledAt(name).stream())
            .anyMatch(Look.UNDATED::equals))
        .map(_ -> observation.with(Question.LOOK, Fact.unknown(new Failure(
            Failure.Kind.UNAVAILABLE,
            "organizations:ListAWSServiceAccessForOrganization (DateEnabled of " + principal + " is missing)"))))
        .orElse(observation);
  }
}
