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
import dev.trustedaccess.desired.ConnectionReader;
import dev.trustedaccess.desired.DeclarationReader;
import dev.trustedaccess.domain.ConnectionAssessment;
import dev.trustedaccess.domain.ConnectionJudge;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.ConnectionView;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Look;
import dev.trustedaccess.domain.Reason;
import dev.trustedaccess.domain.RoleInventory;
import dev.trustedaccess.domain.RolesRemembered;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.report.ConnectionReport;
import dev.trustedaccess.report.Notice;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** One pass over a connection: what is seen through it, who uses it, and whether it may go. It changes nothing at AWS. */
public final class ConnectionPass {
  private static final Duration RARELY = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ServiceCatalog catalog;
  private final Looks looks;
  private final Sweeps sweeps;
  private final ClusterReader reader;
  private final ClusterWriter writer;
  private final EventLog events;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final Unwritten<OrganizationConnectionStatus> unwritten = new Unwritten<>();
  private final Generations generations = new Generations();

  public ConnectionPass(
      ServiceCatalog catalog,
      Looks looks,
      Sweeps sweeps,
      ClusterReader reader,
      ClusterWriter writer,
      EventLog events,
      Telemetry telemetry,
      InstantSource clock) {
    this.catalog = catalog;
    this.looks = looks;
    this.sweeps = sweeps;
    this.reader = reader;
    this.writer = writer;
    this.events = events;
    this.telemetry = telemetry;
    this.clock = clock;
  }

  /** Runs a pass, with {@code all} connections as the informer shows them; returns when to come back at the latest. */
  Duration run(String name, List<OrganizationConnection> all) {
    Instant begun = clock.instant();
    Optional<OrganizationConnection> read = reader.connection(name);
    if (read.isEmpty()) {
      return RARELY;
    }
    OrganizationConnection object = read.get();
    List<TrustedServiceAccess> users = users(name);
    boolean deleting = object.getMetadata().getDeletionTimestamp() != null;
    boolean held = users.stream().anyMatch(each -> each.hasFinalizer(Kinds.ACCESS_FINALIZER));
    if (deleting && held) {
      return write(object, ConnectionJudge.inUse(name), users, Optional.empty(), begun, RARELY);
    }
    if (deleting && letGo(object)) {
      return RARELY;
    }
    return switch (Neighbours.view(object, reader.connections(name, all))) {
      case ConnectionView.Usable(ConnectionSettings settings, _) -> look(object, settings, users, begun);
      case ConnectionView.Unusable(Reason reason, String problem) ->
        write(object, ConnectionJudge.unusable(reason, problem), users, Optional.empty(), begun, RARELY);
      case ConnectionView.Missing _ -> RARELY;
    };
  }

  /** False where the API server takes no write on this object. */
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

  /** A pass ended by a bug: nothing was concluded, and {@code problem} is said on the object. */
  void failed(String name, String problem) {
    reader.connection(name)
        .ifPresent(object -> write(
            object, ConnectionJudge.unusable(Reason.InternalError, problem), users(name), Optional.empty(),
            clock.instant(), RARELY));
  }

  private List<TrustedServiceAccess> users(String name) {
    return reader.declarations()
        .stream()
        .filter(each -> DeclarationReader.organizationOf(each).equals(name))
        .toList();
  }

  /** The connection is gone for good. */
  void forget(OrganizationConnection object) {
    generations.forget(object);
    looks.forget(object.getMetadata().getName());
    unwritten.forget(object);
    sweeps.forget(object.getMetadata().getName());
    telemetry.forgotten(object.getMetadata().getName(), Optional.empty());
  }

  /** Of how many connections something is kept. */
  int size() {
    return generations.size();
  }

  private Duration look(
      OrganizationConnection object, ConnectionSettings settings, List<TrustedServiceAccess> users, Instant begun) {
    OrganizationConnectionStatus before = object.ownStatus();
    Long observed = before == null ? null : before.observedGeneration();
    String servedBefore = before == null ? null : before.lastHandledReconcileAt();
    Generations.Visit visit = generations.visit(object, observed, servedBefore, begun);
    Looks.Looked looked = looks.look(settings, visit.since());
    Optional<RoleInventory> inventory = roles(object, settings, looked.look(), users, visit.since());
    Duration left = Duration.between(clock.instant(), looked.begun().plus(settings.observeInterval()));
    Duration next = sweeps.untilDue(settings).filter(due -> due.compareTo(left) < 0).orElse(left);
    return write(
        object, ConnectionJudge.judge(settings, looked.look(), looked.missed()), users, inventory, begun,
        next.compareTo(SECOND) < 0 ? SECOND : next,
        visit.request().filter(_ -> looked.look().toOptional().isPresent()));
  }

  /** The last inventory, if there is one; one that is due is begun. */
  private Optional<RoleInventory> roles(
      OrganizationConnection object, ConnectionSettings settings, Fact<Look> look, List<TrustedServiceAccess> users,
      Instant since) {
    if (settings.memberReadRole().isEmpty()) {
      sweeps.forget(settings.name());
      return Optional.empty();
    }
    look.toOptional().ifPresent(seen -> {
      Optional<RolesRemembered> remembered = ConnectionReader.rolesRemembered(object);
      sweeps.connected(
          settings,
          new Sweeps.Plan(seen.organization().managementAccountId(), since, remembered, opened(seen, declared(users))));
    });
    return sweeps.inventory(settings);
  }

  /** When access that is declared was enabled, by our clock. */
  private static List<Instant> opened(Look look, Set<String> declared) {
    Duration ahead = Duration.between(look.begun(), look.awsTime());
    return look.enabled()
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

  /** When to come back: as planned, or later where the API server refuses the status. */
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
    assessment.look()
        .ifPresent(seen -> telemetry.principals(
            object.getMetadata().getName(), seen.enabled().size(), ConnectionReport.undeclared(seen, declared)));
    OrganizationConnectionStatus status = ConnectionReport.of(
        assessment, object.getMetadata().getUid(), generation, declared, users.size(), inventory, object.ownStatus(),
        now, served);
    telemetry.connected(
        object.getMetadata().getName(), Written.ready(status.conditions()), Written.stalled(status.conditions()),
        Written.reason(status.conditions()));
    OrganizationConnectionStatus told = unwritten.told(object, object.ownStatus());
    return unwritten.unless(object, status, clock.instant(), () -> writer.status(object, status)).map(retry -> {
      Notice.between(told, status).ifPresent(notice -> events.emit(object, notice));
      return retry;
    }).orElse(planned);
  }
}
