package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.StatusReport;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The planner with a pure interpreter of its actions: answers what is asked from the world, stores each intent before the
 * call, and may die at any point. It keeps nothing that a restart would not lose.
 */
final class SimulatedOperator {
  private static final int MOST_ASKS = 12;
  private static final Duration KEPT = Duration.ofHours(1);

  private final World world;
  private final Cluster cluster;
  private final RandomGenerator random;
  private final Planner planner;
  private final boolean integrated;
  private final Invariants invariants;
  private World.@Nullable Shown lastSnapshot;
  private Optional<OrganizationSnapshot> previousSnapshot = Optional.empty();
  private int missed;
  private Optional<KeptInitialization> kept = Optional.empty();
  private String seenLife = "";
  private Instant seenSince = Instant.MIN;
  /** Whether an Initialize of ours was done, or may have been. */
  boolean mayOwn;
  int changes;
  Optional<Finding> finding = Optional.empty();

  /** A pass under way. */
  record Pass(Desired desired, Declared declared, Recorded recorded, Observation observation,
      List<Question<?>> asked) {}

  /** How far the service was initialized when it was last read. */
  private record KeptInitialization(InitializationState state, Instant read) {}

  SimulatedOperator(World world, Cluster cluster, RandomGenerator random, ServiceFacts service, boolean integrated) {
    this.world = world;
    this.cluster = cluster;
    this.random = random;
    this.planner = new Planner(new ServiceCatalog(List.of(service), List.of()), Timing.STANDARD);
    this.integrated = integrated;
    this.invariants = new Invariants(world, cluster, service);
  }

  /** Everything that was only in memory is gone. */
  void restart() {
    lastSnapshot = null;
    previousSnapshot = Optional.empty();
    missed = 0;
    kept = Optional.empty();
    seenLife = "";
  }

  /** What the declaration's status remembered is gone. */
  void forgotten() {
    invariants.forgotten();
  }

  /** One pass; returns when to come back at the latest. */
  Duration pass(boolean prompted) {
    Declared declared = cluster.declared();
    boolean turned = firstVisit(declared);
    Observation observation = Observation.ofCluster(
        world.now, prompted || turned, cluster.connection(), List.copyOf(cluster.siblings), cluster.confirmation,
        integrated && cluster.connected && cluster.serviceRole
            ? Optional.of(new Observation.Integration(
                "service", true, List.of(), List.of(), false, List.of(), false, false))
            : Optional.empty());
    Recorded recorded = DeclarationReader.recorded(cluster.status);
    List<Question<?>> asked = new ArrayList<>();
    while (true) {
      switch (planner.plan(planner.input(cluster.desired(), declared, recorded, observation))) {
        case Decision.Ask(Question<?> question) -> {
          assertThat(asked).as("asked on and on").hasSizeLessThan(MOST_ASKS).doesNotContain(question);
          asked.add(question);
          observation = answered(observation, question, recorded);
        }
        case Decision.Done done -> throw new AssertionError("status reports nothing yet: " + done);
        case Decision.Conclude conclusion -> {
          Wording.check(conclusion);
          assertThat(conclusion.next()).as("next pass").isBetween(Duration.ofSeconds(1), Duration.ofHours(1));
          act(new Pass(cluster.desired(), declared, recorded, observation, asked), conclusion);
          finding = conclusion.finding();
          return conclusion.next();
        }
      }
    }
  }

  private boolean firstVisit(Declared declared) {
    String life = declared.uid() + "/" + declared.generation();
    if (seenLife.equals(life)) {
      return false;
    }
    boolean reported = seenLife.isEmpty() && cluster.status != null
        && Long.valueOf(declared.generation()).equals(cluster.status.observedGeneration());
    seenSince = reported ? Instant.MIN : world.now;
    seenLife = life;
    return !reported;
  }

