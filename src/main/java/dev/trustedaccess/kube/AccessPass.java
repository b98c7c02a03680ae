package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.plan.Action;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.FailedPass;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.PlanInput;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.domain.plan.PostponedChange;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Reading;
import dev.trustedaccess.mapping.StatusReport;
import dev.trustedaccess.port.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over a declaration: observe, decide, act, report. */
public final class AccessPass {
  private static final Logger LOG = LoggerFactory.getLogger(AccessPass.class);
  /** More questions than any plan can have: a planner that asks more has a bug. */
  private static final int MOST_QUESTIONS = 20;

  /** The informers' caches. They only show when something changed; its state is read from the API server itself. */
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
  private final StatusWriter statuses;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final Generations generations = new Generations();
  private final OvertakenPasses overtaken = new OvertakenPasses();
  private final MissedReads misses = new MissedReads();

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
    this.statuses = new StatusWriter(writer, events, telemetry, clock);
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /** Runs a pass; returns the latest time for the next one. */
  Duration run(String name, Caches caches) {
    try {
      Duration next = pass(name, caches);
      overtaken.over(name);
      return next;
    } catch (Stale stale) {
      LOG.debug("{}: no change was made: {}", name, stale.what());
      return overtaken.again(name, stale.next());
    } catch (KubernetesClientException trouble) {
      if (!ClusterWriter.isConflict(trouble)) {
        throw trouble;
      }
      return overtaken.again(name, Duration.ZERO);
    }
  }

  private Duration pass(String name, Caches caches) throws Stale {
    Instant begun = clock.instant();
    Optional<TrustedServiceAccess> read = reader.declaration(name);
    if (read.isEmpty()) {
      return Timing.RARELY;
    }
    TrustedServiceAccess object = read.get();
    return switch (DeclarationReader.desired(object)) {
      case Reading.Read<Desired>(Desired desired) -> plan(object, desired, begun, caches);
      case Reading.Unreadable<Desired>(String problem) -> unreadable(object, problem, begun);
    };
  }

  /** Forgets a deleted declaration. */
  void forget(TrustedServiceAccess object) {
    generations.forget(object);
    runner.forget(object.getMetadata().getUid());
    statuses.forget(object);
    misses.forget(object.getMetadata().getUid());
    overtaken.over(object.getMetadata().getName());
    observer.forgetSearch(DeclarationReader.organizationOf(object), object.getMetadata().getUid());
    observer.forget(DeclarationReader.organizationOf(object), DeclarationReader.principalOf(object));
    telemetry.forgotten(
        DeclarationReader.organizationOf(object), Optional.of(DeclarationReader.principalOf(object)));
  }

  private Duration plan(TrustedServiceAccess object, Desired desired, Instant begun, Caches caches)
      throws Stale {
    Declared declared = DeclarationReader.declared(object);
    Recorded recorded = DeclarationReader.recorded(object.ownStatus());
    Generations.Visit visit = generations.visit(object, observedGeneration(object), served(object), begun);
    // A lagging informer is not used again until a pass has completed.
    List<OrganizationConnection> connections = overtaken.before(declared.name())
        ? reader.connections()
        : reader.connections(desired.organization(), caches.connections().get());
    OrganizationConnection own = connections.stream()
        .filter(each -> each.getMetadata().getName().equals(desired.organization()))
        .findFirst()
        .orElse(null);
    ConnectionView connection = RelatedObjects.view(own, connections);
    ServiceConfirmation confirmation = confirmation(declared, caches);
    if (connection instanceof ConnectionView.Missing) {
      // A pass that began before the deletion of the connection may have stored something since.
      observer.forget(desired.organization());
      telemetry.forgotten(desired.organization(), Optional.empty());
    }
    PlanInput input = planner.input(desired, declared, recorded, Observation.ofCluster(
        begun, visit.request().isPresent(), connection,
        RelatedObjects.siblings(object,
            declared.deleted().isPresent() ? reader.declarations() : caches.declarations().get(), connections),
        DeclarationReader.confirmation(confirmation),
        observer.integration(connection, desired.principal()))
        .under(RefusalContext.of(object, own, confirmation))
        .reporting(
            DeclarationReader.reportedRoles(object), DeclarationReader.reportedReady(object),
            DeclarationReader.reportedDisabled(object)));
    for (int count = 0; count < MOST_QUESTIONS; count++) {
      switch (planner.plan(input)) {
        case Decision.Ask(var question) -> input = input.observing(misses.counted(
            declared.uid(), question, observer.answer(question, input, visit.since())));
        case Decision.Done(Duration next) -> {
          return next;
        }
        case Decision.Conclude conclusion -> {
          Observation observed = input.observation();
          return conclude(
              new PlannedPass(object, input, observer.naming(input, conclusion)),
              visit.request().filter(_ -> planner.serves(conclusion, observed)));
        }
      }
    }
    throw new IllegalStateException("the plan for " + declared.name() + " does not terminate");
  }

