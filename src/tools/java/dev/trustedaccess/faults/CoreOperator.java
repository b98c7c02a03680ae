package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.plan.Action;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Finding;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.StatusReport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The planner with a pure interpreter of its actions, for many declarations at once: snapshots are shared, each intent is stored
 * before the call, and the process may die at any point. It keeps nothing that a restart would not lose.
 */
final class CoreOperator {
  private static final int MOST_ASKS = 14;
  private static final Duration KEPT = Duration.ofHours(1);
  /** Services that have an integration in these lives. */
  private static final Set<String> INTEGRATED = Set.of(
      "fms.amazonaws.com", "config.amazonaws.com", "config-multiaccountsetup.amazonaws.com", "ds.amazonaws.com",
      "sso.amazonaws.com", "aws-artifact-account-sync.amazonaws.com", "artifact.amazonaws.com");

  private final List<Declaration> all;
  private final ServiceCatalog catalog;
  private final RandomGenerator random;
  private final Planner planner;
  private final CoreInvariants invariants;
  private final Map<String, SnapshotRead> snapshots = new HashMap<>();
  private final Map<String, OrganizationSnapshot> snapshotsBefore = new HashMap<>();
  private final Map<String, Seen> seen = new HashMap<>();
  private final Map<String, KeptInitialization> kept = new HashMap<>();
  /** How far this process's clock is from the truth. */
  private Duration offset = Duration.ZERO;
  private int faultsInTen;
  boolean kindDeleting;
  int changes;
  int deaths;
  long passes;

  /** A pass under way. */
  record Pass(Declaration object, Desired desired, Declared declared, Recorded recorded, Observation observation,
      List<Question<?>> asked, Instant begun) {}

  private record SnapshotRead(Instant begun, Optional<Truth.Shown> shown, Optional<Failure> failure, int missed) {}

  private record KeptInitialization(InitializationState state, Instant begun) {}

  private record Seen(long generation, Instant since) {}

  CoreOperator(List<Declaration> all, ServiceCatalog catalog, RandomGenerator random) {
    this.all = all;
    this.catalog = catalog;
    this.random = random;
    this.planner = new Planner(catalog, Timing.STANDARD);
    this.invariants = new CoreInvariants(all, catalog);
  }

  CoreInvariants invariants() {
    return invariants;
  }

  /** How often out of ten something fails from now on; the process dies now and then only while something does. */
  void faults(int inTen) {
    faultsInTen = inTen;
  }

  /** Another process begins, whose clock is this far from the truth; all that was only in memory is gone. */
  void restart(Duration clockOffset) {
    snapshots.clear();
    snapshotsBefore.clear();
    seen.clear();
    kept.clear();
    offset = clockOffset;
  }

  /** One pass; sets when the declaration's next one is due. */
  void pass(Declaration object, boolean prompted) {
    passes++;
    Truth truth = object.connection.organization;
    Instant begun = truth.now.plus(offset);
    Declared declared = object.declared();
    boolean turned = firstVisit(object, begun);
    Desired desired = object.desired();
    Observation observation = Observation.ofCluster(
        begun, prompted || turned, object.connection.view(), siblings(object), object.confirmation,
        integration(object));
    Recorded recorded = DeclarationReader.recorded(object.status);
    List<Question<?>> asked = new ArrayList<>();
    while (true) {
      switch (planner.plan(planner.input(desired, declared, recorded, observation))) {
        case Decision.Ask(Question<?> question) -> {
          assertThat(asked).as("asked on and on").hasSizeLessThan(MOST_ASKS);
          asked.add(question);
          observation = answered(object, observation, question, recorded);
        }
        case Decision.Done done -> throw new AssertionError("status reports nothing yet: " + done);
        case Decision.Conclude conclusion -> {
          assertThat(conclusion.next()).as("I8: next pass").isBetween(Duration.ofSeconds(1), Duration.ofHours(1));
          object.due = truth.now.plus(conclusion.next());
          act(new Pass(object, desired, declared, recorded, observation, asked, begun), conclusion);
          return;
        }
      }
    }
  }

  private boolean firstVisit(Declaration object, Instant now) {
    Seen before = seen.get(object.uid());
    if (before != null && before.generation() == object.generation) {
      return false;
    }
    boolean reported = before == null && object.status != null
        && Long.valueOf(object.generation).equals(object.status.observedGeneration());
    seen.put(object.uid(), new Seen(object.generation, reported ? Instant.MIN : now));
    return !reported;
  }

  private Optional<Observation.Integration> integration(Declaration object) {
    return INTEGRATED.contains(object.principal) && object.connection.present && object.connection.serviceRole
        ? Optional
            .of(new Observation.Integration("service", object.principal.equals("fms.amazonaws.com"), List.of(),
                List.of(), false, List.of(), false, true))
        : Optional.empty();
  }

