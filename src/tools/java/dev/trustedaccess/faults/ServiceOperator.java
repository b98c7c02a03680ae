package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.RemainingRead;
import dev.trustedaccess.domain.plan.Action;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Finding;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.faults.ServiceTruth.Appointment;
import dev.trustedaccess.faults.ServiceTruth.Kind;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.StatusReport;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** The planner with a pure interpreter of its actions, for one declaration of a service with administrators or calls of its own. */
final class ServiceOperator {
  private static final int MOST_ASKS = 16;
  private static final Duration KEPT = Duration.ofHours(1);

  private final Declaration object;
  private final ServiceTruth service;
  private final Truth truth;
  private final RandomGenerator random;
  private final Planner planner;
  private final ServiceInvariants invariants;
  private final Map<Question<?>, Integer> missed = new HashMap<>();
  private Truth.@Nullable Shown shown;
  private Optional<OrganizationSnapshot> before = Optional.empty();
  private Optional<KeptInitialization> kept = Optional.empty();
  private String seenLife = "";
  private Instant seenSince = Instant.MIN;
  int faultsInTen;
  int changes;
  int deaths;
  long passes;
  Optional<Finding> finding = Optional.empty();

  private record KeptInitialization(InitializationState state, Instant read) {}

  /** A pass under way. */
  record Pass(Declared declared, Recorded recorded, Observation observation) {}

  ServiceOperator(Declaration object, ServiceTruth service, ServiceCatalog catalog, RandomGenerator random) {
    this.object = object;
    this.service = service;
    this.truth = service.organization;
    this.random = random;
    this.planner = new Planner(catalog, Timing.STANDARD);
    this.invariants = new ServiceInvariants(object, service);
  }

  /** Everything that was only in memory is gone. */
  void restart() {
    shown = null;
    before = Optional.empty();
    kept = Optional.empty();
    missed.clear();
    seenLife = "";
  }

  /** What the declaration's status remembered is gone. */
  void forgotten() {
    invariants.forgotten();
  }

  /** One pass; sets when the next one is due. */
  void pass(boolean prompted) {
    passes++;
    Declared declared = object.declared();
    boolean first = firstVisit();
    Observation observation = Observation.ofCluster(
        truth.now, prompted || first, object.connection.view(), List.of(), object.confirmation,
        object.connection.present && object.connection.serviceRole
            ? service.integration(object.connection.managed)
            : Optional.empty());
    Recorded recorded = DeclarationReader.recorded(object.status);
    List<Question<?>> asked = new ArrayList<>();
    while (true) {
      switch (planner.plan(planner.input(object.desired(), declared, recorded, observation))) {
        case Decision.Ask(Question<?> question) -> {
          assertThat(asked).as("asked on and on").hasSizeLessThan(MOST_ASKS).doesNotContain(question);
          asked.add(question);
          observation = counted(question, answered(observation, question, recorded));
        }
        case Decision.Done done -> throw new AssertionError("status reports nothing yet: " + done);
        case Decision.Conclude conclusion -> {
          assertThat(conclusion.next()).as("I8: next pass").isBetween(Duration.ofSeconds(1), Duration.ofHours(1));
          object.due = truth.now.plus(conclusion.next());
          finding = conclusion.finding();
          act(new Pass(declared, recorded, observation), conclusion);
          return;
        }
      }
    }
  }

  private boolean firstVisit() {
    String life = object.uid() + "/" + object.generation;
    if (seenLife.equals(life)) {
      return false;
    }
    boolean reported = seenLife.isEmpty() && object.status != null
        && Long.valueOf(object.generation).equals(object.status.observedGeneration());
    seenSince = reported ? Instant.MIN : truth.now;
    seenLife = life;
    return !reported;
  }

  private Observation counted(Question<?> question, Observation answered) {
    if (question instanceof Question.Snapshot) {
      return answered;
    }
    missed.merge(question, 1, Integer::sum);
    Fact<?> answer = answered.answer(question);
    boolean inPart = answer instanceof Fact.Known<?>(RemainingRead read) && !read.unread().isEmpty();
    if (answer.problem().isEmpty() && !inPart) {
      missed.put(question, 0);
    }
    return answered.withMissed(question, missed.getOrDefault(question, 0));
  }