  private Observation answered(Observation so, Question<?> question, Recorded recorded) {
    return switch (question) {
      case Question.Snapshot(var since) -> snapshot(so, switch (since) {
        case INTERVAL -> seenSince;
        case OTHER_ANSWERS -> world.now;
        case SNAPSHOT -> Instant.MAX;
      });
      case Question.CrdDeleting asked -> so.with(asked, world.read(cluster.kindDeleting));
      case Question.KeptInitialization asked -> so.with(asked, Fact.known(
          kept.filter(last -> !last.read().isBefore(seenSince) && last.read().plus(KEPT).isAfter(world.now))
              .map(KeptInitialization::state)));
      case Question.Initialization asked -> {
        Fact<InitializationState> state = world.read(world.initialization());
        kept = state.toOptional().map(known -> new KeptInitialization(known, world.now));
        yield so.with(asked, state);
      }
      case Question.OwnedResources asked -> so.with(asked, world.read(ownedSeen(recorded)));
      case Question.RemainingThings asked -> so.with(asked, world.read(world.remaining(cluster.regions)));
      case Question.Administrators asked -> so.with(asked, world.read(List.copyOf(world.delegated)));
      case Question.PolicyTypes asked -> so.with(asked, world.read(Set.of()));
      case Question.Roles _ -> throw new AssertionError("roles are not simulated");
    };
  }

  private OwnedResourcesSeen ownedSeen(Recorded recorded) {
    List<OwnedResource> there = recorded.owned()
        .stream()
        .filter(made -> made.isRegistration()
            ? world.delegated.contains(new DelegatedAdministrator(made.id()))
            : world.administrator().equals(Optional.of(made.id())))
        .toList();
    return world.administratorLeaves()
        ? new OwnedResourcesSeen(List.of(), there)
        : new OwnedResourcesSeen(there, List.of());
  }

  private Observation snapshot(Observation so, Instant notBefore) {
    World.Shown last = lastSnapshot;
    if (last == null || last.snapshot().begun().isBefore(notBefore)
        || !world.now.isBefore(last.snapshot().begun().plus(Cluster.INTERVAL))) {
      if (world.fails()) {
        return so.withSnapshot(Fact.unknown(world.failure()), ++missed, previousSnapshot);
      }
      previousSnapshot = Optional.ofNullable(last).map(World.Shown::snapshot);
      last = world.shown();
      lastSnapshot = last;
      missed = 0;
    }
    invariants.snapshotRead(last);
    return so.withSnapshot(Fact.known(last.snapshot()), 0, previousSnapshot);
  }

  private void act(Pass pass, Decision.Conclude conclusion) {
    Optional<Action> action = conclusion.action();
    if (dies()) {
      return;
    }
    if (action.isPresent()) {
      kept = Optional.empty();
    }
    Recorded base = conclusion.recorded();
    switch (action.orElse(null)) {
      case null -> report(pass, conclusion);
      case Action.AddFinalizer _ -> {
        cluster.held = true;
        report(pass, conclusion);
      }
      case Action.RemoveFinalizer _ -> {
        invariants.leaves(pass);
        cluster.dropFinalizer();
      }
      case Action.Enable(String principal, _, Instant awsTime, boolean correction, _) -> {
        invariants.enables(pass, principal, awsTime);
        change(pass, conclusion, correction ? base.withCorrection(awsTime) : base, Change.Kind.ENABLE, awsTime,
            Optional.empty());
      }
      case Action.Initialize(OwnedResource owned, Optional<OwnedResource> registration, Instant awsTime) -> {
        invariants.initializes(pass, owned);
        change(
            pass, conclusion, base.withOwned(owned, registration),
            Change.Kind.INITIALIZE, awsTime, Optional.of(owned));
      }
      case Action leaving when (leaving instanceof Action.RemoveOwnedResource || leaving instanceof Action.Disable)
          && !stillComesTo(pass, leaving) -> {
        // Overtaken: nothing is changed.
      }
      case Action.RemoveOwnedResource(OwnedResource owned, Instant awsTime, boolean confirmed) -> {
        invariants.removesOwned(pass, owned, confirmed);
        change(pass, conclusion, base, Change.Kind.REMOVE_OWNED_RESOURCE, awsTime, Optional.of(owned));
      }
      case Action.Disable(String principal, _, Instant awsTime, boolean confirmed) -> {
        invariants.disables(pass, principal, awsTime, confirmed);
        change(pass, conclusion, base, Change.Kind.DISABLE, awsTime, Optional.empty());
      }
    }
  }