  private List<Sibling> siblings(Declaration object) {
    return all.stream()
        .filter(other -> other != object && other.exists)
        .filter(other -> other.connection.organization == object.connection.organization)
        .map(other -> new Sibling(
            other.principal, other.principal, other.connection == object.connection,
            other.lives() && other.mode == Mode.MANAGE && other.connection.mode == Mode.MANAGE
                && other.connection.allows(other.principal),
            other.uid(), other.created))
        .toList();
  }

  private Observation answered(Declaration object, Observation so, Question<?> question, Recorded recorded) {
    Truth truth = object.connection.organization;
    Truth.Service service = service(object);
    Instant begun = truth.now.plus(offset);
    return switch (question) {
      case Question.Snapshot(var since) -> snapshot(object, so, switch (since) {
        case INTERVAL -> Objects.requireNonNull(seen.get(object.uid())).since();
        case OTHER_ANSWERS -> begun;
        case SNAPSHOT -> Instant.MAX;
      });
      case Question.CrdDeleting asked -> so.with(asked, CoreReads.read(truth, () -> kindDeleting));
      case Question.KeptInitialization asked -> so.with(asked, Fact.known(keptInitialization(object, begun)));
      case Question.Initialization asked -> {
        Fact<InitializationState> state = CoreReads.read(truth, () -> CoreReads.initialization(truth, service));
        kept.remove(object.uid());
        state.toOptional().ifPresent(known -> kept.put(object.uid(), new KeptInitialization(known, begun)));
        yield so.with(asked, state);
      }
      case Question.OwnedResources asked ->
        so.with(asked, CoreReads.read(truth, () -> CoreReads.owned(truth, service, recorded)));
      case Question.RemainingThings asked ->
        so.with(asked, CoreReads.read(truth, () -> CoreReads.remaining(object, service)));
      case Question.Administrators asked -> so.with(asked, CoreReads.administrators(truth, service));
      case Question.PolicyTypes asked -> so.with(asked, CoreReads.read(truth, () -> Set.copyOf(truth.policyTypes)));
      case Question.Roles _ -> throw new AssertionError("roles are not simulated");
    };
  }

  /** What the last hour's read showed, unless it began before this generation was first seen. */
  private Optional<InitializationState> keptInitialization(Declaration object, Instant now) {
    Instant since = Objects.requireNonNull(seen.get(object.uid())).since();
    return Optional.ofNullable(kept.get(object.uid()))
        .filter(last -> !last.begun().isBefore(since) && last.begun().plus(KEPT).isAfter(now))
        .map(KeptInitialization::state);
  }

  /** The service's things are one, under whichever of its names access is listed. */
  private Truth.Service service(Declaration object) {
    return object.connection.organization.service(CoreInvariants.names(catalog, object.principal).getFirst());
  }

  private Observation snapshot(Declaration object, Observation so, Instant notBefore) {
    Truth truth = object.connection.organization;
    Instant now = truth.now.plus(offset);
    SnapshotRead last = snapshots.get(object.connection.name);
    if (last == null || last.begun().isBefore(notBefore) || !now.isBefore(last.begun().plus(Connection.INTERVAL))
        || last.failure().isPresent()) {
      int missed = last == null ? 0 : last.missed();
      last = truth.fails()
          ? new SnapshotRead(now, Optional.empty(), Optional.of(truth.failure()), missed + 1)
          : new SnapshotRead(now, Optional.of(truth.shown(now)), Optional.empty(), 0);
      Optional.ofNullable(snapshots.put(object.connection.name, last))
          .flatMap(SnapshotRead::shown)
          .ifPresent(shown -> snapshotsBefore.put(object.connection.name, shown.snapshot()));
    }
    Optional<OrganizationSnapshot> before = Optional.ofNullable(snapshotsBefore.get(object.connection.name));
    if (last.shown().isEmpty()) {
      return so.withSnapshot(Fact.unknown(last.failure().orElseThrow()), last.missed(), before);
    }
    invariants.snapshotRead(object, last.shown().get());
    return so.withSnapshot(Fact.known(last.shown().get().snapshot()), 0, before);
  }