  private Observation answered(Observation so, Question<?> question, Recorded recorded) {
    List<String> managed = object.connection.managed;
    return switch (question) {
      case Question.Snapshot(var since) -> snapshot(so, switch (since) {
        case INTERVAL -> seenSince;
        case OTHER_ANSWERS -> truth.now;
        case SNAPSHOT -> Instant.MAX;
      });
      case Question.CrdDeleting asked -> so.with(asked, Fact.known(false));
      case Question.KeptInitialization asked -> so.with(asked, Fact.known(
          kept.filter(last -> !last.read().isBefore(seenSince) && last.read().plus(KEPT).isAfter(truth.now))
              .map(KeptInitialization::state)));
      case Question.Initialization asked -> {
        Fact<InitializationState> state = service.initialization(managed);
        kept = state.toOptional().map(known -> new KeptInitialization(known, truth.now));
        yield so.with(asked, state);
      }
      case Question.OwnedResources asked -> so.with(asked, service.owned(recorded.owned(), managed));
      case Question.RemainingThings asked -> so.with(asked, Fact.known(service.remaining(
          managed, Stream.concat(object.administrators.stream(), recorded.owned().stream().map(OwnedResource::id))
              .distinct()
              .toList())));
      case Question.Administrators asked -> so.with(asked, service.registered());
      case Question.PolicyTypes asked -> so.with(asked, Fact.known(Set.of()));
      case Question.Roles _ -> throw new AssertionError("roles are not simulated");
    };
  }

  private Observation snapshot(Observation so, Instant notBefore) {
    Truth.Shown last = shown;
    if (last == null || last.snapshot().begun().isBefore(notBefore)
        || !truth.now.isBefore(last.snapshot().begun().plus(Connection.INTERVAL))) {
      if (truth.fails()) {
        return so.withSnapshot(
            Fact.unknown(truth.failure()), missed.merge(Question.SNAPSHOT, 1, Integer::sum), before);
      }
      before = Optional.ofNullable(last).map(Truth.Shown::snapshot);
      last = truth.shown(truth.now);
      shown = last;
      missed.put(Question.SNAPSHOT, 0);
    }
    return so.withSnapshot(Fact.known(last.snapshot()), 0, before);
  }

  private void act(Pass pass, Decision.Conclude conclusion) {
    if (dies()) {
      return;
    }
    if (conclusion.action().isPresent()) {
      kept = Optional.empty();
    }
    Recorded base = conclusion.recorded();
    switch (conclusion.action().orElse(null)) {
      case null -> store(pass, conclusion);
      case Action.AddFinalizer _ -> {
        object.held = true;
        store(pass, conclusion);
      }
      case Action.RemoveFinalizer _ -> {
        invariants.leaves(pass);
        object.dropFinalizer();
      }
      case Action.Enable(String principal, _, Instant awsTime, boolean correction, Optional<Action.Registering> one) -> {
        Optional<OwnedResource> ours = one.filter(Action.Registering::owned).map(Action.Registering::administrator);
        invariants.enables(principal, ours);
        Recorded corrected = correction ? base.withCorrection(awsTime) : base;
        change(pass, conclusion, ours.map(owned -> corrected.withOwned(owned, Optional.empty())).orElse(corrected),
            Change.Kind.ENABLE, awsTime, one.map(Action.Registering::administrator), ours.isPresent());
      }
      case Action.Initialize(OwnedResource owned, Optional<OwnedResource> registration, Instant awsTime) -> {
        invariants.initializes(owned);
        change(pass, conclusion, base.withOwned(owned, registration), Change.Kind.INITIALIZE, awsTime,
            Optional.of(owned), registration.isPresent());
      }
      case Action.RemoveOwnedResource(OwnedResource owned, Instant awsTime, boolean confirmed) -> {
        invariants.removesOwned(pass, owned, confirmed);
        change(pass, conclusion, base, Change.Kind.REMOVE_OWNED_RESOURCE, awsTime, Optional.of(owned), false);
      }
      case Action.Disable(_, _, Instant awsTime, boolean confirmed) -> {
        invariants.disables(pass, confirmed);
        change(pass, conclusion, base, Change.Kind.DISABLE, awsTime, Optional.empty(), false);
      }
    }
  }

