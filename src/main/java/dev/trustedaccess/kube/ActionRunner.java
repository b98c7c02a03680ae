package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.plan.Action;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.StatusReport;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import dev.trustedaccess.port.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one action. Changes at AWS are made one at a time per organization, only while everything the plan was
 * based on still holds according to the API server, and after the intent is stored. Otherwise nothing is changed and it
 * throws {@link Stale}.
 */
public final class ActionRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ActionRunner.class);
  /** Attempts to write to a connection that others write to. */
  static final int MOST_ATTEMPTS = 5;

  private final Planner planner;
  private final AwsGateway aws;
  private final ClusterReader reader;
  private final ClusterWriter writer;
  private final Leadership leadership;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final AgeLimits ages = new AgeLimits();
  private final ChangeQueue turns = new ChangeQueue();
  private final FinalizerRemoval removal;

  public ActionRunner(
      Planner planner,
      AwsGateway aws,
      ClusterReader reader,
      ClusterWriter writer,
      Leadership leadership,
      InstantSource clock,
      Telemetry telemetry) {
    this.planner = planner;
    this.aws = aws;
    this.reader = reader;
    this.writer = writer;
    this.leadership = leadership;
    this.clock = clock;
    this.telemetry = telemetry;
    this.removal = new FinalizerRemoval(reader, writer);
  }

  /** The plan after {@code action}; a KubernetesClientException means that nothing more was done. */
  PlannedPass run(PlannedPass plan, Action action) throws Stale {
    return switch (action) {
      case Action.AddFinalizer _ -> plan.with(hold(plan), plan.conclusion());
      case Action.RemoveFinalizer _ -> removal.remove(plan, this::store);
      case Action.Enable enable -> enable(plan, enable);
      case Action.Initialize(OwnedResource owned, Optional<OwnedResource> registration, Instant awsTime) -> change(
          plan, action, plan.recorded().withOwned(owned, registration),
          intent(plan, awsTime, Change.Kind.INITIALIZE, Optional.of(owned.inWords())),
          (access, ticket) -> plan.input().isOfOrganizations(owned)
              ? access.registerDelegatedAdministrator(plan.input().listedName(), owned.accountId(), ticket)
              : service(access, plan).initialize(owned, ticket));
      case Action.RemoveOwnedResource(OwnedResource owned, Instant awsTime, _) -> change(
          plan, action, plan.recorded(),
          intent(plan, awsTime, Change.Kind.REMOVE_OWNED_RESOURCE, Optional.of(owned.inWords())),
          (access, ticket) -> plan.input().isOfOrganizations(owned)
              ? access.deregisterDelegatedAdministrator(plan.input().listedName(), owned.accountId(), ticket)
              : service(access, plan).removeOwned(owned, ticket));
      case Action.Disable(String principal, AccessMethod.By by, Instant awsTime, _) -> change(
          plan, action, plan.recorded(),
          intent(plan, awsTime, Change.Kind.DISABLE, Optional.empty())
              .after(Planner.evidence(plan.conclusion(), plan.input())),
          (access, ticket) -> by == AccessMethod.By.SERVICE
              ? service(access, plan).disable(principal, ticket)
              : access.disable(principal, ticket));
    };
  }

  /** Forgets a deleted declaration. */
  void forget(String uid) {
    ages.forget(uid);
    removal.forget(uid);
  }

  /** Removes the finalizer of a declaration that cannot be read; returns what is concluded if that is refused. */
  Optional<Decision.Conclude> letGo(TrustedServiceAccess object, Decision.Conclude conclusion) {
    return removal.letGo(object, conclusion);
  }

  private static Change intent(PlannedPass plan, Instant awsTime, Change.Kind kind, Optional<String> subject) {
    Change intent = Change.intent(awsTime, kind, subject, plan.recorded().lastChange());
    return plan.observation().circumstances().map(intent::under).orElse(intent);
  }

  private PlannedPass enable(PlannedPass plan, Action.Enable enable) throws Stale {
    Recorded before = plan.recorded();
    Recorded recorded = enable.correction() ? before.withCorrection(enable.awsTime()) : before;
    PlannedPass done = change(
        plan, enable,
        enable.registering()
            .filter(Action.Registering::owned)
            .map(one -> recorded.withOwned(one.administrator(), Optional.empty()))
            .orElse(recorded),
        intent(plan, enable.awsTime(), Change.Kind.ENABLE, Optional.empty()),
        (access, ticket) -> enable.by() == AccessMethod.By.SERVICE
            ? enable(service(access, plan), enable, ticket)
            : access.enable(enable.principal(), ticket));
    if (enable.correction()
        && done.recorded().lastChange().filter(last -> last.requestId().isPresent()).isPresent()) {
      telemetry.driftCorrected(settings(plan).name(), enable.principal());
    }
    return done;
  }

  private static ChangeOutcome enable(ServiceAccess service, Action.Enable enable, ChangeTicket ticket) {
    return enable.registering()
        .map(one -> service.initialize(one.administrator(), ticket))
        .orElseGet(() -> service.enable(enable.principal(), ticket));
  }

  private PlannedPass change(
      PlannedPass plan,
      Action action,
      Recorded recorded,
      Change intent,
      BiFunction<OrganizationAccess, ChangeTicket, ChangeOutcome> call) throws Stale {
    ConnectionSettings settings = settings(plan);
    Instant planned = clock.instant();
    try (var _ = turns.await(settings.organizationId())) {
      if (clock.instant().isAfter(planned.plus(Timing.FRESH))) {
        throw new Stale("other changes to this organization were made first");
      }
      TrustedServiceAccess withFinalizer = hold(plan);
      Instant holdsUntil = ages.holdsUntil(plan, clock.instant());
      Instant turn = clock.instant().plus(Timing.FRESH);
      Instant sendBefore = turn.isBefore(holdsUntil) ? turn : holdsUntil;
      verify(plan, withFinalizer, action);
      if (!clock.instant().isBefore(sendBefore)) {
        // It would not be sent. So it does not count as an attempt, and status keeps what was observed before.
        throw new Stale("the API server took too long to answer");
      }
      if (!leadership.isCertainFor(Timing.FRESH)) {
        throw new Stale("this process is no longer the leader", Stale.Why.NOT_LEADING, Duration.ZERO);
      }
      Recorded intending = recorded.withLastChange(intent.later(Duration.between(planned, clock.instant())));
      PlannedPass intended = store(plan.with(withFinalizer, plan.conclusion().remembering(intending)));
      if (!keeps(DeclarationReader.recorded(intended.object().ownStatus()), intending)) {
        throw new StatusFieldsDropped();
      }
      ChangeTicket ticket = new ChangeTicket(plan.declared().uid(), sendBefore);
      ChangeOutcome outcome = call.apply(aws.access(settings), ticket);
      log(plan, settings, intent, outcome);
      return intended.with(intended.object(),
          plan.conclusion().remembering(intending.ended(outcome, plan.recorded())));
    }
  }

  private static boolean keeps(Recorded stored, Recorded intending) {
    return stored.lastChange().map(Change::withoutEvidence).equals(intending.lastChange().map(Change::withoutEvidence))
        && stored.owned().equals(intending.owned())
        && stored.toRead().equals(intending.toRead());
  }

  private PlannedPass store(PlannedPass plan) {
    TrustedServiceAccess stored = writer.status(
        plan.object(),
        StatusReport.of(plan.conclusion(), plan.declared(), plan.object().ownStatus(), clock.instant()));
    return plan.with(stored, plan.conclusion());
  }

  /** Adds the finalizer to the connection, then to the declaration; also restores one that others removed. */
  private TrustedServiceAccess hold(PlannedPass plan) throws Stale {
    if (plan.declared().deleted().isPresent()) {
      return plan.object();
    }
    holdConnection(plan.desired().organization());
    return writer.addFinalizer(plan.object(), Kinds.ACCESS_FINALIZER);
  }

  /**
   * The connection's own pass writes its status when a snapshot ends, which is also when a declaration adds the
   * finalizer. So an overtaken write reads the connection again, or the two could collide at each snapshot.
   */
  private void holdConnection(String name) throws Stale {
    for (int attempt = 1;; attempt++) {
      OrganizationConnection connection = reader.connection(name)
          .orElseThrow(() -> new Stale("the connection was deleted"));
      if (connection.hasFinalizer(Kinds.IN_USE_FINALIZER)) {
        return;
      }
      if (connection.getMetadata().getDeletionTimestamp() != null) {
        throw new Stale("the connection is being deleted");
      }
      try {
        writer.addFinalizer(connection, Kinds.IN_USE_FINALIZER);
        return;
      } catch (KubernetesClientException overtaken) {
        if (!ClusterWriter.isConflict(overtaken) || attempt == MOST_ATTEMPTS) {
          throw overtaken;
        }
      }
    }
  }

  /**
   * Checks by quorum reads: the same declaration at the same version and the same connection. Before anything is
   * removed, the plan must also reach the same action from everything else in the cluster that it was based on.
   */
  private void verify(PlannedPass plan, TrustedServiceAccess expected, Action action) throws Stale {
    TrustedServiceAccess live = reader.declaration(plan.declared().name())
        .filter(found -> found.getMetadata().getUid().equals(plan.declared().uid()))
        .orElseThrow(() -> new Stale("the declaration was deleted"));
    if (!live.getMetadata().getResourceVersion().equals(expected.getMetadata().getResourceVersion())) {
      throw new Stale("the declaration has changed");
    }
    boolean leaving = plan.declared().deleted().isPresent();
    Optional<OrganizationConnection> connection = reader.connection(plan.desired().organization());
    List<OrganizationConnection> all = leaving ? reader.connections() : List.of();
    ConnectionView now = RelatedObjects.view(connection.orElse(null), all);
    if (!(now instanceof ConnectionView.Usable(ConnectionSettings settings, _)) || !settings.equals(settings(plan))) {
      throw new Stale("the connection has changed");
    }
    if (leaving) {
      Observation anew = plan.observation()
          .withCluster(
              now, RelatedObjects.siblings(live, reader.declarations(), all),
              DeclarationReader.confirmation(reader.confirmation(plan.declared().name()).orElse(null)),
              reader.kindIsBeingDeleted());
      if (!planner.stillResultsIn(action, plan.input().observing(anew))) {
        throw new Stale("what the plan was based on has changed in the cluster");
      }
    }
  }

  private void log(PlannedPass plan, ConnectionSettings settings, Change intent, ChangeOutcome outcome) {
    Optional<Failure> failure = outcome instanceof ChangeOutcome.Failed(Failure why)
        ? Optional.of(why)
        : Optional.empty();
    telemetry.changed(settings.name(), intent.kind(), failure.map(Failure::reason));
    LOG.atInfo()
        .addKeyValue("principal", plan.desired().principal())
        .addKeyValue("uid", plan.declared().uid())
        .addKeyValue("generation", plan.declared().generation())
        .addKeyValue("requestId", outcome instanceof ChangeOutcome.Accepted(String id) ? id : "none")
        .log("{} {}", intent.kind(),
            failure.map(why -> "failed: " + why.reason() + " " + why.description()).orElse("was accepted by AWS"));
  }

  private static ServiceAccess service(OrganizationAccess access, PlannedPass plan) {
    return access.service(plan.desired().principal())
        .orElseThrow(() -> new IllegalStateException("no integration for " + plan.desired().principal()));
  }

  private static ConnectionSettings settings(PlannedPass plan) {
    if (plan.observation().connection() instanceof ConnectionView.Usable(ConnectionSettings settings, _)) {
      return settings;
    }
    throw new IllegalStateException("a change was planned without a usable connection: " + Reason.CONNECTION_NOT_FOUND);
  }
}
