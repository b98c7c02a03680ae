package dev.trustedaccess.domain.preview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.plan.Action;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Finding;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.domain.preview.PlannedDeclaration.Outcome;
import dev.trustedaccess.domain.preview.PlannedDeletion.First;
import dev.trustedaccess.domain.preview.PreviewPasses.Pass;

/**
 * What the operator would do for the declarations of one connection, if they were applied to a cluster that has none of
 * them. It runs the operator's own planner, pass by pass, and makes each planned change in {@link PlannedOrganization}
 * instead of at AWS, until the planner plans no more.
 *
 * <p>What only the status of an applied declaration remembers is not known here: who enabled access before, and what others
 * have undone since.
 */
public final class Preview {
  /** More passes than any plan can have: a planner that takes more has a bug. */
  private static final int MOST_PASSES = 10_000;
  /** No list lags behind the planned changes any more. */
  private static final Duration SETTLED = Timing.STANDARD.settle().plusMinutes(1);

  private final ConnectionView connection;
  private final PreviewPasses passes;
  private final PlannedOrganization organization;
  private final boolean deletions;
  private Instant now;

  /**
   * A declaration to be applied.
   *
   * @param name the object's name
   */
  public record Declaration(String name, Desired desired) {}

  private Preview(PreviewPasses passes, boolean deletions, Instant now) {
    this.connection = passes.connection();
    this.passes = passes;
    this.organization = passes.organization();
    this.deletions = deletions;
    this.now = now;
  }

  /**
   * What would become of each declaration, in this order; of two for the same access, the first one is the older one.
   *
   * @param connection the connection that all of them use
   * @param deletions whether it is also asked what deleting each would do; that reads what remains of the services
   * @param at the time of the apply, by our clock
   */
  public static List<PlannedDeclaration> of(
      Planner planner, ConnectionView connection, List<Declaration> declarations, Answers answers, boolean deletions,
      Instant at) {
    Preview preview = new Preview(
        new PreviewPasses(
            planner, connection, List.copyOf(declarations), answers, new PlannedOrganization(answers)),
        deletions, at);
    return declarations.stream().map(preview::planned).toList();
  }

  private PlannedDeclaration planned(Declaration declaration) {
    List<PlannedChange> changes = new ArrayList<>();
    Recorded recorded = Recorded.NOTHING;
    boolean held = false;
    Optional<Boolean> found = Optional.empty();
    for (int count = 0; count < MOST_PASSES; count++) {
      Pass pass = passes.pass(declaration, recorded, held, Optional.empty(), now);
      if (found.isEmpty()) {
        found = Optional.of(pass.input().names().stream().anyMatch(organization::isEnabled));
      }
      Optional<Action> action = pass.conclusion().action();
      if (action.isEmpty()) {
        Outcome outcome = Outcome.of(pass.conclusion().finding());
        return new PlannedDeclaration(
            declaration.name(), declaration.desired(), found.get(), changes, outcome, pass.conclusion().finding(),
            outcome == Outcome.UNREAD ? unread(pass) : Optional.empty(),
            deletions && held ? deletion(declaration, pass.conclusion().recorded()) : Optional.empty());
      }
      held = true;
      recorded = made(pass, action.get(), changes);
      now = now.plus(pass.conclusion().next());
    }
    throw new IllegalStateException("the plan for " + declaration.name() + " does not end");
  }

  /** As if it was deleted after all changes were seen, and the hold was over. */
  private Optional<PlannedDeletion> deletion(Declaration declaration, Recorded recorded) {
    if (!(connection instanceof ConnectionView.Usable(ConnectionSettings settings, _))) {
      return Optional.empty();
    }
    Instant deleted = now.plus(SETTLED);
    // AWS's clock may be behind ours, and the hold counts by both.
    Instant end = deleted.plus(settings.deletionHold()).plus(SETTLED);
    Instant seen = end.minus(settings.deletionHold()).minus(SETTLED.dividedBy(2));
    Decision.Conclude conclusion = passes.pass(
        declaration, recorded.withDeletionSeen(organization.awsTime(seen)), true, Optional.of(deleted), end)
        .conclusion();
    First first = switch (conclusion.action().orElse(null)) {
      case Action.RemoveFinalizer _ -> First.LEAVE;
      case Action.RemoveOwnedResource _ -> First.DISMISS;
      case Action.Disable _ -> First.DISABLE;
      case null, default -> First.WAIT;
    };
    Impact impact = conclusion.impact().orElse(Impact.UNKNOWN);
    return Optional.of(new PlannedDeletion(
        first,
        first == First.LEAVE && dependsOnWhoEnabled(declaration.desired(), recorded)
            ? "Who enabled access is not known here. If ENABLED BY is Operator (kubectl get tsa -o wide), deleting disables"
                + " access (impact: " + impact + "), " + (impact.needsConfirmation()
                    ? "after a confirmation"
                    : "once nothing remains that this would destroy")
                + "; otherwise access is left as is."
            : conclusion.finding().map(Finding::message).orElse(""),
        impact,
        conclusion.cleanup().map(Cleanup::items).orElse(List.of())));
  }