  private void change(Pass pass, Decision.Conclude conclusion, Recorded recorded, Change.Kind kind, Instant awsTime,
      Optional<OwnedResource> about, boolean registers) {
    if (object.deleted.isEmpty()) {
      object.held = true;
    }
    Recorded meant = recorded.withLastChange(
        Change.intent(
            awsTime, kind, about.filter(_ -> kind != Change.Kind.ENABLE).map(OwnedResource::inWords),
            recorded.lastChange()));
    store(pass, conclusion.remembering(meant));
    if (dies()) {
      return;
    }
    ChangeOutcome outcome = send(kind, about, registers);
    if (!dies()) {
      store(pass, conclusion.remembering(meant.ended(outcome, conclusion.recorded())));
    }
  }

  /** A call may be refused, and may fail with or without having been carried out. */
  private ChangeOutcome send(Change.Kind kind, Optional<OwnedResource> about, boolean registers) {
    Optional<Failure> refused = refused(kind, about);
    if (refused.isPresent()) {
      return new ChangeOutcome.Failed(refused.get());
    }
    Optional<Failure> failure = truth.fails() ? Optional.of(truth.failure()) : Optional.empty();
    if (failure.filter(why -> why.surelyNotDone() || random.nextBoolean()).isEmpty()) {
      changes++;
      switch (kind) {
        case ENABLE -> {
          truth.enable(service.kind.principal, true, false);
          service.role |= service.kind.awaitsRole();
          about.ifPresent(service::maybeOurs);
          about.ifPresent(one -> service.appoint(
              one, new Appointment(registers ? object.uid() : "", !registers), Optional.empty()));
          service.called(service.kind == Kind.HEALTH && random.nextBoolean());
        }
        case DISABLE -> {
          truth.disable(service.kind.principal);
          service.called(service.kind == Kind.HEALTH && random.nextBoolean());
        }
        case INITIALIZE -> {
          OwnedResource one = about.orElseThrow();
          service.role |= service.kind.registers();
          service.maybeOurs(one);
          service.appoint(one, new Appointment(object.uid(), false), one.isRegistration()
              ? Optional.empty()
              : Optional.of(new Appointment(registers ? object.uid() : "", !registers)));
        }
        case REMOVE_OWNED_RESOURCE -> {
          OwnedResource one = about.orElseThrow();
          service.dismiss(one, one.isRegistration() || random.nextBoolean());
        }
      }
    }
    return failure.<ChangeOutcome>map(ChangeOutcome.Failed::new).orElseGet(() -> new ChangeOutcome.Accepted("request"));
  }

  /** What the service refuses: what it cannot do where it is closed, and to dismiss an administrator that has members. */
  private Optional<Failure> refused(Change.Kind kind, Optional<OwnedResource> about) {
    Optional<Failure> closed = about.map(OwnedResource::region).map(service.closed::get);
    boolean members = kind == Change.Kind.REMOVE_OWNED_RESOURCE && about.filter(service::hasMembers).isPresent();
    boolean refuses = about.filter(one -> service.refuses(one, kind != Change.Kind.REMOVE_OWNED_RESOURCE)).isPresent();
    return members || refuses
        ? Optional.of(new Failure(Failure.Kind.REFUSED, "guardduty:DisableOrganizationAdminAccount"))
        : closed;
  }

  private void store(Pass pass, Decision.Conclude conclusion) {
    object.status = StatusReport.of(conclusion, pass.declared(), object.status, truth.now);
    invariants.reported(object.status);
  }

  /** Dies now and then; what was in memory is lost. */
  private boolean dies() {
    boolean dead = faultsInTen > 0 && random.nextInt(30) == 0;
    if (dead) {
      deaths++;
      restart();
    }
    return dead;
  }
}
