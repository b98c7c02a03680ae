package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.plan.Decision;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.PlanInput;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.domain.plan.TrailSearch;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Answers the planner's questions, from shared snapshots and role inventories where possible, otherwise from AWS
 * itself.
 */
public final class Observer {
  private static final Fact<AdministratorsSeen> NOBODY = Fact.known(AdministratorsSeen.registered(List.of()));

  private final AwsGateway aws;
  private final OrganizationSnapshots snapshots;
  private final RoleInventories inventories;
  private final ClusterReader cluster;
  private final TrailLooks trail;
  /** The delegated administrators that Organizations lists. */
  private final KeptAnswers<List<DelegatedAdministrator>> administrators;
  /** How far a service is initialized, where one answer takes a call in each of several Regions or accounts. */
  private final KeptAnswers<InitializationState> initializations;
  private final InstantSource clock;

  public Observer(AwsGateway aws, OrganizationSnapshots snapshots, RoleInventories inventories, ClusterReader cluster,
      TrailLooks trail, InstantSource clock) {
    this.aws = aws;
    this.snapshots = snapshots;
    this.inventories = inventories;
    this.cluster = cluster;
    this.trail = trail;
    this.administrators = new KeptAnswers<>(Duration.ofHours(6), clock);
    this.initializations = new KeptAnswers<>(Duration.ofHours(1), clock);
    this.clock = clock;
  }

  /** Forgets a deleted declaration. */
  void forgetSearch(String connection, String uid) {
    trail.forget(connection, uid);
  }

  /** Forgets a deleted connection. */
  void forget(String connection) {
    snapshots.forget(connection);
    inventories.forget(connection);
    administrators.forget(connection);
    initializations.forget(connection);
  }

  /** Forgets what was read about a principal: its declaration was deleted, or is about to change something. */
  void forget(String connection, String principal) {
    administrators.forget(connection, principal);
    initializations.forget(connection, principal);
  }

  /** The integration for the principal, if the connection has a service role to use it with. */
  Optional<Observation.Integration> integration(ConnectionView connection, String principal) {
    return usable(connection).flatMap(settings -> service(settings, principal))
        .map(ServiceAccess::description);
  }

  /**
   * The observation with one more answer.
   *
   * @param input what the plan that asks is based on
   * @param since earlier snapshots do not count
   */
  Observation answer(Question<?> question, PlanInput input, Instant since) {
    Instant begun = clock.instant();
    Observation more = answered(question, input, since);
    Instant ended = clock.instant();
    return (Question.limitsAge(question) ? more.read(begun, ended) : more).asOf(ended);
  }

  /**
   * The conclusion, with what CloudTrail shows by now of who made the newest change by others. It stays as it is while no
   * snapshot tells the time by AWS's clock: the search goes on with the next one.
   */
  Decision.Conclude naming(PlanInput input, Decision.Conclude conclusion) {
    Optional<ConnectionSettings> settings = usable(input.observation().connection());
    Optional<String> dismissal = settings.flatMap(known -> service(known, input.desired().principal()))
        .flatMap(ServiceAccess::dismissalCall);
    return TrailSearch.of(input, conclusion.recorded(), dismissal)
        .flatMap(search -> input.awsNow()
            .map(awsNow -> trail.known(settings.orElseThrow(), input.declared(), search, awsNow)))
        .map(known -> naming(conclusion, settings.orElseThrow(), known))
        .orElse(conclusion);
  }

  private static Decision.Conclude naming(
      Decision.Conclude conclusion, ConnectionSettings settings, ChangeByOthers known) {
    Decision.Conclude named = conclusion.remembering(conclusion.recorded().replacingChangeByOthers(known));
    return known.ended() ? named : named.within(TrailLooks.interval(settings));
  }

  private Observation answered(Question<?> question, PlanInput input, Instant since) {
    Observation observation = input.observation();
    Desired desired = input.desired();
    return switch (question) {
      case Question.Snapshot asked -> snapshot(asked, observation, since);
      case Question.CrdDeleting asked -> observation.with(asked, kindIsBeingDeleted());
      case Question.Roles asked -> observation.with(asked, roles(settings(observation), observation, desired, since));
      case Question.Administrators asked ->
        observation.with(asked, administrators(asked, input, since));
      case Question.PolicyTypes asked -> observation.with(asked, organization(observation).enabledPolicyTypes());
      case Question.KeptInitialization asked -> observation.with(
          asked, Fact.known(initializations.since(since, settings(observation), desired.principal())));
      case Question.Initialization asked -> observation.with(asked, initialization(observation, desired));
      case Question.OwnedResources asked ->
        observation.with(asked, ownedResources(input));
      case Question.RemainingThings asked ->
        observation.with(
            asked,
            Fact.known(service(observation, desired).remaining(administrators(desired, input.recorded().owned()))));
    };
  }

  private Observation snapshot(Question.Snapshot question, Observation observation, Instant generationSeen) {
    Instant since = switch (question.since()) {
      case INTERVAL -> generationSeen;
      case OTHER_ANSWERS -> observation.readUntil();
      case SNAPSHOT -> afterTheSnapshot(observation);
    };
    OrganizationSnapshots.SnapshotRead read = snapshots.snapshot(settings(observation), since);
    return observation.withSnapshot(read.snapshot(), read.missed(), read.previousSnapshot())
        .reachedSince(read.reachedSince());
  }

