package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.desired.DeclarationReader;
import dev.trustedaccess.desired.Reading;
import dev.trustedaccess.domain.Action;
import dev.trustedaccess.domain.Assessment;
import dev.trustedaccess.domain.ConnectionView;
import dev.trustedaccess.domain.Decision;
import dev.trustedaccess.domain.Declared;
import dev.trustedaccess.domain.Desired;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Look;
import dev.trustedaccess.domain.Observation;
import dev.trustedaccess.domain.Planner;
import dev.trustedaccess.domain.Postponed;
import dev.trustedaccess.domain.Question;
import dev.trustedaccess.domain.Reason;
import dev.trustedaccess.domain.Recorded;
import dev.trustedaccess.domain.Verdict;
import dev.trustedaccess.report.StatusReport;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over a declaration: observe, decide, act, report. */
public final class AccessPass {
  private static final Logger LOG = LoggerFactory.getLogger(AccessPass.class);
  /** More questions than a plan can have: a planner that asks on would be a bug. */
  private static final int MOST_QUESTIONS = 20;
  private static final Duration RARELY = Duration.ofHours(1);
  private static final Set<String> LEFT = Set.of(Reason.Retained.name(), Reason.Disabled.name());

  /** What the informers show; they say when something turned, the API server itself says what. */
  record Caches(
      Supplier<List<TrustedServiceAccess>> declarations,
      Supplier<List<OrganizationConnection>> connections,
      Function<String, Optional<ServiceConfirmation>> confirmations) {
    static final Caches EMPTY = new Caches(List::of, List::of, _ -> Optional.empty());
  }

  private final Planner planner;
  private final Observer observer;
  private final ActionRunner runner;
  private final ClusterReader reader;
  private final ClusterWriter writer;
  private final StatusWriter statuses;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final Generations generations = new Generations();
  private final Overtaken overtaken = new Overtaken();
  private final Misses misses = new Misses();

