package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.desired.ConnectionReader;
import dev.trustedaccess.desired.DeclarationReader;
import dev.trustedaccess.desired.Reading;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Desired;
import dev.trustedaccess.domain.Preflight;
import dev.trustedaccess.domain.Preflight.Level;
import dev.trustedaccess.domain.Preflight.Line;
import dev.trustedaccess.domain.PreflightKinds;
import dev.trustedaccess.domain.PreflightKinds.Seen;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.ops.CatalogFile;
import dev.trustedaccess.ops.KubernetesClients;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what would keep the operator from its work, before and after it is installed, by reads alone. */
@Command(name = "preflight", description = {
    "Check by harmless reads what the operator needs: its kinds, its roles at AWS, the organization, the clock.",
    "It acts as whoever runs it: what the pod may do, only the pod can show."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nobody needs to act, though there may be warnings",
        "1:somebody must act on a line that says fail",
        "2:it could not be run"})
final class PreflightCommand implements Callable<Integer> {
  private static final int MUST_ACT = 1;
  private static final int NOT_RUN = 2;

  @Option(names = {"-f", "--filename"}, paramLabel = "DIR",
      description = "A YAML file, or a directory, with connections and declarations; no cluster is asked. "
          + "Absent: those of the cluster, and its kinds.")
  private @Nullable Path place;

  @Option(names = "--connection", paramLabel = "NAME", description = "Only this connection; absent: each.")
  private @Nullable String connection;

  @Spec
  private @Nullable CommandSpec spec;

  private final Supplier<KubernetesClients> clients;
  private final Supplier<SdkGateway> gateways;

  PreflightCommand() {
    this(() -> KubernetesClients.of(Config.autoConfigure(null)),
        () -> new SdkGateway(AwsEnvironment.fromSdkDefaults("preflight", InstantSource.system())));
  }

  PreflightCommand(Supplier<KubernetesClients> clients, Supplier<SdkGateway> gateways) {
    this.clients = clients;
    this.gateways = gateways;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Report report = new Report(out);
    try {
      Manifests found = place == null ? ofTheCluster(report) : Manifests.read(place);
      List<ConnectionSettings> wanted = found.connections()
          .stream()
          .filter(settings -> wanted(settings.name()))
          .toList();
      if (wanted.isEmpty() && (place != null || connection != null) && report.worst() != Level.fail) {
        throw new Manifests.BadInput("There is no OrganizationConnection"
            + (connection == null ? "" : " " + connection) + (place == null ? " in the cluster" : " in " + place)
            + ", which says whom to ask.");
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
          PreflightReads reads = new PreflightReads(gateway.access(settings), settings, declared, catalog);
          report.add(settings.name(), Preflight.of(reads.seen()));
        }
      }
      return report.worst() == Level.fail ? MUST_ACT : 0;
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

  /** Reports on the kinds, and reads the objects of those that are there. */
  private Manifests ofTheCluster(Report report) throws Manifests.BadInput {
    try (KubernetesClients both = clients.get()) {
      return ofTheCluster(both.guard(), report);
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
      return all ? objects(client, report) : new Manifests(List.of(), List.of());
    } catch (KubernetesClientException trouble) {
      throw new Manifests.BadInput("The cluster at " + client.getMasterUrl() + " cannot be asked: "
      // Without a status nothing came back, and the message tells of our own call only.
          + (trouble.getStatus() == null ? "it gives no answer." : trouble.getMessage())
          + " Choose another with KUBECONFIG, or look at files only: trusted-access-operator preflight -f DIR");
    }
  }

  private Manifests objects(KubernetesClient client, Report report) {
    List<ConnectionSettings> connections = new ArrayList<>();
    List<OrganizationConnection> objects = client.resources(OrganizationConnection.class).list().getItems();
    for (OrganizationConnection object : objects) {
      switch (ConnectionReader.settings(object)) {
        case Reading.Read<ConnectionSettings>(ConnectionSettings settings) -> connections.add(settings);
        case Reading.Unreadable<ConnectionSettings>(String problem) when wanted(object.getMetadata().getName()) ->
          report.add(object.getMetadata().getName(), List.of(new Line(Level.fail, problem)));
        case Reading.Unreadable<ConnectionSettings> _ -> {
          // Not the one that was asked about.
        }
      }
    }
    if (objects.isEmpty()) {
      report.add("cluster", List.of(new Line(Level.warn, "There is no OrganizationConnection yet, so AWS was not asked."
          + " Apply one, or look at yours before: trusted-access-operator preflight -f DIR")));
    }
    List<Desired> declared = client.resources(TrustedServiceAccess.class)
        .list()
        .getItems()
        .stream()
        // One that cannot be read says so itself, in its status.
        .flatMap(object -> DeclarationReader.desired(object).toOptional().stream())
        .toList();
    return new Manifests(List.copyOf(connections), declared);
  }

  /** Prints lines as they come, and remembers the worst. */
  private static final class Report {
    private final PrintWriter out;
    private Level worst = Level.ok;

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
