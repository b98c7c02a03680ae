package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.plan.ConnectionAssessment;
import dev.trustedaccess.domain.plan.ConnectionJudge;
import dev.trustedaccess.domain.plan.InUseFinalizer;
import dev.trustedaccess.domain.plan.RememberedInventory;
import dev.trustedaccess.mapping.ConnectionReader;
import dev.trustedaccess.mapping.ConnectionReport;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Notice;
import dev.trustedaccess.port.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * One pass over a connection: what it observes, who uses it, and whether it may be deleted. It changes nothing at AWS.
 */
public final class ConnectionPass {
  private final ServiceCatalog catalog;
  private final OrganizationSnapshots snapshots;
  private final RoleInventories inventories;
  private final TrailLooks trail;
  private final ClusterReader reader;
  private final ClusterWriter writer;
  private final EventLog events;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final RefusedStatuses<OrganizationConnectionStatus> unwritten = new RefusedStatuses<>();
  private final Generations generations = new Generations();

  public ConnectionPass(
      ServiceCatalog catalog,
      OrganizationSnapshots snapshots,
      RoleInventories inventories,
      TrailLooks trail,
      ClusterReader reader,
      ClusterWriter writer,
      EventLog events,
      Telemetry telemetry,
      InstantSource clock) {
    this.catalog = catalog;
    this.snapshots = snapshots;
    this.inventories = inventories;
    this.trail = trail;
    this.reader = reader;
    this.writer = writer;
    this.events = events;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /** Runs a pass, with {@code all} connections in the informer's cache; returns the latest time for the next one. */
  Duration run(String name, List<OrganizationConnection> all) {
    Instant begun = clock.instant();
    Optional<OrganizationConnection> read = reader.connection(name);
    if (read.isEmpty()) {
      return Timing.RARELY;
    }
    OrganizationConnection object = read.get();
    List<TrustedServiceAccess> users = users(name);
    boolean deleting = object.getMetadata().getDeletionTimestamp() != null;
    InUseFinalizer finalizer = InUseFinalizer.of(deleting, users.stream().map(DeclarationReader::declared).toList());
    if (finalizer == InUseFinalizer.KEPT) {
      return write(object, ConnectionJudge.inUse(name), users, Optional.empty(), begun, Timing.RARELY);
    }
    if (finalizer == InUseFinalizer.REMOVED && letGo(object)) {
      return Timing.RARELY;
    }
    return switch (RelatedObjects.view(object, reader.connections(name, all))) {
      case ConnectionView.Usable(ConnectionSettings settings, _) -> snapshot(object, settings, users, begun);
      case ConnectionView.Unusable(Reason reason, String problem) ->
        write(object, ConnectionJudge.unusable(reason, problem), users, Optional.empty(), begun, Timing.RARELY);
      case ConnectionView.Missing _ -> Timing.RARELY;
    };
  }

  /** False if the API server rejects writes to this object. */
  private boolean letGo(OrganizationConnection object) {
    try {
      writer.dropFinalizer(object, Kinds.IN_USE_FINALIZER);
      return true;
    } catch (KubernetesClientException trouble) {
      if (!ClusterWriter.isRefusal(trouble)) {
        throw trouble;
      }
      return false;
    }
  }

  /** A bug ended the pass: there is no conclusion, and {@code problem} is reported on the object. */
  void failed(String name, String problem) {
    reader.connection(name)
        .ifPresent(object -> write(
            object, ConnectionJudge.unusable(Reason.INTERNAL_ERROR, problem), users(name), Optional.empty(),
            clock.instant(), Timing.RARELY));
  }

  private List<TrustedServiceAccess> users(String name) {
    return reader.declarations()
        .stream()
        .filter(each -> DeclarationReader.organizationOf(each).equals(name))
        .toList();
  }

  /** Forgets a deleted connection. */
  void forget(OrganizationConnection object) {
    generations.forget(object);
    snapshots.forget(object.getMetadata().getName());
    unwritten.forget(object);
    inventories.forget(object.getMetadata().getName());
    trail.forget(object.getMetadata().getName());
    telemetry.forgotten(object.getMetadata().getName(), Optional.empty());
  }

  /** Number of connections with stored state. */
  int size() {
    return generations.size();
  }

  private Duration snapshot(
      OrganizationConnection object, ConnectionSettings settings, List<TrustedServiceAccess> users, Instant begun) {
    OrganizationConnectionStatus before = object.ownStatus();
    Long observed = before == null ? null : before.observedGeneration();
    String servedBefore = before == null ? null : before.lastHandledReconcileAt();
    Generations.Visit visit = generations.visit(object, observed, servedBefore, begun);
    OrganizationSnapshots.SnapshotRead snapshotRead = snapshots.snapshot(settings, visit.since());
    trail.problem(settings.name()).ifPresent(problem -> events.emit(object, problem));
    Optional<RoleInventory> inventory = roles(object, settings, snapshotRead.snapshot(), users, visit.since());
    Duration left = Duration.between(clock.instant(), snapshotRead.begun().plus(settings.observeInterval()));
    Duration next = inventories.untilDue(settings).filter(due -> due.compareTo(left) < 0).orElse(left);
    return write(
        object, ConnectionJudge.judge(settings, snapshotRead.snapshot(), snapshotRead.missed()), users, inventory,
        begun,
        next.compareTo(Timing.SHORTEST) < 0 ? Timing.SHORTEST : next,
        visit.request().filter(_ -> snapshotRead.snapshot().toOptional().isPresent()));
  }

  /** The last inventory, if there is one; starts a scan that is due. */
  private Optional<RoleInventory> roles(
      OrganizationConnection object, ConnectionSettings settings, Fact<OrganizationSnapshot> snapshot,
      List<TrustedServiceAccess> users,
      Instant since) {
    if (settings.memberReadRole().isEmpty()) {
      inventories.forget(settings.name());
      return Optional.empty();
    }
    snapshot.toOptional().ifPresent(seen -> {
      Optional<RememberedInventory> remembered = ConnectionReader.rememberedInventory(object);
      inventories.connected(
          settings,
          new RoleInventories.ScanPlan(seen.organization().managementAccountId(), since, remembered,
              enabledTimes(seen, declared(users))));
    });
    return inventories.inventory(settings);
  }

  /** When declared access was enabled, by our clock. */
  private static List<Instant> enabledTimes(OrganizationSnapshot snapshot, Set<String> declared) {
    Duration ahead = Duration.between(snapshot.begun(), snapshot.awsTime());
    return snapshot.enabled()
        .entrySet()
        .stream()
        .filter(entry -> declared.contains(entry.getKey()))
        .map(entry -> entry.getValue().minus(ahead))
        .toList();
  }

  /** Every name under which access is declared. */
  private Set<String> declared(List<TrustedServiceAccess> users) {
    Set<String> declared = new HashSet<>();
    users.stream().map(DeclarationReader::principalOf).forEach(principal -> {
      declared.add(principal);
      declared.addAll(catalog.otherNames(principal));
    });
    return declared;
  }

  private Duration write(
      OrganizationConnection object,
      ConnectionAssessment assessment,
      List<TrustedServiceAccess> users,
      Optional<RoleInventory> inventory,
      Instant now,
      Duration planned) {
    return write(object, assessment, users, inventory, now, planned, Optional.empty());
  }

  /** When to return: as planned, or later if the API server rejects the status. */
  private Duration write(
      OrganizationConnection object,
      ConnectionAssessment assessment,
      List<TrustedServiceAccess> users,
      Optional<RoleInventory> inventory,
      Instant now,
      Duration planned,
      Optional<String> served) {
    Set<String> declared = declared(users);
    long generation = Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L);
    assessment.snapshot()
        .ifPresent(seen -> telemetry.principals(
            object.getMetadata().getName(), seen.enabled().size(), ConnectionReport.undeclared(seen, declared)));
    OrganizationConnectionStatus status = ConnectionReport.of(
        assessment, object.getMetadata().getUid(), generation, declared, users.size(), inventory, object.ownStatus(),
        now, served);
    telemetry.connected(
        object.getMetadata().getName(), WrittenConditions.ready(status.conditions()),
        WrittenConditions.stalled(status.conditions()),
        WrittenConditions.reason(status.conditions()));
    OrganizationConnectionStatus reported = unwritten.lastReported(object, object.ownStatus());
    return unwritten.unless(object, status, clock.instant(), () -> writer.status(object, status)).map(retry -> {
      Notice.between(reported, status).ifPresent(notice -> events.emit(object, notice));
      return retry;
    }).orElse(planned);
  }
}