  private void act(Pass pass, Decision.Conclude conclusion) {
    if (dies()) {
      return;
    }
    conclusion.action().ifPresent(_ -> kept.remove(pass.object().uid()));
    Recorded base = conclusion.recorded();
    switch (conclusion.action().orElse(null)) {
      case null -> store(pass, conclusion);
      case Action.AddFinalizer _ -> {
        pass.object().held = true;
        store(pass, conclusion);
      }
      case Action.RemoveFinalizer _ -> {
        invariants.leaves(pass, kindDeleting);
        pass.object().dropFinalizer();
      }
      case Action.Enable(String principal, _, Instant awsTime, boolean correction, _) -> {
        invariants.enables(pass, principal, awsTime);
        Recorded meant = correction ? base.withCorrection(awsTime) : base;
        change(pass, conclusion, meant, Change.Kind.ENABLE, awsTime, principal);
      }
      case Action.Initialize(OwnedResource owned, Optional<OwnedResource> registration, Instant awsTime) -> {
        invariants.initializes(pass, owned, service(pass.object()));
        change(
            pass, conclusion, base.withOwned(owned, registration),
            Change.Kind.INITIALIZE, awsTime, owned.inWords());
      }
      case Action.RemoveOwnedResource(OwnedResource owned, Instant awsTime, boolean confirmed) -> {
        invariants.removesOwned(pass, owned, confirmed, kindDeleting, service(pass.object()));
        change(pass, conclusion, base, Change.Kind.REMOVE_OWNED_RESOURCE, awsTime, owned.inWords());
      }
      case Action.Disable(String principal, _, Instant awsTime, boolean confirmed) -> {
        invariants.disables(pass, principal, awsTime, confirmed, kindDeleting, service(pass.object()));
        change(pass, conclusion, base, Change.Kind.DISABLE, awsTime, principal);
      }
    }
  }

  private void change(
      Pass pass, Decision.Conclude conclusion, Recorded recorded, Change.Kind kind, Instant awsTime, String subject) {
    Declaration object = pass.object();
    if (object.deleted.isEmpty()) {
      object.held = true;
    }
    Optional<String> named = kind == Change.Kind.INITIALIZE || kind == Change.Kind.REMOVE_OWNED_RESOURCE
        ? Optional.of(subject)
        : Optional.empty();
    Recorded meant = recorded.withLastChange(Change.intent(awsTime, kind, named, recorded.lastChange()));
    store(pass, conclusion.remembering(meant));
    if (kind == Change.Kind.ENABLE) {
      othersMayHaveBeenFirst(object, awsTime);
    }
    if (dies()) {
      return;
    }
    ChangeOutcome outcome = send(object, kind, awsTime, subject);
    if (!dies()) {
      store(pass, conclusion.remembering(meant.ended(outcome, conclusion.recorded())));
    }
  }

  /** Whoever enabled it since the second of our intent, under whichever name and whether ours was sent, cannot be told from us. */
  private void othersMayHaveBeenFirst(Declaration object, Instant meant) {
    Truth truth = object.connection.organization;
    CoreInvariants.names(catalog, object.principal)
        .stream()
        .filter(name -> truth.access(name).filter(now -> !now.ours() && !now.date().isBefore(meant)).isPresent())
        .forEach(truth::blur);
  }

  /** A call may be refused, and may fail with or without having been carried out. */
  private ChangeOutcome send(Declaration object, Change.Kind kind, Instant awsTime, String subject) {
    Truth truth = object.connection.organization;
    Optional<Failure> failure = truth.fails() ? Optional.of(truth.failure()) : Optional.empty();
    if (failure.filter(why -> why.surelyNotDone() || random.nextBoolean()).isEmpty()) {
      changes++;
      switch (kind) {
        case ENABLE -> {
          truth.enable(subject, true, false);
          othersMayHaveBeenFirst(object, awsTime);
        }
        case DISABLE -> truth.disable(subject);
        case INITIALIZE -> truth.administrator(
            CoreInvariants.names(catalog, object.principal).getFirst(), Optional.of(CoreLife.ADMINISTRATOR), true);
        case REMOVE_OWNED_RESOURCE ->
          truth.removeAdministrator(CoreInvariants.names(catalog, object.principal).getFirst());
      }
    }
    return failure.<ChangeOutcome>map(ChangeOutcome.Failed::new).orElseGet(() -> new ChangeOutcome.Accepted("request"));
  }

  private void store(Pass pass, Decision.Conclude conclusion) {
    Declaration object = pass.object();
    object.status = StatusReport.of(conclusion, pass.declared(), object.status, pass.begun());
    invariants.reported(pass, object.status, conclusion.finding().map(Finding::reason));
  }

  /** Dies now and then; what was in memory is lost, and the next process has another clock. */
  private boolean dies() {
    boolean dead = faultsInTen > 0 && random.nextInt(40) == 0;
    if (dead) {
      deaths++;
      restart(Duration.ofSeconds(random.nextInt(-CoreLife.MOST_OFFSET, CoreLife.MOST_OFFSET)));
    }
    return dead;
  }
}