  private static @Nullable Long observedGeneration(TrustedServiceAccess object) {
    TrustedServiceAccessStatus status = object.ownStatus();
    return status == null ? null : status.observedGeneration();
  }

  private static @Nullable String served(TrustedServiceAccess object) {
    TrustedServiceAccessStatus status = object.ownStatus();
    return status == null ? null : status.lastHandledReconcileAt();
  }

  /** For a deletion, the confirmation is read from the API server itself. */
  private @Nullable ServiceConfirmation confirmation(Declared declared, Caches caches) {
    return (declared.deleted().isPresent()
        ? reader.confirmation(declared.name())
        : caches.confirmations().apply(declared.name()))
        .orElse(null);
  }

  /** {@code serves} is the reconcile request that is served once the action has been carried out. */
  private Duration conclude(PlannedPass plan, Optional<String> serves) throws Stale {
    Decision.Conclude conclusion = plan.conclusion();
    TrustedServiceAccessStatus before = plan.object().ownStatus();
    PlannedPass after = plan;
    Optional<String> served = serves;
    if (conclusion.action().isPresent()) {
      observer.forget(plan.desired().organization(), plan.desired().principal());
      try {
        after = runner.run(plan, conclusion.action().get());
      } catch (Stale stale) {
        throw postponed(plan, before, stale);
      } catch (KubernetesClientException refused) {
        if (ClusterWriter.isConflict(refused)) {
          throw postponed(
              plan, before, new Stale("others wrote to the declaration or its connection"));
        }
        if (!ClusterWriter.isRefusal(refused)) {
          throw refused;
        }
        LOG.warn("{}: no change was made, because the API server rejects a write: {}", plan.declared().name(),
            refused.getMessage());
        served = Optional.empty();
      }
    }
    TrustedServiceAccessStatus status = StatusReport.of(
        after.conclusion(), after.declared(), before, clock.instant(), served);
    if (after.conclusion().action().orElse(null) instanceof Action.RemoveFinalizer) {
      statuses.last(after, before, status);
      return conclusion.next();
    }
    return statuses.write(after, before, status, after.conclusion().next());
  }

  /** Nothing was changed. Reports it if that persists, so that no declaration is without a status. */
  private Stale postponed(
      PlannedPass plan, @Nullable TrustedServiceAccessStatus before, Stale stale) {
    boolean lasts = stale.why() == Stale.Why.AGED || overtaken.before(plan.declared().name());
    if (!lasts || stale.why() == Stale.Why.NOT_LEADING) {
      return stale;
    }
    Decision.Conclude waiting = stale.why() == Stale.Why.AGED
        ? PostponedChange.outdated(plan.conclusion(), plan.declared(), plan.desired().organization())
        : PostponedChange.overtaken(plan.conclusion(), plan.declared(), stale.what());
    TrustedServiceAccessStatus status = StatusReport.of(waiting, plan.declared(), before, clock.instant());
    statuses.write(plan, before, status, Duration.ZERO);
    return stale;
  }

  /** Reports it on the object. */
  private Duration unreadable(TrustedServiceAccess object, String problem, Instant begun) {
    Declared declared = DeclarationReader.declared(object);
    Decision.Conclude conclusion = FailedPass.unreadable(
        declared, DeclarationReader.recorded(object.ownStatus()), DeclarationReader.reportedIntegration(object),
        DeclarationReader.retained(object), problem);
    if (conclusion.action().isPresent()) {
      return runner.letGo(object, conclusion)
          .map(waiting -> statuses.stopped(object, declared, waiting, begun))
          .orElse(conclusion.next());
    }
    return statuses.stopped(object, declared, conclusion, begun);
  }

  /** A bug ended the pass: there is no conclusion, and {@code problem} is reported on the object. */
  void failed(String name, String problem) {
    reader.declaration(name)
        .ifPresent(object -> statuses.stopped(
            object, DeclarationReader.declared(object),
            FailedPass.failed(DeclarationReader.recorded(object.ownStatus()),
                DeclarationReader.reportedIntegration(object), problem),
            clock.instant()));
  }
}
