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
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.desired.DeclarationReader;
import dev.trustedaccess.domain.ConnectionAssessment;
import dev.trustedaccess.domain.ConnectionJudge;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.ConnectionView;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Finding;
import dev.trustedaccess.domain.Look;
import dev.trustedaccess.domain.Reason;
import dev.trustedaccess.domain.RoleInventory;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.domain.Verdict;
import dev.trustedaccess.report.ConnectionReport;

/** One pass over a connection: what is seen through it, who uses it, and whether it may go. It changes nothing at AWS. */
public final class ConnectionPass {
  private static final Duration RARELY = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ServiceCatalog catalog;
  private final Looks looks;
  private final Sweeps sweeps;
  private final ClusterReader reader;
  private final ClusterWriter writer;
  private final Telemetry telemetry;
  private final InstantSource clock;
  private final Generations generations = new Generations();

  public ConnectionPass(
      ServiceCatalog catalog,
      Looks looks,
      Sweeps sweeps,
      ClusterReader reader,
      ClusterWriter writer,
      Telemetry telemetry,
      InstantSource clock) {
    this.catalog = catalog;
    this.looks = looks;
    this.sweeps = sweeps;
    this.reader = reader;
    this.writer = writer;
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
    List<TrustedServiceAccess> users = reader.declarations()
        .stream()
        .filter(each -> DeclarationReader.organizationOf(each).equals(name))
        .toList();
    boolean deleting = object.getMetadata().getDeletionTimestamp() != null;
    if (deleting && users.stream().noneMatch(each -> each.hasFinalizer(Kinds.ACCESS_FINALIZER))) {
      writer.dropFinalizer(object, Kinds.IN_USE_FINALIZER);
      return RARELY;
    }
    if (deleting) {
      write(object, ConnectionJudge.inUse(name), users, Optional.empty(), begun);
      return RARELY;
    }
    return switch (Neighbours.view(object, reader.connections(name, all))) {
      case ConnectionView.Usable(ConnectionSettings settings, _) -> look(object, settings, users, begun);
      case ConnectionView.Unusable(Reason reason, String problem) -> {
        write(object, ConnectionJudge.unusable(reason, problem), users, Optional.empty(), begun);
        yield RARELY;
      }
      case ConnectionView.Missing _ -> RARELY;
    };
  }

  /** The connection is gone for good. */
  void forget(OrganizationConnection object) {
    generations.forget(object.getMetadata().getUid());
    telemetry.forgotten(object.getMetadata().getName(), Optional.empty());
  }

  private Duration look(
      OrganizationConnection object, ConnectionSettings settings, List<TrustedServiceAccess> users, Instant begun) {
    Long observed = object.getStatus() == null ? null : object.getStatus().observedGeneration();
    Looks.Looked looked = looks.look(settings, generations.visit(object, observed, begun).since());
    Fact<Look> look = looked.look();
    Optional<RoleInventory> inventory = settings.memberReadRole()
        .flatMap(_ -> look.toOptional())
        .flatMap(seen -> sweeps.inventory(settings, seen.organization().managementAccountId()).toOptional());
    write(object, ConnectionJudge.judge(settings, look, looked.missed()), users, inventory, begun);
    Duration left = Duration.between(clock.instant(), looked.begun().plus(settings.observeInterval()));
    return left.compareTo(SECOND) < 0 ? SECOND : left;
  }

  private void write(
      OrganizationConnection object,
      ConnectionAssessment assessment,
      List<TrustedServiceAccess> users,
      Optional<RoleInventory> inventory,
      Instant now) {
    Set<String> declared = new HashSet<>();
    users.stream().flatMap(each -> DeclarationReader.principalOf(each).stream()).forEach(principal -> {
      declared.add(principal);
      declared.addAll(catalog.otherNames(principal));
    });
    long generation = Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L);
    assessment.look()
        .ifPresent(seen -> telemetry.principals(
            object.getMetadata().getName(), seen.enabled().size(), ConnectionReport.undeclared(seen, declared)));
    telemetry.connected(
        object.getMetadata().getName(), assessment.ready().truth() == Verdict.Truth.True,
        assessment.finding().filter(found -> found.weight() == Finding.Weight.STALLED).isPresent(),
        assessment.ready().reason().name());
    writer.status(
        object,
        ConnectionReport.of(assessment, generation, declared, users.size(), inventory, object.getStatus(), now));
  }
}
