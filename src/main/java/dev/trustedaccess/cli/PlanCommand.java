package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.plan.Messages;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.domain.preview.Answers;
import dev.trustedaccess.domain.preview.PlannedDeclaration;
import dev.trustedaccess.domain.preview.Preview;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what applying a directory would change, and changes nothing. */
@Command(name = "plan", description = {
    "Show what applying a directory would do: which calls the operator would make, what it would leave, wait for or"
        + " refuse. Changes nothing.",
    "It reads the organization as the operator would, in the roles that the connection names, which your credentials must"
        + " be able to assume; without a role, with your credentials themselves. Or it reads a recorded snapshot. It reads"
        + " no cluster: it plans as if no declaration had been applied before."},
    exitCodeOnInvalidInput = PlanCommand.TROUBLE, exitCodeOnExecutionException = PlanCommand.TROUBLE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:applying would change nothing at AWS",
        "1:the operator, kubectl or the API server would refuse something, or a file or something at AWS could not be"
            + " read: act on each line that begins with \"refuse\" or \"unread\"; or the command could not be run",
        "2:applying would change something at AWS"})
final class PlanCommand implements Callable<Integer> {
  static final int TROUBLE = 1;
  static final int CHANGES = 2;

  @Option(names = {"-f", "--filename"}, paramLabel = "PATH", required = true,
      description = "A YAML or JSON file, or a directory, with connections and declarations, or - for standard input. May be repeated.")
  private List<Path> places = List.of();

  @Option(names = "--connection", paramLabel = "NAME", description = "Plan only for this connection. Default: all.")
  private @Nullable String only;

  @Option(names = "--snapshot", paramLabel = "FILE",
      description = "Plan from a file that \"export --snapshot\" recorded, without credentials. Default: read the"
          + " organization.")
  private @Nullable Path snapshot;

