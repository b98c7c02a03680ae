package dev.trustedaccess.domain.preview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.plan.Action;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Finding;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.PlanInput;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * The operator with these declarations applied, for as many rounds as it changes something: its planner, its status, and what
 * it remembers through that status alone. Passes come in any order after the first round, and time passes between them.
 */
final class AppliedDirectory {
  private static final int MOST_ROUNDS = 100;

  private final Planner planner;
  private final ConnectionSettings settings;
  private final List<Preview.Declaration> all;
  private final RandomOrganization organization;
  private final List<Applied> applied = new ArrayList<>();

  /** An object in the cluster, and what was done for it. */
  static final class Applied {
    final Preview.Declaration declaration;
    final List<String> changes = new ArrayList<>();
    private final Instant created;
    private boolean held;
    private @Nullable TrustedServiceAccessStatus status;
    Optional<Finding> finding = Optional.empty();

    private Applied(Preview.Declaration declaration, Instant created) {
      this.declaration = declaration;
      this.created = created;
    }

    private String uid() {
      return "uid-" + declaration.name();
    }
  }

  AppliedDirectory(
      Planner planner, ConnectionSettings settings, List<Preview.Declaration> all, RandomOrganization organization) {
    this.planner = planner;
    this.settings = settings;
    this.all = all;
    this.organization = organization;
  }

  /** Applies one after the other, and lets the operator work until it changes nothing any more. */
  List<Applied> work(Random random) {
    for (Preview.Declaration declaration : all) {
      applied.add(new Applied(declaration, organization.now.plusSeconds(applied.size()).minusSeconds(all.size())));
    }
    List<Applied> order = new ArrayList<>(applied);
    boolean changed = true;
    for (int round = 0; changed; round++) {
      if (round == MOST_ROUNDS) {
        throw new AssertionError("the operator changes on and on");
      }
      changed = false;
      for (Applied object : order) {
        changed |= pass(object);
        organization.now = organization.now.plusMillis(random.nextInt(1, 400_000));
      }
      Collections.shuffle(order, random);
    }
    return applied;
  }

  private boolean pass(Applied object) {
    Declared declared = new Declared(
        object.declaration.name(), object.uid(), 1, object.created, Optional.empty(), object.held);
    PlanInput input = planner.input(
        object.declaration.desired(), declared, DeclarationReader.recorded(object.status),
        Observation.ofCluster(
            organization.now, false, new ConnectionView.Usable(settings, false), siblings(object), Confirmation.NONE,
            organization.integration(object.declaration.desired().principal())));
    while (true) {
      switch (planner.plan(input)) {
        case Decision.Ask(Question<?> question) -> input = input.observing(answered(question, input));
        case Decision.Done done -> throw new AssertionError("not being deleted: " + done);
        case Decision.Conclude conclusion -> {
          object.finding = conclusion.finding();
          Recorded recorded = conclusion.action().isPresent()
              ? act(object, input, conclusion, conclusion.action().get())
              : conclusion.recorded();
          object.status = StatusReport.of(
              conclusion.remembering(recorded), declared, object.status, organization.now);
          return conclusion.action().isPresent();
        }
      }
    }
  }

  private Observation answered(Question<?> question, PlanInput input) {
    Observation observation = input.observation();
    String principal = input.desired().principal();
    return switch (question) {
      case Question.Snapshot _ -> observation.withSnapshot(organization.snapshot(), 0, Optional.empty());
      case Question.Administrators asked ->
        observation.with(asked, organization.registered(input.names().getFirst()));
      case Question.KeptInitialization asked -> observation.with(asked, Fact.known(Optional.empty()));
      case Question.Initialization asked -> observation.with(asked, organization.initialization(principal));
      case Question.Roles asked -> observation.with(
          asked, Fact.unknown(new Failure(Failure.Kind.NOT_SENT, "the role inventory scan")));
      case Question.CrdDeleting _,Question.OwnedResources _,Question.RemainingThings _,Question.PolicyTypes _ ->
        throw new AssertionError("asked for a deletion: " + question);
    };
  }

  private Recorded act(Applied object, PlanInput input, Decision.Conclude conclusion, Action action) {
    object.held = true;
    Recorded before = conclusion.recorded();
    return switch (action) {
      case Action.AddFinalizer _ -> before;
      case Action.Enable enable -> {
        object.changes.add(inWords(action));
        organization.enable(enable, input.observation()
            .integration()
            .map(Observation.Integration::alsoEnables)
            .orElse(List.of()));
        yield done(
            enable.registering()
                .filter(Action.Registering::owned)
                .map(one -> before.withOwned(one.administrator(), Optional.empty()))
                .orElse(before),
            Change.intent(enable.awsTime(), Change.Kind.ENABLE, Optional.empty(), before.lastChange()));
      }
      case Action.Initialize(OwnedResource owned, Optional<OwnedResource> registration, Instant awsTime) -> {
        object.changes.add(inWords(action));
        organization.appoint(input.desired().principal(), owned);
        yield done(before.withOwned(owned, registration), Change.intent(
            awsTime, Change.Kind.INITIALIZE, Optional.of(owned.inWords()), before.lastChange()));
      }
      default -> throw new AssertionError("planned for a deletion: " + action);
    };
  }

  private static Recorded done(Recorded intending, Change intent) {
    return intending.withLastChange(intent).ended(new ChangeOutcome.Accepted("request"), intending);
  }

  /** A change without its time. */
  static String inWords(Action action) {
    return switch (action) {
      case Action.Enable(String principal, var by, _, boolean correction, var registering) ->
        "enable " + principal + " " + by + (correction ? " again " : " ") + registering;
      case Action.Initialize(OwnedResource owned, var registration, _) -> "appoint " + owned + " " + registration;
      default -> action.toString();
    };
  }

  private List<Sibling> siblings(Applied object) {
    return applied.stream()
        .filter(other -> !other.equals(object))
        .map(other -> new Sibling(
            other.declaration.name(), other.declaration.desired().principal(), true,
            other.declaration.desired().mode() == Mode.MANAGE, other.uid(), other.created))
        .toList();
  }
}
