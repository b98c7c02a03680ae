package dev.trustedaccess.domain.preview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.plan.Action;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.PlanInput;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.domain.preview.PlannedDeclaration.Outcome;

/**
 * What the operator would do for the declarations of one connection, if they were applied to a cluster that has none of
 * them. It runs the operator's own planner, pass by pass, and makes each planned change in {@link PlannedOrganization}
 * instead of at AWS, until the planner plans no more.
 *
 * <p>What only the status of an applied declaration remembers is not known here: who enabled access before, and what others
 * have undone since.
 */
public final class Preview {
  /** More questions, and more passes, than any plan can have: a planner that takes more has a bug. */
  private static final int MOST_QUESTIONS = 20;
  private static final int MOST_PASSES = 10_000;

  private final Planner planner;
  private final ConnectionView connection;
  private final List<Declaration> all;
  private final Answers answers;
  private final PlannedOrganization organization;
  private Instant now;

  /**
   * A declaration to be applied.
   *
   * @param name the object's name
   */
  public record Declaration(String name, Desired desired) {}

  /** A pass that changes something, or the last one. */
  private record Pass(PlanInput input, Decision.Conclude conclusion) {}

  private Preview(
      Planner planner, ConnectionView connection, List<Declaration> all, Answers answers, Instant now) {
    this.planner = planner;
    this.connection = connection;
    this.all = all;
    this.answers = answers;
    this.organization = new PlannedOrganization(answers);
    this.now = now;
  }

  /**
   * What would become of each declaration, in this order; of two for the same access, the first one is the older one.
   *
   * @param connection the connection that all of them use
   * @param at the time of the apply, by our clock
   */
  public static List<PlannedDeclaration> of(
      Planner planner, ConnectionView connection, List<Declaration> declarations, Answers answers, Instant at) {
    Preview preview = new Preview(planner, connection, List.copyOf(declarations), answers, at);
    return declarations.stream().map(preview::planned).toList();
  }

  private PlannedDeclaration planned(Declaration declaration) {
    List<PlannedChange> changes = new ArrayList<>();
    Recorded recorded = Recorded.NOTHING;
    boolean held = false;
    Optional<Boolean> found = Optional.empty();
    for (int count = 0; count < MOST_PASSES; count++) {
      Pass pass = pass(declaration, recorded, held);
      if (found.isEmpty()) {
        found = Optional.of(pass.input().names().stream().anyMatch(organization::isEnabled));
      }
      Optional<Action> action = pass.conclusion().action();
      if (action.isEmpty()) {
        Outcome outcome = Outcome.of(pass.conclusion().finding());
        return new PlannedDeclaration(
            declaration.name(), declaration.desired(), found.get(), changes, outcome, pass.conclusion().finding(),
            outcome == Outcome.UNREAD ? unread(pass) : Optional.empty());
      }
      held = true;
      recorded = made(pass, action.get(), changes);
      now = now.plus(pass.conclusion().next());
    }
    throw new IllegalStateException("the plan for " + declaration.name() + " does not end");
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

  private Pass pass(Declaration declaration, Recorded recorded, boolean held) {
    Desired desired = declaration.desired();
    PlanInput input = planner.input(
        desired, new Declared(declaration.name(), uid(declaration), 1, created(declaration), Optional.empty(), held),
        recorded,
        Observation.ofCluster(
            now, false, connection, siblings(declaration), Confirmation.NONE,
            connection instanceof ConnectionView.Usable ? answers.integration(desired.principal()) : Optional.empty()));
    for (int count = 0; count < MOST_QUESTIONS; count++) {
      switch (planner.plan(input)) {
        case Decision.Ask(Question<?> question) -> input = input.observing(answered(question, input));
        case Decision.Conclude conclusion -> {
          return new Pass(input, conclusion);
        }
        case Decision.Done _ -> throw new IllegalStateException(declaration.name() + " is not being deleted");
      }
    }
    throw new IllegalStateException("a pass for " + declaration.name() + " does not end");
  }

  private Observation answered(Question<?> question, PlanInput input) {
    Observation observation = input.observation();
    return switch (question) {
      case Question.Snapshot _ -> observation.withSnapshot(organization.snapshot(now), 0, Optional.empty());
      case Question.Administrators asked -> observation.with(asked, organization.registered(input.names()));
      case Question.KeptInitialization asked -> observation.with(asked, Fact.known(Optional.empty()));
      case Question.Initialization asked ->
        observation.with(asked, organization.initialization(input.desired().principal()));
      case Question.Roles asked -> observation.with(
          asked, Fact.unknown(new Failure(Failure.Kind.NOT_SENT, "the role inventory scan")));
      case Question.CrdDeleting _,Question.OwnedResources _,Question.RemainingThings _,Question.PolicyTypes _ ->
        throw new IllegalStateException("asked for a deletion: " + question);
    };
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
        yield accepted(
            before.withOwned(owned, registration), Change.Kind.INITIALIZE, awsTime, Optional.of(owned.inWords()));
      }
      case Action.RemoveOwnedResource _,Action.Disable _,Action.RemoveFinalizer _ ->
        throw new IllegalStateException("planned for a deletion: " + action);
    };
  }

  private Recorded enabled(Pass pass, Action.Enable enable) {
    Recorded recorded = pass.conclusion().recorded();
    Stream.concat(Stream.of(enable.principal()), enabledBeside(pass, enable).stream())
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

  private List<Sibling> siblings(Declaration declaration) {
    return all.stream()
        .filter(other -> !other.equals(declaration))
        .map(other -> new Sibling(
            other.name(), other.desired().principal(), true, manages(other.desired()), uid(other), created(other)))
        .toList();
  }

  private boolean manages(Desired desired) {
    return desired.mode() != Mode.OBSERVE && connection instanceof ConnectionView.Usable(var settings, _)
        && settings.mode() != Mode.OBSERVE && settings.allows(desired.principal());
  }

  /** As if each were applied after the one before, and so long ago that a missing connection is no longer awaited. */
  private Instant created(Declaration declaration) {
    return Instant.EPOCH.plus(Duration.ofSeconds(all.indexOf(declaration)));
  }

  private String uid(Declaration declaration) {
    return "planned-" + all.indexOf(declaration);
  }
}