  public AccessPass(
      Planner planner,
      Observer observer,
      ActionRunner runner,
      ClusterReader reader,
      ClusterWriter writer,
      EventLog events,
      Telemetry telemetry,
      InstantSource clock) {
    this.planner = planner;
    this.observer = observer;
    this.runner = runner;
    this.reader = reader;
    this.writer = writer;
    this.statuses = new StatusWriter(writer, events, telemetry, clock);
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /** Runs a pass; returns when to come back at the latest. */
  Duration run(String name, Caches caches) {
    try {
      Duration next = pass(name, caches);
      overtaken.over(name);
      return next;
    } catch (ActionRunner.Stale stale) {
      LOG.debug("{}: nothing was changed, {}", name, stale.what());
      return overtaken.again(name, stale.next());
    } catch (KubernetesClientException trouble) {
      if (!ClusterWriter.isConflict(trouble)) {
        throw trouble;
      }
      return overtaken.again(name, Duration.ZERO);
    }
  }

  private Duration pass(String name, Caches caches) throws ActionRunner.Stale {
    Instant begun = clock.instant();
    Optional<TrustedServiceAccess> read = reader.declaration(name);
    if (read.isEmpty()) {
      return RARELY;
    }
    TrustedServiceAccess object = read.get();
    return switch (DeclarationReader.desired(object)) {
      case Reading.Read<Desired>(Desired desired) -> plan(object, desired, begun, caches);
      case Reading.Unreadable<Desired>(String problem) -> unreadable(object, problem, begun);
    };
  }

  /** The declaration is gone for good. */
  void forget(TrustedServiceAccess object) {
    generations.forget(object);
    runner.forget(object.getMetadata().getUid());
    statuses.forget(object);
    misses.forget(object.getMetadata().getUid());
    overtaken.over(object.getMetadata().getName());
    telemetry.forgotten(
        DeclarationReader.organizationOf(object), Optional.of(DeclarationReader.principalOf(object)));
  }

  private Duration plan(TrustedServiceAccess object, Desired desired, Instant begun, Caches caches)
      throws ActionRunner.Stale {
    Declared declared = DeclarationReader.declared(object);
    Recorded recorded = DeclarationReader.recorded(object.ownStatus());
    Generations.Visit visit = generations.visit(object, observedGeneration(object), served(object), begun);
    // An informer that once was behind is not asked again before a pass has come to its end.
    List<OrganizationConnection> connections = overtaken.before(declared.name())
        ? reader.connections()
        : reader.connections(desired.organization(), caches.connections().get());
    OrganizationConnection own = connections.stream()
        .filter(each -> each.getMetadata().getName().equals(desired.organization()))
        .findFirst()
        .orElse(null);
    ConnectionView connection = Neighbours.view(own, connections);
    ServiceConfirmation confirmation = confirmation(declared, caches);
    if (connection instanceof ConnectionView.Missing) {
      // A pass that began before the connection went may have kept something of it since.
      observer.forget(desired.organization());
      telemetry.forgotten(desired.organization(), Optional.empty());
    }
    Observation observation = Observation.ofCluster(
        begun, visit.request().isPresent(), connection,
        Neighbours.siblings(object,
            declared.deleted().isPresent() ? reader.declarations() : caches.declarations().get(), connections),
        DeclarationReader.confirmation(confirmation),
        observer.integration(connection, desired.principal()))
        .under(Circumstances.of(object, own, confirmation))
        .with(Question.ROLES_SAID, DeclarationReader.rolesSaid(object).map(Fact::known).orElseGet(Fact::notAsked));
    for (int asked = 0; asked < MOST_QUESTIONS; asked++) {
      switch (planner.plan(desired, declared, recorded, observation)) {
        case Decision.Ask(var question) ->
          observation = misses.counted(
              declared.uid(), question,
              observer.answer(question, observation, desired, recorded.setUp(), visit.since()));
        case Decision.Conclude conclusion -> {
          Observation observed = observation;
          Instant looked = observation.answer(Question.LOOK).toOptional().map(Look::begun).orElse(begun);
          return conclude(
              new Plan(object, declared, desired, connection, recorded, observed, looked, conclusion.assessment()),
              conclusion, visit.request().filter(_ -> planner.serves(conclusion, observed)));
        }
      }
    }
    throw new IllegalStateException("the plan for " + declared.name() + " comes to no end");
  }

  private static @Nullable Long observedGeneration(TrustedServiceAccess object) {
    TrustedServiceAccessStatus status = object.ownStatus();
    return status == null ? null : status.observedGeneration();
  }

  private static @Nullable String served(TrustedServiceAccess object) {
    TrustedServiceAccessStatus status = object.ownStatus();
    return status == null ? null : status.lastHandledReconcileAt();
  }

  /** For a deletion the word is read from the API server itself. */
  private @Nullable ServiceConfirmation confirmation(Declared declared, Caches caches) {
    return (declared.deleted().isPresent()
        ? reader.confirmation(declared.name())
        : caches.confirmations().apply(declared.name()))
        .orElse(null);
  }

  /** {@code serves} is the request that is served once the action is carried out. */
  private Duration conclude(Plan plan, Decision.Conclude conclusion, Optional<String> serves)
      throws ActionRunner.Stale {
    TrustedServiceAccessStatus before = plan.object().ownStatus();
    if (wasLeft(plan.declared(), before)) {
      return RARELY;
    }
    Plan after = plan;
    Optional<String> served = serves;
    if (conclusion.action().isPresent()) {
      try {
        after = runner.run(plan, conclusion.action().get());
      } catch (ActionRunner.Stale stale) {
        throw postponed(plan, before, stale);
      } catch (KubernetesClientException refused) {
        if (ClusterWriter.isConflict(refused)) {
          throw postponed(
              plan, before, new ActionRunner.Stale("others wrote to the declaration or its connection"));
        }
        if (!ClusterWriter.isRefusal(refused)) {
          throw refused;
        }
        LOG.warn("{}: nothing was changed, since the API server refuses a write: {}", plan.declared().name(),
            refused.getMessage());
        served = Optional.empty();
      }
    }
    TrustedServiceAccessStatus status = StatusReport.of(
        after.assessment(), after.declared(), before, clock.instant(), served);
    if (conclusion.action().orElse(null) instanceof Action.Leave) {
      statuses.last(after, before, status);
      return conclusion.next();
    }
    return statuses.write(after, before, status, conclusion.next());
  }

  /** Nothing was changed: said where that lasts, so that a declaration is never without a status. */
  private ActionRunner.Stale postponed(
      Plan plan, @Nullable TrustedServiceAccessStatus before, ActionRunner.Stale stale) {
    boolean lasts = stale.why() == ActionRunner.Stale.Why.AGED || overtaken.before(plan.declared().name());
    if (!lasts || stale.why() == ActionRunner.Stale.Why.NOT_LEADING) {
      return stale;
    }
    Assessment assessment = stale.why() == ActionRunner.Stale.Why.AGED
        ? Postponed.aged(plan.assessment(), plan.declared(), plan.desired().organization())
        : Postponed.overtaken(plan.assessment(), plan.declared(), stale.what());
    TrustedServiceAccessStatus status = StatusReport.of(assessment, plan.declared(), before, clock.instant());
    statuses.write(plan, before, status, Duration.ZERO);
    return stale;
  }

  /** Its finalizer went, and its status says how access was left: nothing is to be added while others hold it on. */
  private static boolean wasLeft(Declared declared, @Nullable TrustedServiceAccessStatus status) {
    return declared.deleted().isPresent() && !declared.held() && status != null && status.conditions() != null
        && status.conditions()
            .stream()
            .anyMatch(condition -> "Ready".equals(condition.type()) && LEFT.contains(condition.reason()));
  }

  /** It is said on the object; if it is being deleted it stays, unless it plainly asks to leave access on. */
  private Duration unreadable(TrustedServiceAccess object, String problem, Instant begun) {
    Declared declared = DeclarationReader.declared(object);
    if (declared.deleted().isPresent() && DeclarationReader.retained(object) && letGo(object)) {
      return RARELY;
    }
    return statuses.stopped(object, declared, Verdict.no(Reason.InvalidSpec, problem), begun);
  }

  /** False where the API server takes no write on this object. */
  private boolean letGo(TrustedServiceAccess object) {
    try {
      writer.dropFinalizer(object, Kinds.ACCESS_FINALIZER);
      return true;
    } catch (KubernetesClientException trouble) {
      if (!ClusterWriter.isRefusal(trouble)) {
        throw trouble;
      }
      return false;
    }
  }

  /** A pass ended by a bug: nothing was concluded, and {@code problem} is said on the object. */
  void failed(String name, String problem) {
    reader.declaration(name)
        .ifPresent(object -> statuses.stopped(object, DeclarationReader.declared(object),
            Verdict.unknown(Reason.InternalError, problem), clock.instant()));
  }
}