  /** Access that is enabled before the apply counts as enabled by others; a declaration that is there already may know better. */
  private static boolean dependsOnWhoEnabled(Desired desired, Recorded recorded) {
    return desired.deletionPolicy() == Desired.DeletionPolicy.RESTORE && desired.mode() != Mode.OBSERVE
        && recorded.enabledBy().equals(Optional.of(EnabledBy.OTHER));
  }

  /** What the last pass asked and could not be answered, apart from the roles, which no preview reads. */
  private static Optional<Failure> unread(Pass pass) {
    return pass.input()
        .observation()
        .answers()
        .entrySet()
        .stream()
        .filter(answer -> !answer.getKey().equals(Question.ROLES))
        .flatMap(answer -> answer.getValue().problem().stream())
        .findFirst();
  }

  /** Makes the change, and returns what status would remember of it. */
  private Recorded made(Pass pass, Action action, List<PlannedChange> changes) {
    Recorded before = pass.conclusion().recorded();
    return switch (action) {
      case Action.AddFinalizer _ -> before;
      case Action.Enable enable -> {
        changes.add(new PlannedChange(enable, pass.input().enableMethod().how(), enabledBeside(pass, enable)));
        yield enabled(pass, enable);
      }
      case Action.Initialize(OwnedResource owned, Optional<OwnedResource> registration, Instant awsTime) -> {
        changes.add(new PlannedChange(
            action, pass.input().administrators().orElseThrow().method().how(), List.of()));
        organization.appoint(pass.input().names(), pass.input().desired().principal(), owned, registration);
        if (appointsByEnabling(pass)) {
          organization.setUp(pass.input().desired().principal());
        }
        yield accepted(
            before.withOwned(owned, registration), Change.Kind.INITIALIZE, awsTime, Optional.of(owned.inWords()));
      }
      case Action.RemoveOwnedResource _,Action.Disable _,Action.RemoveFinalizer _ ->
        throw new IllegalStateException("planned for a deletion: " + action);
    };
  }

  /** Whether one call of the service does both: made for an administrator, it also sets up what access alone left out. */
  private static boolean appointsByEnabling(Pass pass) {
    AccessMethod enabling = pass.input().enableMethod();
    return enabling.by() == AccessMethod.By.SERVICE
        && pass.input().administrators().filter(rule -> rule.method().how().equals(enabling.how())).isPresent();
  }

  private Recorded enabled(Pass pass, Action.Enable enable) {
    Recorded recorded = pass.conclusion().recorded();
    // A service enables access under a name of its own choice, whatever the declared one.
    String listed = enable.by() == AccessMethod.By.SERVICE ? pass.input().names().getFirst() : enable.principal();
    Stream.concat(Stream.of(listed), enabledBeside(pass, enable).stream())
        .forEach(principal -> organization.enable(principal, enable.by(), enable.awsTime()));
    enable.registering()
        .map(Action.Registering::administrator)
        .ifPresent(one -> organization.appoint(
            pass.input().names(), enable.principal(), one, Optional.empty()));
    return accepted(
        enable.registering()
            .filter(Action.Registering::owned)
            .map(one -> recorded.withOwned(one.administrator(), Optional.empty()))
            .orElse(recorded),
        Change.Kind.ENABLE, enable.awsTime(), Optional.empty());
  }

  private List<String> enabledBeside(Pass pass, Action.Enable enable) {
    return pass.input()
        .observation()
        .integration()
        .filter(_ -> enable.by() == AccessMethod.By.SERVICE)
        .map(Observation.Integration::alsoEnables)
        .orElse(List.of())
        .stream()
        .filter(other -> !organization.isEnabled(other))
        .toList();
  }

  private static Recorded accepted(Recorded intending, Change.Kind kind, Instant awsTime, Optional<String> subject) {
    Change intent = Change.intent(awsTime, kind, subject, intending.lastChange());
    return intending.withLastChange(intent).ended(new ChangeOutcome.Accepted("planned"), intending);
  }
}