  /** While the plan was made somebody may have done something; what the cluster then says is read again. */
  private boolean stillComesTo(Pass pass, Action action) {
    if (world.faultsInTen > 0 && random.nextInt(4) == 0) {
      cluster.sibling(random.nextBoolean(), true, world.now);
    }
    return planner.stillResultsIn(
        action, planner.input(pass.desired(), pass.declared(), pass.recorded(),
            pass.observation()
                .withCluster(cluster.connection(), List.copyOf(cluster.siblings), cluster.confirmation,
                    cluster.kindDeleting)));
  }

  private void change(Pass pass, Decision.Conclude conclusion, Recorded recorded, Change.Kind kind, Instant awsTime,
      Optional<OwnedResource> about) {
    if (cluster.deleted.isEmpty()) {
      cluster.held = true;
    }
    Optional<String> subject = about.map(OwnedResource::inWords);
    Recorded meant = recorded.withLastChange(Change.intent(awsTime, kind, subject, recorded.lastChange()));
    report(pass, conclusion.remembering(meant));
    boolean before = mayOwn;
    mayOwn |= kind == Change.Kind.INITIALIZE;
    if (dies()) {
      blur();
      return;
    }
    ChangeOutcome outcome = send(kind);
    if (!dies()) {
      if (outcome instanceof ChangeOutcome.Failed(Failure why) && why.surelyNotDone()) {
        mayOwn = before;
      }
      store(pass, conclusion.remembering(meant.ended(outcome, conclusion.recorded())));
    }
    blur();
  }

  /**
   * What others enabled between the snapshot and an Enable of ours, of which status does not say that it was refused, cannot be
   * told from ours: it may not have been sent, and its refusal may not have been stored.
   */
  private void blur() {
    Optional<Change> open = DeclarationReader.recorded(cluster.status).pendingEnable();
    world.access()
        .filter(period -> !period.ours() && open.filter(ours -> !period.date().isBefore(ours.time())).isPresent())
        .ifPresent(_ -> world.blur());
  }

  /** A call may be refused, and may fail with or without having been done. */
  private ChangeOutcome send(Change.Kind kind) {
    Optional<Failure> failure = world.fails() ? Optional.of(world.failure()) : Optional.empty();
    if (failure.filter(why -> why.surelyNotDone() || random.nextBoolean()).isEmpty()) {
      changes++;
      switch (kind) {
        case ENABLE -> world.open(true, false);
        case DISABLE -> world.close();
        case INITIALIZE -> world.administrator(Optional.of(Cluster.ADMINISTRATOR), true);
        case REMOVE_OWNED_RESOURCE -> world.removeAdministrator();
      }
    }
    return failure.<ChangeOutcome>map(ChangeOutcome.Failed::new).orElseGet(() -> new ChangeOutcome.Accepted("request"));
  }

  private void report(Pass pass, Decision.Conclude conclusion) {
    store(pass, conclusion);
    if (sawNothingOfOurs(pass)) {
      mayOwn = false;
    }
  }

  private void store(Pass pass, Decision.Conclude conclusion) {
    cluster.status = StatusReport.of(conclusion, pass.declared(), cluster.status, world.now);
    invariants.reported(pass, cluster.status);
  }

  /** Ours does not stand, and no initialization of ours can still be on its way: whatever stands later is others'. */
  private static boolean sawNothingOfOurs(Pass pass) {
    if (pass.observation()
        .answer(Question.SECOND_OWNED_RESOURCES)
        .toOptional()
        .filter(ownedSeen -> ownedSeen.all().isEmpty())
        .isPresent()) {
      return true;
    }
    Optional<Instant> snapshotRead = pass.observation()
        .answer(Question.SNAPSHOT)
        .toOptional()
        .map(OrganizationSnapshot::awsTime);
    return Invariants.initialization(pass)
        .filter(state -> !state.administrators().orElseThrow().accounts().contains(Cluster.ADMINISTRATOR))
        .isPresent()
        && snapshotRead.filter(time -> Timing.STANDARD.settled(
            pass.recorded().lastChange().filter(change -> change.is(Change.Kind.INITIALIZE)), time)).isPresent();
  }

  /** Dies now and then; what was in memory is lost. */
  private boolean dies() {
    boolean dead = world.faultsInTen > 0 && random.nextInt(20) == 0;
    if (dead) {
      restart();
    }
    return dead;
  }
}
