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
import dev.trustedaccess.desired.DeclarationReader;
import dev.trustedaccess.domain.Action;
import dev.trustedaccess.domain.Change;
import dev.trustedaccess.domain.ChangeOutcome;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.ConnectionView;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.Observation;
import dev.trustedaccess.domain.Planner;
import dev.trustedaccess.domain.Reason;
import dev.trustedaccess.domain.Recorded;
import dev.trustedaccess.domain.SetUp;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.ChangeTicket;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import dev.trustedaccess.report.StatusReport;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one action. A change at AWS is made one at a time for an organization, only while everything it was planned
 * from still holds by the API server's own word, and after the intent is stored; otherwise nothing is changed and the plan
 * comes back {@link Stale}.
 */
public final class ActionRunner {
  private static final Logger LOG = LoggerFactory.getLogger(ActionRunner.class);
  /** No plan waits longer for its turn, and no change takes longer to be sent. */
  static final Duration FRESH = Duration.ofSeconds(5);
  /** To put the finalizer on a connection that others write to. */
  private static final int MOST_ATTEMPTS = 5;

  /** What was planned from does not hold any more. */
  static final class Stale extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why: it decides what a person is told. */
    enum Why {
      /** Something changed meanwhile; that is over soon, or is told. */
      OVERTAKEN,
      /** Reading took too long; told at once. */
      AGED,
      /** Another process leads: it is the one to tell. */
      NOT_LEADING
    }

    private final Why why;
    /** When to plan anew at the soonest. */
    private final Duration next;

    Stale(String what) {
      this(what, Why.OVERTAKEN, Duration.ZERO);
    }

    Stale(String what, Why why, Duration next) {
      super(what, null, false, false);
      this.why = why;
      this.next = next;
    }

    Why why() {
      return why;
    }

    Duration next() {
      return next;
    }