  /** Snapshots of one connection are sequential, so one that began later began after the other's end. */
  private static Instant afterTheSnapshot(Observation observation) {
    return observation.answer(Question.SNAPSHOT)
        .toOptional()
        .map(snapshot -> snapshot.begun().plusNanos(1))
        .orElse(observation.readUntil());
  }

  /**
   * The last inventory. If Ready depends on it, an inventory whose scan began before {@code since} does not count, as
   * with snapshots. If status already reports roles at this generation, none is needed. So a restart causes no scan
   * before it is due, unless a person requests one.
   */
  private Fact<RoleInventory> roles(
      ConnectionSettings settings, Observation observation, Desired desired, Instant since) {
    boolean everywhere = desired.roles() == Desired.RoleExpectation.EVERY_ACCOUNT;
    Instant least = everywhere ? since : Instant.MIN;
    boolean reported = observation.reportedRoles().isPresent();
    boolean nothingNeeded = reported && least.equals(Instant.MIN) && !observation.prompted();
    Optional<Instant> wanted = nothingNeeded ? Optional.empty() : Optional.of(observation.prompted() ? since : least);
    Fact<RoleInventory> inventory = inventories.inventory(settings, wanted);
    return inventory.toOptional().filter(last -> last.begun().isBefore(least)).isPresent()
        ? Fact.unknown(new Failure(Failure.Kind.NOT_SENT, "the role inventory scan"))
        : inventory;
  }

  /** What this pass has read itself is no second answer, so it is read once more. */
  private Fact<List<DelegatedAdministrator>> administrators(
      Question.Administrators question, PlanInput input, Instant generationSeen) {
    Observation observation = input.observation();
    Optional<List<DelegatedAdministrator>> kept = question.now() || observation.prompted()
        ? Optional.empty()
        : administrators.between(
            generationSeen, observation.passBegun(), settings(observation), input.desired().principal());
    return kept.map(Fact::known).orElseGet(() -> registered(input));
  }

  private Fact<List<DelegatedAdministrator>> registered(PlanInput input) {
    OrganizationAccess organization = organization(input.observation());
    return administrators.now(
        settings(input.observation()), input.desired().principal(),
        () -> input.names()
            .stream()
            .map(organization::delegatedAdministrators)
            .reduce(DelegatedAdministrator::underEither)
            .orElseThrow());
  }

  private Fact<InitializationState> initialization(Observation observation, Desired desired) {
    ServiceAccess service = service(observation, desired);
    return service.asksInManyPlaces()
        ? initializations.now(settings(observation), desired.principal(), service::initialization)
        : service.initialization();
  }

  /** The declared administrators, and those that left the declaration and are owned. */
  private static List<String> administrators(Desired desired, List<OwnedResource> owned) {
    return Stream.concat(desired.administrators().stream(), owned.stream().map(OwnedResource::accountId))
        .distinct()
        .toList();
  }

  /** Which owned resources exist: administrators by the service's own API, registrations by Organizations. */
  private Fact<OwnedResourcesSeen> ownedResources(PlanInput input) {
    List<OwnedResource> owned = input.recorded().owned();
    Fact<AdministratorsSeen> registered = owned.stream().anyMatch(OwnedResource::isRegistration)
        ? registered(input).map(AdministratorsSeen::registered)
        : NOBODY;
    Fact<AdministratorsSeen> appointed = owned.stream().allMatch(OwnedResource::isRegistration)
        ? NOBODY
        : initialization(input.observation(), input.desired()).map(state -> state.administrators().orElseThrow());
    return registered instanceof Fact.Known<AdministratorsSeen>(AdministratorsSeen listed)
        ? appointed.map(seen -> OwnedResourcesSeen.of(owned, listed, seen))
        : Fact.unknown(registered.problem().orElseThrow());
  }

  private Fact<Boolean> kindIsBeingDeleted() {
    try {
      return Fact.known(cluster.kindIsBeingDeleted());
    } catch (KubernetesClientException unread) {
      return Fact.unknown(new Failure(Failure.Kind.UNAVAILABLE, "the API server's answer about the CRD"));
    }
  }

  private OrganizationAccess organization(Observation observation) {
    return aws.access(settings(observation));
  }

  private ServiceAccess service(Observation observation, Desired desired) {
    return service(settings(observation), desired.principal())
        .orElseThrow(() -> new IllegalStateException("asked about " + desired.principal() + " without an integration"));
  }

  private Optional<ServiceAccess> service(ConnectionSettings settings, String principal) {
    return settings.serviceRole().isPresent() ? aws.access(settings).service(principal) : Optional.empty();
  }

  private static ConnectionSettings settings(Observation observation) {
    return usable(observation.connection())
        .orElseThrow(() -> new IllegalStateException("asked about AWS without a usable connection"));
  }

  private static Optional<ConnectionSettings> usable(ConnectionView view) {
    return view instanceof ConnectionView.Usable(ConnectionSettings settings, _)
        ? Optional.of(settings)
        : Optional.empty();
  }
}
