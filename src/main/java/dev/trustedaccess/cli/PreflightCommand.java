package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.preflight.Preflight;
import dev.trustedaccess.domain.preflight.Preflight.Level;
import dev.trustedaccess.domain.preflight.Preflight.Line;
import dev.trustedaccess.domain.preflight.PreflightDeclarations;
import dev.trustedaccess.domain.preflight.PreflightKinds;
import dev.trustedaccess.domain.preflight.PreflightKinds.Seen;
import dev.trustedaccess.mapping.ConnectionReader;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Reading;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks with read-only calls, before and after the installation, whether the operator has everything it needs. */
@Command(name = "preflight", description = {
    "Check with read-only calls what the operator needs: its kinds, its roles at AWS, the organization, the clock.",
    "It uses the credentials of the person who runs it. Run it in the pod to check the pod's permissions."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no action is needed; there may be warnings",
        "1:at least one check failed; act on each line that begins with \"fail\"",
        "2:the checks could not be run"})
final class PreflightCommand implements Callable<Integer> {
  private static final int MUST_ACT = 1;
  private static final int NOT_RUN = 2;

  @Option(names = {"-f", "--filename"}, paramLabel = "PATH",
      description = "A YAML or JSON file, or a directory, with connections and declarations, or - for standard input; no cluster is"
          + " read. May be repeated. Default: the objects and kinds in the cluster.")
  private List<Path> places = List.of();

  @Option(names = "--connection", paramLabel = "NAME", description = "Check only this connection. Default: all.")
  private @Nullable String connection;

  @Mixin
  private ClusterOption cluster = new ClusterOption();

  @Spec
  private @Nullable CommandSpec spec;

  private final Function<ClusterOption, KubernetesClients> clients;
  private final Supplier<SdkGateway> gateways;
  private final BooleanSupplier terminal;

  PreflightCommand() {
    this(ClusterOption::clients, () -> Surroundings.aws("preflight"), Progress::onTerminal);
  }

  PreflightCommand(
      Function<ClusterOption, KubernetesClients> clients, Supplier<SdkGateway> gateways, BooleanSupplier terminal) {
    this.clients = clients;
    this.gateways = gateways;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    new OptionsTogether(Objects.requireNonNull(spec)).replaces("-f", ClusterOption.NAME);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Report report = new Report(out);
    Progress progress = new Progress(err, terminal.getAsBoolean());
    try {
      Manifests found = places.isEmpty() ? ofTheCluster(report) : ofFiles(report);
      List<ConnectionSettings> wanted = found.connections()
          .stream()
          .filter(settings -> wanted(settings.name()))
          .toList();
      if (wanted.isEmpty() && (!places.isEmpty() || connection != null) && report.worst() != Level.FAIL) {
        throw found.noConnection(
            Optional.ofNullable(connection), places.isEmpty() ? "in the cluster" : Manifests.in(places),
            "Add one, so that preflight knows which organization to check.");
      }
      if (connection == null) {
        report.add("connections", Preflight.shared(found.connections()));
      }
      ServiceCatalog catalog = CatalogFile.load();
      try (SdkGateway gateway = gateways.get()) {
        for (ConnectionSettings settings : wanted) {
          List<Desired> declared = found.declarations()
              .stream()
              .filter(desired -> desired.organization().equals(settings.name()))
              .toList();
          report.add(settings.name(), PreflightDeclarations.of(settings, declared, catalog));
          Preflight.Seen seen = new PreflightReads(gateway, settings, declared, catalog, progress)
              .seen();
          progress.done();
          report.add(settings.name(), Preflight.of(seen));
        }
      }
      return report.worst() == Level.FAIL ? MUST_ACT : 0;
    } catch (Manifests.BadInput bad) {
      err.println(bad.getMessage());
      return NOT_RUN;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private boolean wanted(String name) {
    return connection == null || connection.equals(name);
  }

  /** Reads the files, and reports what is wrong in them. */
  private Manifests ofFiles(Report report) throws Manifests.BadInput {
    Manifests found = Manifests.read(places);
    found.faults()
        .forEach(fault -> report.add(fault.source(), List.of(new Line(Level.FAIL, fault.problem()))));
    if (connection == null && !found.connections().isEmpty() && !found.refused().more()) {
      Set<String> names = new HashSet<>(found.names());
      names.addAll(found.refused().connections());
      found.declarations()
          .forEach(desired -> report.add(
              Kinds.declarationName(desired.principal(), desired.organization()),
              PreflightDeclarations.withoutConnection(desired, names).stream().toList()));
    }
    return found;
  }

  /** Reports on the kinds, and reads the objects of the kinds that exist. */
  private Manifests ofTheCluster(Report report) throws Manifests.BadInput {
    try (KubernetesClients both = clients.apply(cluster)) {
      return ofTheCluster(both.strict(), report);
    }
  }

  private Manifests ofTheCluster(KubernetesClient client, Report report) throws Manifests.BadInput {
    try {
      boolean all = true;
      for (String crd : KindReader.NAMES) {
        Seen seen = KindReader.seen(client, crd);
        all &= !(seen instanceof Seen.Absent);
        report.add("cluster", List.of(PreflightKinds.of(crd, Kinds.VERSION, KindReader.known(crd), seen)));
      }
      return all
          ? objects(client, report)
          : new Manifests(List.of(), List.of(), List.of(), Manifests.Refused.NOTHING);
    } catch (KubernetesClientException trouble) {
      throw new Manifests.BadInput(ClusterMessages.unread(client, trouble)
          + ", or check files only: trusted-access-operator preflight -f DIR");
    }
  }

  private Manifests objects(KubernetesClient client, Report report) {
    List<ConnectionSettings> connections = new ArrayList<>();
    List<OrganizationConnection> objects = client.resources(OrganizationConnection.class).list().getItems();
    for (OrganizationConnection object : objects) {
      switch (ConnectionReader.settings(object)) {
        case Reading.Read<ConnectionSettings>(ConnectionSettings settings) -> connections.add(settings);
        case Reading.Unreadable<ConnectionSettings>(String problem) when wanted(object.getMetadata().getName()) ->
          report.add(object.getMetadata().getName(), List.of(new Line(Level.FAIL, problem)));
        case Reading.Unreadable<ConnectionSettings> _ -> {
          // Excluded by --connection.
        }
      }
    }
    if (objects.isEmpty()) {
      report.add("cluster", List.of(new Line(Level.WARN, "There is no OrganizationConnection yet, so nothing"
          + " at AWS was checked. Apply one, or check your file first: trusted-access-operator preflight -f DIR")));
    }
    List<Desired> declared = client.resources(TrustedServiceAccess.class)
        .list()
        .getItems()
        .stream()
        // An unreadable declaration reports this in its own status.
        .flatMap(object -> DeclarationReader.desired(object).toOptional().stream())
        .toList();
    return new Manifests(List.copyOf(connections), declared, List.of(), Manifests.Refused.NOTHING);
  }

  /** Prints lines as they arrive, and keeps the worst level. */
  private static final class Report {
    private final PrintWriter out;
    private Level worst = Level.OK;

    Report(PrintWriter out) {
      this.out = out;
    }

    void add(String about, List<Line> lines) {
      for (Line line : lines) {
        out.printf("%-4s  %s: %s%n", line.level(), about, line.text());
        worst = line.level().compareTo(worst) > 0 ? line.level() : worst;
      }
      out.flush();
    }

    Level worst() {
      return worst;
    }
  }
}