    String what() {
      return String.valueOf(getMessage());
    }
  }

  private final Planner planner;
  private final AwsGateway aws;
  private final ClusterReader reader;
  private final ClusterWriter writer;
  private final Leadership leadership;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final Ages ages = new Ages();
  private final Turns turns = new Turns();

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
  }

  /** The plan as it stands after {@code action}; a KubernetesClientException means that nothing more was done. */
  Plan run(Plan plan, Action action) throws Stale {
    return switch (action) {
      case Action.Hold _ -> plan.with(hold(plan), plan.assessment());
      case Action.Leave _ -> leave(plan);
      case Action.Enable enable -> enable(plan, enable);
      case Action.Initialize(SetUp setUp, Instant awsTime) -> change(
          plan, action, plan.assessment().recorded().withSetUp(setUp),
          intent(plan, awsTime, Change.Kind.Initialize, Optional.of(setUp.id())),
          (access, ticket) -> service(access, plan).initialize(setUp, ticket));
      case Action.TakeDown(SetUp setUp, Instant awsTime, _) -> change(
          plan, action, plan.assessment().recorded(),
          intent(plan, awsTime, Change.Kind.TakeDown, Optional.of(setUp.id())),
          (access, ticket) -> service(access, plan).takeDown(setUp, ticket));
      case Action.Disable(String principal, Instant awsTime, _) -> change(
          plan, action, plan.assessment().recorded(), intent(plan, awsTime, Change.Kind.Disable, Optional.empty()),
          (access, ticket) -> access.disable(principal, ticket));
    };
  }

  /** The declaration is gone for good. */
  void forget(String uid) {
    ages.forget(uid);
  }

  private static Change intent(Plan plan, Instant awsTime, Change.Kind kind, Optional<String> subject) {
    Change intent = Change.intent(awsTime, kind, subject, plan.assessment().recorded().lastChange());
    return plan.observation().circumstances().map(intent::under).orElse(intent);
  }

  private Plan enable(Plan plan, Action.Enable enable) throws Stale {
    Recorded recorded = plan.assessment().recorded();
    Plan done = change(
        plan, enable, enable.correction() ? recorded.withCorrection(enable.awsTime()) : recorded,
        intent(plan, enable.awsTime(), Change.Kind.Enable, Optional.empty()),
        (access, ticket) -> access.enable(enable.principal(), ticket));
    if (enable.correction()
        && done.assessment().recorded().lastChange().filter(last -> last.requestId().isPresent()).isPresent()) {
      telemetry.driftCorrected(settings(plan).name(), enable.principal());
    }
    return done;
  }

  private Plan change(
      Plan plan,
      Action action,
      Recorded recorded,
      Change intent,
      BiFunction<OrganizationAccess, ChangeTicket, ChangeOutcome> call) throws Stale {
    ConnectionSettings settings = settings(plan);
    Instant planned = clock.instant();
    try (var _ = turns.await(settings.organizationId())) {
      if (clock.instant().isAfter(planned.plus(FRESH))) {
        throw new Stale("other changes to this organization had their turn");
      }
      TrustedServiceAccess held = hold(plan);
      Instant holdsUntil = ages.holdsUntil(plan, clock.instant());
      Instant turn = clock.instant().plus(FRESH);
      Instant sendBefore = turn.isBefore(holdsUntil) ? turn : holdsUntil;
      verify(plan, held, action);
      if (!clock.instant().isBefore(sendBefore)) {
        // It would not be sent: so it is no try, and what was seen before stays in status.
        throw new Stale("the API server took too long to answer");
      }
      if (!leadership.heldFor(FRESH)) {
        throw new Stale("this process does not lead any more", Stale.Why.NOT_LEADING, Duration.ZERO);
      }
      Recorded intending = recorded.withLastChange(intent.later(Duration.between(planned, clock.instant())));
      Plan intended = store(plan.with(held, plan.assessment().remembering(intending)));
      if (!keeps(DeclarationReader.recorded(intended.object().ownStatus()), intending)) {
        throw new NotKept();
      }
      ChangeTicket ticket = new ChangeTicket(plan.declared().uid(), sendBefore);
      ChangeOutcome outcome = call.apply(aws.access(settings), ticket);
      log(plan, settings, intent, outcome);
      return intended.with(intended.object(),
          plan.assessment().remembering(intending.ended(outcome, plan.assessment().recorded())));
    }
  }

  private static boolean keeps(Recorded stored, Recorded intending) {
    return stored.lastChange().equals(intending.lastChange()) && stored.setUp().equals(intending.setUp())
        && stored.toRead().equals(intending.toRead());
  }

  private Plan store(Plan plan) {
    TrustedServiceAccess stored = writer.status(
        plan.object(),
        StatusReport.of(plan.assessment(), plan.declared(), plan.object().ownStatus(), clock.instant()));
    return plan.with(stored, plan.assessment());
  }

  /** Holds the connection, then the declaration: a finalizer that others stripped is put back too. */
  private TrustedServiceAccess hold(Plan plan) throws Stale {
    if (plan.declared().deleted().isPresent()) {
      return plan.object();
    }
    holdConnection(plan.desired().organization());
    return writer.addFinalizer(plan.object(), Kinds.ACCESS_FINALIZER);
  }

  /**
   * Its own pass writes its status at the very time that a look ends, which is when a declaration comes to hold it: who is
   * overtaken there reads it once more, or the two could meet at each look.
   */
  private void holdConnection(String name) throws Stale {
    for (int attempt = 1;; attempt++) {
      OrganizationConnection connection = reader.connection(name)
          .orElseThrow(() -> new Stale("the connection is gone"));
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
   * By quorum reads: the same declaration at the same version, the same connection, and before anything is taken away also
   * everything else in the cluster that the plan was made from, of which it must come to the same action.
   */
  private void verify(Plan plan, TrustedServiceAccess expected, Action action) throws Stale {
    TrustedServiceAccess live = reader.declaration(plan.declared().name())
        .filter(found -> found.getMetadata().getUid().equals(plan.declared().uid()))
        .orElseThrow(() -> new Stale("the declaration is gone"));
    if (!live.getMetadata().getResourceVersion().equals(expected.getMetadata().getResourceVersion())) {
      throw new Stale("the declaration has changed");
    }
    boolean leaving = plan.declared().deleted().isPresent();
    Optional<OrganizationConnection> connection = reader.connection(plan.desired().organization());
    List<OrganizationConnection> all = leaving ? reader.connections() : List.of();
    ConnectionView now = Neighbours.view(connection.orElse(null), all);
    if (!(now instanceof ConnectionView.Usable(ConnectionSettings settings, _)) || !settings.equals(settings(plan))) {
      throw new Stale("the connection has changed");
    }
    if (leaving) {
      Observation anew = plan.observation()
          .withCluster(
              now, Neighbours.siblings(live, reader.declarations(), all),
              DeclarationReader.confirmation(reader.confirmation(plan.declared().name()).orElse(null)),
              reader.kindIsBeingDeleted());
      if (!planner.stillComesTo(action, plan.desired(), plan.declared(), plan.recorded(), anew)) {
        throw new Stale("what it was planned from has changed in the cluster");
      }
    }
  }

  /**
   * The finalizer goes only from the very object that the exit table was applied to. Where others hold the object on, its
   * status says first how access was left.
   */
  private Plan leave(Plan plan) {
    boolean goes = plan.object().getFinalizers().stream().allMatch(Kinds.ACCESS_FINALIZER::equals);
    writer.dropFinalizer((goes ? plan : store(plan)).object(), Kinds.ACCESS_FINALIZER);
    LOG.atInfo()
        .addKeyValue("principal", plan.desired().principal())
        .addKeyValue("uid", plan.declared().uid())
        .addKeyValue("generation", plan.declared().generation())
        .log("Let the declaration go: {}", plan.assessment().ready().message());
    return plan;
  }

  private void log(Plan plan, ConnectionSettings settings, Change intent, ChangeOutcome outcome) {
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
            failure.map(why -> "failed: " + why.reason() + " " + why.told()).orElse("was taken by AWS"));
  }

  private static ServiceAccess service(OrganizationAccess access, Plan plan) {
    return access.service(plan.desired().principal())
        .orElseThrow(() -> new IllegalStateException("no integration for " + plan.desired().principal()));
  }

  private static ConnectionSettings settings(Plan plan) {
    if (plan.connection() instanceof ConnectionView.Usable(ConnectionSettings settings, _)) {
      return settings;
    }
    throw new IllegalStateException("a change was planned without a usable connection: " + Reason.ConnectionNotFound);
  }
}
