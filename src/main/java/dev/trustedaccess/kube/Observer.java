package dev.trustedaccess.kube;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.plan.Observation;
import dev.trustedaccess.domain.plan.Question;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.port.ServiceAccess;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Answers the planner's questions, from shared snapshots and role inventories where possible, otherwise from AWS
 * itself.
 */
public final class Observer {
  /**
   * Questions without an age limit here: snapshots have their own, the cluster is read again, and no change depends on
   * roles.
   */
  private static final Set<Question<?>> NOT_AGED_BY = Set.of(
      Question.SNAPSHOT, Question.FRESH_SNAPSHOT, Question.SECOND_SNAPSHOT, Question.CRD_DELETING, Question.ROLES);

  private final AwsGateway aws;
  private final OrganizationSnapshots snapshots;
  private final RoleInventories inventories;
  private final ClusterReader cluster;
  private final InstantSource clock;

  public Observer(AwsGateway aws, OrganizationSnapshots snapshots, RoleInventories inventories, ClusterReader cluster,
      InstantSource clock) {
    this.aws = aws;
    this.snapshots = snapshots;
    this.inventories = inventories;
    this.cluster = cluster;
    this.clock = clock;
  }

  /** Forgets a deleted connection. */
  void forget(String connection) {
    snapshots.forget(connection);
    inventories.forget(connection);
  }

  /** The integration for the principal, if the connection has a service role to use it with. */
  Optional<Observation.Integration> integration(ConnectionView connection, String principal) {
    return usable(connection).flatMap(settings -> service(settings, principal))
        .map(service -> new Observation.Integration(service.integration(), service.initializes(), service.regions(),
            service.readsAdministratorAccounts()));
  }

  /**
   * The observation with one more answer.
   *
   * @param owned owned resources according to status
   * @param since earlier snapshots do not count
   */
  Observation answer(
      Question<?> question, Observation observation, Desired desired, List<OwnedResource> owned, Instant since) {
    Instant begun = clock.instant();
    Observation more = answered(question, observation, desired, owned, since);
    Instant ended = clock.instant();
    return (NOT_AGED_BY.contains(question) ? more : more.read(begun, ended)).asOf(ended);
  }

  private Observation answered(
      Question<?> question, Observation observation, Desired desired, List<OwnedResource> owned, Instant since) {
    if (question == Question.CRD_DELETING) {
      return observation.with(Question.CRD_DELETING, kindIsBeingDeleted());
    }
    ConnectionSettings settings = usable(observation.connection())
        .orElseThrow(() -> new IllegalStateException("the question " + question + " needs a connection"));
    if (question == Question.SNAPSHOT || question == Question.FRESH_SNAPSHOT || question == Question.SECOND_SNAPSHOT) {
      OrganizationSnapshots.SnapshotRead snapshotRead = snapshots.snapshot(
          settings,
          question == Question.SNAPSHOT
              ? since
              : question == Question.FRESH_SNAPSHOT ? observation.readUntil() : afterTheSnapshot(observation));
      return observation.withSnapshot(snapshotRead.snapshot(), snapshotRead.missed(), snapshotRead.previousSnapshot())
          .reachedSince(snapshotRead.reachedSince());
    }
    if (question == Question.ROLES) {
      return observation.with(Question.ROLES, roles(settings, observation, desired, since));
    }
    OrganizationAccess access = aws.access(settings);
    if (question == Question.DELEGATED_ADMINISTRATORS) {
      return observation.with(Question.DELEGATED_ADMINISTRATORS, access.delegatedAdministrators(desired.principal()));
    }
    if (question == Question.POLICY_TYPES) {
      return observation.with(Question.POLICY_TYPES, access.enabledPolicyTypes());
    }
    ServiceAccess service = service(settings, desired.principal())
        .orElseThrow(() -> new IllegalStateException("the question " + question + " needs an integration"));
    if (question == Question.INITIALIZATION) {
      return observation.with(Question.INITIALIZATION, service.initialization());
    }
    if (question == Question.SECOND_INITIALIZATION) {
      return observation.with(Question.SECOND_INITIALIZATION, service.initialization());
    }
    if (question == Question.OWNED_RESOURCES) {
      return observation.with(Question.OWNED_RESOURCES, ownedResources(service, owned));
    }
    if (question == Question.SECOND_OWNED_RESOURCES) {
      return observation.with(Question.SECOND_OWNED_RESOURCES, ownedResources(service, owned));
    }
    if (question == Question.REMAINING) {
      return observation.with(Question.REMAINING, Fact.known(service.remaining(desired.administrator())));
    }
    throw new IllegalStateException("no answer is implemented for " + question);
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
    boolean reported = observation.answer(Question.REPORTED_ROLES).toOptional().isPresent();
    boolean nothingNeeded = reported && least.equals(Instant.MIN) && !observation.prompted();
    Optional<Instant> wanted = nothingNeeded ? Optional.empty() : Optional.of(observation.prompted() ? since : least);
    Fact<RoleInventory> inventory = inventories.inventory(settings, wanted);
    return inventory.toOptional().filter(last -> last.begun().isBefore(least)).isPresent()
        ? Fact.unknown(new Failure(Failure.Kind.NOT_SENT, "the role inventory scan"))
        : inventory;
  }

  private static Fact<OwnedResourcesSeen> ownedResources(ServiceAccess service, List<OwnedResource> owned) {
    List<OwnedResource> present = new ArrayList<>();
    List<OwnedResource> leaving = new ArrayList<>();
    for (OwnedResource resource : owned) {
      switch (service.ownedStage(resource)) {
        case Fact.Known<OwnedResource.Stage>(OwnedResource.Stage stage) when stage == OwnedResource.Stage.PRESENT ->
          present.add(resource);
        case Fact.Known<OwnedResource.Stage>(OwnedResource.Stage stage) when stage == OwnedResource.Stage.BEING_REMOVED ->
          leaving.add(resource);
        case Fact.Unknown<OwnedResource.Stage>(Failure failure) -> {
          return Fact.unknown(failure);
        }
        default -> {
          // It has been deleted.
        }
      }
    }
    return Fact.known(new OwnedResourcesSeen(present, leaving));
  }

  private Fact<Boolean> kindIsBeingDeleted() {
    try {
      return Fact.known(cluster.kindIsBeingDeleted());
    } catch (KubernetesClientException unread) {
      return Fact.unknown(new Failure(Failure.Kind.UNAVAILABLE, "the API server's answer about the CRD"));
    }
  }

  private Optional<ServiceAccess> service(ConnectionSettings settings, String principal) {
    return settings.serviceRole().isPresent() ? aws.access(settings).service(principal) : Optional.empty();
  }

  private static Optional<ConnectionSettings> usable(ConnectionView view) {
    return view instanceof ConnectionView.Usable(ConnectionSettings settings, _)
        ? Optional.of(settings)
        : Optional.empty();
  }
}