  @Option(names = "--deletion",
      description = "Also show what deleting each declaration would do. This reads what remains of each service.")
  private boolean deletion;

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "table",
      description = "table, markdown (for a pull request) or json. Default: ${DEFAULT-VALUE}.")
  private PlanFormat format = PlanFormat.TABLE;

  @Spec
  private @Nullable CommandSpec spec;

  private final Supplier<SdkGateway> gateways;
  private final InstantSource clock;
  private final BooleanSupplier terminal;

  PlanCommand() {
    this(() -> Surroundings.aws("plan"), InstantSource.system(), Progress::onTerminal);
  }

  PlanCommand(Supplier<SdkGateway> gateways, InstantSource clock, BooleanSupplier terminal) {
    this.gateways = gateways;
    this.clock = clock;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Progress progress = new Progress(err, terminal.getAsBoolean());
    try (SdkGateway gateway = gateways.get()) {
      if (deletion && snapshot != null) {
        throw new Manifests.BadInput("A snapshot does not hold what remains of services. Leave out --snapshot, so that"
            + " --deletion can read it, or leave out --deletion.");
      }
      Manifests found = Manifests.read(places);
      Optional<SnapshotFile> recorded = snapshot == null ? Optional.empty() : Optional.of(SnapshotFile.read(snapshot));
      DirectoryPlan plan = plan(found, CatalogFile.load(), gateway, recorded, progress);
      progress.done();
      plan.source().flatMap(SnapshotSource::warning).ifPresent(err::println);
      format.print(plan, out);
      return plan.exitCode();
    } catch (Manifests.BadInput bad) {
      err.println(bad.getMessage());
      return TROUBLE;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private DirectoryPlan plan(
      Manifests found, ServiceCatalog catalog, SdkGateway gateway, Optional<SnapshotFile> recorded, Progress progress) {
    Planner planner = new Planner(catalog, Timing.STANDARD);
    List<DirectoryPlan.OfConnection> plans = new ArrayList<>();
    for (ConnectionSettings settings : named(found.connections())) {
      if (wanted(settings.name())) {
        Answers answers = recorded
            .<Answers>map(file -> new RecordedAnswers(file, gateway.access(settings), settings))
            .orElseGet(() -> new OrganizationAnswers(gateway.access(settings), settings, progress));
        plans.add(otherOrganization(settings, recorded)
            .map(trouble -> DirectoryPlan.OfConnection.unread(settings, trouble))
            .orElseGet(() -> plan(
                planner, settings, view(settings, found.connections()), declared(found, settings), answers, catalog,
                gateway))
            .declaring(found.refused(), catalog));
      }
    }
    found.refused()
        .connections()
        .stream()
        .filter(name -> wanted(name) && !found.names().contains(name))
        .sorted()
        .forEach(name -> plans.add(DirectoryPlan.OfConnection.refused(name)));
    // What cannot be read may be the connection.
    boolean more = found.refused().more();
    List<PlannedDeclaration> unconnected = only == null && !more ? unconnected(planner, found) : List.of();
    return new DirectoryPlan(plans, unconnected, faults(found), more,
        recorded.map(file -> new SnapshotSource(
            String.valueOf(snapshot), file.snapshot().begun(),
            Duration.between(file.snapshot().begun(), clock.instant()))));
  }

  private List<String> faults(Manifests found) {
    Stream<String> missing = found.refused().more() || connections(found).anyMatch(this::wanted)
        ? Stream.of()
        : Stream.of(found.missing(
            Optional.ofNullable(only), Manifests.in(places),
            "Add one, so that plan knows which organization to read."));
    return Stream.of(
        found.faults().stream().map(Manifests.Fault::toString), missing, toTheSame(found.connections()))
        .flatMap(each -> each)
        .toList();
  }

  /** The names of the connections in the files, of those too whose file is refused. */
  private static Stream<String> connections(Manifests found) {
    return Stream.concat(found.names().stream(), found.refused().connections().stream());
  }

  private boolean wanted(String connection) {
    return only == null || only.equals(connection);
  }

  /** Why the file says nothing about this connection's organization; empty if it does, or if there is no file. */
  private Optional<String> otherOrganization(ConnectionSettings settings, Optional<SnapshotFile> recorded) {
    return recorded.map(file -> file.snapshot().organization().id())
        .filter(id -> !id.equals(settings.organizationId()))
        .map(id -> snapshot + " is of organization " + id + ", but the connection declares " + settings.organizationId()
            + ". Record that one, or plan only for another connection: --connection NAME.");
  }

  private DirectoryPlan.OfConnection plan(Planner planner, ConnectionSettings settings, ConnectionView view,
      List<Preview.Declaration> declared, Answers answers, ServiceCatalog catalog, SdkGateway gateway) {
    if (!(view instanceof ConnectionView.Usable)) {
      return DirectoryPlan.OfConnection.of(
          settings, Preview.of(planner, view, declared, answers, deletion, clock.instant()), Optional.empty(), catalog);
    }
    return switch (answers.snapshot()) {
      case Fact.Known<OrganizationSnapshot>(OrganizationSnapshot snapshot) -> DirectoryPlan.OfConnection.of(
          settings, Preview.of(planner, view, declared, answers, deletion, snapshot.begun()), Optional.of(snapshot),
          catalog);
      case Fact.Unknown<OrganizationSnapshot>(Failure failure) ->
        DirectoryPlan.OfConnection.unread(settings, unread(failure, settings, gateway.caller()));
      case Fact.NotAsked<OrganizationSnapshot> _ -> throw new IllegalStateException("the snapshot was not requested");
    };
  }

  private static String unread(Failure failure, ConnectionSettings settings, String caller) {
    String field = "spec.organizationsRole.arn";
    String trust = "spec.organizationsRole.externalId";
    return settings.organizationsRole().isPresent()
        ? Messages.identityFailed(failure, field, trust)
        : Messages.callerFailed(failure, caller, field, trust);
  }

  /** The connections, the last one of each name: it would replace the others. */
  private static List<ConnectionSettings> named(List<ConnectionSettings> connections) {
    Map<String, ConnectionSettings> byName = new LinkedHashMap<>();
    connections.forEach(settings -> byName.put(settings.name(), settings));
    return List.copyOf(byName.values());
  }

  /** Of several connections to one organization, the first one is applied first, and is the only one that works. */
  private static ConnectionView view(ConnectionSettings settings, List<ConnectionSettings> all) {
    return named(all).stream()
        .filter(other -> other.organizationId().equals(settings.organizationId()))
        .findFirst()
        .filter(first -> !first.name().equals(settings.name()))
        .<ConnectionView>map(first -> ConnectionView.Unusable.beside(first.name(), settings))
        .orElseGet(() -> new ConnectionView.Usable(settings, false));
  }

  /** Connections to one organization: which of them works is not in the files. */
  private Stream<String> toTheSame(List<ConnectionSettings> all) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    named(all).forEach(
        settings -> names.computeIfAbsent(settings.organizationId(), _ -> new ArrayList<>()).add(settings.name()));
    return names.entrySet()
        .stream()
        .filter(entry -> entry.getValue().size() > 1 && entry.getValue().stream().anyMatch(this::wanted))
        .map(entry -> "The OrganizationConnections " + String.join(", ", entry.getValue()) + " reach organization "
            + entry.getKey() + ". The operator uses only the oldest one and refuses the others ("
            + Reason.ORGANIZATION_ALREADY_CONNECTED.apiName()
            + "); of those that are created within one second, chance decides. Keep one connection for each organization.");
  }

  private static List<Preview.Declaration> declared(Manifests found, ConnectionSettings settings) {
    return declarations(found.declarations()
        .stream()
        .filter(desired -> desired.organization().equals(settings.name()))
        .toList());
  }

  /** The last declaration of each name: it would replace the others. */
  private static List<Preview.Declaration> declarations(List<Desired> declared) {
    Map<String, Desired> byName = new LinkedHashMap<>();
    declared
        .forEach(desired -> byName.put(Kinds.declarationName(desired.principal(), desired.organization()), desired));
    return byName.entrySet().stream().map(entry -> new Preview.Declaration(entry.getKey(), entry.getValue())).toList();
  }

  /** What would become of declarations whose connection is in none of the files. */
  private List<PlannedDeclaration> unconnected(Planner planner, Manifests found) {
    List<Preview.Declaration> without = declarations(found.declarations()
        .stream()
        .filter(desired -> connections(found).noneMatch(desired.organization()::equals))
        .toList());
    Instant now = clock.instant();
    return Preview.of(planner, new ConnectionView.Missing(), without, NoAnswers.INSTANCE, false, now);
  }
}
