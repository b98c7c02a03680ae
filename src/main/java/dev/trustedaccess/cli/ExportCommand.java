package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionSettings.ServiceRole;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.RoleRef;
import dev.trustedaccess.domain.plan.Messages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Reads an organization and writes it as YAML: a connection in mode Observe, and a declaration for each enabled
 * service.
 */
@Command(name = "export", description = {"Write an existing organization as YAML that changes nothing when applied.",
    "With --snapshot, record instead what the command plan needs to know of it, for use without credentials."},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the YAML or the snapshot was written", "1:the organization could not be read",
        "2:the options cannot be used, or a file could not be written"})
final class ExportCommand implements Callable<Integer> {
  private static final int REFUSED = 1;
  private static final int BAD_INPUT = 2;
  /** Enough for a snapshot, which returns the real one. */
  private static final String UNREAD_ID = "o-export";

  @Option(names = "--role-arn", paramLabel = "ARN", converter = FieldConverter.RoleArn.class,
      description = "The organizations role. Default: your own identity.")
  private @Nullable String roleArn;

  @Option(names = "--as-yourself",
      description = "Read with your own identity; --role-arn is only written into the connection, for the operator.")
  private boolean asYourself;

  @Option(names = "--external-id", paramLabel = "ID", converter = FieldConverter.ExternalId.class,
      description = "The external ID that the role's trust policy requires.")
  private @Nullable String externalId;

  @Option(names = "--home-region", paramLabel = "REGION", defaultValue = "us-east-1",
      converter = FieldConverter.Region.class,
      description = "The home Region. Default: ${DEFAULT-VALUE}.")
  private String homeRegion = "us-east-1";

  @Option(names = "--name", paramLabel = "NAME", defaultValue = "default",
      description = "The connection's name. Default: ${DEFAULT-VALUE}.")
  private String name = "default";

  @Option(names = {"-d", "--directory"}, paramLabel = "DIR",
      description = "Write new files here; existing files are not overwritten. Default: print to the terminal.")
  private @Nullable Path directory;

  @Option(names = "--snapshot", paramLabel = "FILE",
      description = "Record the organization in this file, which only you may read, and write no YAML.")
  private @Nullable Path snapshot;

  @Option(names = {"-f", "--filename"}, paramLabel = "PATH",
      description = "For --snapshot: a YAML file or directory, or - for standard input, with the connection whose roles and"
          + " Regions to use. May be repeated. Default: your own identity, in the home Region.")
  private List<Path> places = List.of();

  @Option(names = "--connection", paramLabel = "NAME", description = "The connection to use if -f has several.")
  private @Nullable String connection;

  @Spec
  private @Nullable CommandSpec spec;

  private final Supplier<SdkGateway> gateways;
  private final BooleanSupplier terminal;

  ExportCommand() {
    this(() -> Surroundings.aws("export"), Progress::onTerminal);
  }

  ExportCommand(Supplier<SdkGateway> gateways, BooleanSupplier terminal) {
    this.gateways = gateways;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    refuseOptionsWithoutEffect(Objects.requireNonNull(spec));
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    try (SdkGateway gateway = gateways.get()) {
      if (!name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?") || name.equals("com") || name.equals("cn")) {
        err.println("invalid value '" + name
            + "' for --name: use lowercase letters, digits and dashes, but not com or cn.");
        return BAD_INPUT;
      }
      if (snapshot != null) {
        return record(gateway, snapshot, out, err);
      }
      ConnectionSettings settings = settings(role(), UNREAD_ID);
      Progress progress = new Progress(err, terminal.getAsBoolean());
      progress.at("Reading the organization");
      Fact<OrganizationSnapshot> seen = gateway.access(asYourself ? settings(Optional.empty(), UNREAD_ID) : settings)
          .snapshot();
      progress.done();
      return switch (seen) {
        case Fact.Known<OrganizationSnapshot>(OrganizationSnapshot snapshot) ->
          write(Export.of(settings, snapshot, CatalogFile.load()), out);
        case Fact.Unknown<OrganizationSnapshot>(Failure failure) -> {
          err.println(unread(failure, gateway.caller()));
          yield REFUSED;
        }
        case Fact.NotAsked<OrganizationSnapshot> _ -> throw new IllegalStateException("the snapshot was not requested");
      };
    } catch (Manifests.BadInput bad) {
      err.println(bad.getMessage());
      return BAD_INPUT;
    } catch (IOException unwritten) {
      err.println(snapshot == null
          ? "Could not write a file, or it already exists: " + unwritten.getMessage() + ". Choose an empty directory."
          : "Could not write " + snapshot + ": " + unwritten.getMessage() + ". Choose another file.");
      return BAD_INPUT;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static void refuseOptionsWithoutEffect(CommandSpec spec) {
    new OptionsTogether(spec)
        .needs("-f", "--snapshot")
        .needs("--connection", "-f")
        .needs("--external-id", "--role-arn")
        .replaces("--snapshot", "-d", "--name", "--as-yourself")
        .replaces("-f", "--role-arn", "--external-id", "--home-region");
  }

  /** Asks with the roles and Regions of the connection, or as whoever runs this, for all services. */
  private int record(SdkGateway gateway, Path file, PrintWriter out, PrintWriter err)
      throws IOException, Manifests.BadInput {
    Optional<ConnectionSettings> named = places.isEmpty()
        ? Optional.empty()
        : Optional.of(Manifests.read(places).withoutFaults().connection(Optional.ofNullable(connection), places));
    Progress progress = new Progress(err, terminal.getAsBoolean());
    progress.at("Reading the organization");
    Fact<OrganizationSnapshot> read = gateway.access(named.orElseGet(() -> settings(role(), UNREAD_ID))).snapshot();
    if (read.toOptional().isEmpty()) {
      progress.done();
      err.println(unread(read.problem().orElseThrow(), gateway.caller()));
      return REFUSED;
    }
    OrganizationSnapshot seen = read.toOptional().get();
    // Services are asked only in the organization that the settings name.
    ConnectionSettings settings = named.orElseGet(() -> settings(role(), seen.organization().id()));
    SnapshotFile recorded = SnapshotRecording.of(
        seen, new OrganizationAnswers(gateway.access(settings), settings, progress), settings, CatalogFile.load());
    progress.done();
    List<String> unread = SnapshotRecording.unread(recorded);
    recorded.write(file);
    unread.forEach(err::println);
    out.println("Wrote " + file + ": " + recorded.snapshot().enabled().size() + " enabled services, "
        + recorded.initializations().size() + " initializations"
        + (unread.isEmpty() ? "." : ". What could not be read is recorded as unread."));
    return 0;
  }

  private String unread(Failure failure, String caller) {
    if (failure.kind() == Failure.Kind.NO_CREDENTIALS) {
      return "No AWS credentials were found. Sign in, or set AWS_PROFILE. To see what is found, run: aws sts"
          + " get-caller-identity";
    }
    if (failure.passing()) {
      return "Could not read the organization: " + failure.description() + " (" + failure.reason()
          + "). Check the network, proxy and endpoint (AWS_ENDPOINT_URL), then run the command again.";
    }
    String problem = asYourself || roleArn == null
        ? Messages.callerFailed(failure, caller, "--role-arn", "session")
        : Messages.identityFailed(failure, "--role-arn", "--external-id");
    return problem + " Use an identity in the management account or in a delegated administrator account.";
  }

  private int write(List<Export.File> files, PrintWriter out) throws IOException {
    if (directory == null) {
      out.print(files.stream().map(Export.File::text).collect(Collectors.joining("---\n")));
      return 0;
    }
    Files.createDirectories(directory);
    for (Export.File file : files) {
      Files.writeString(directory.resolve(file.name()), file.text(), StandardOpenOption.CREATE_NEW);
    }
    out.println("Wrote " + files.size() + " files to " + directory + ".");
    return 0;
  }

  private Optional<RoleRef> role() {
    return Optional.ofNullable(roleArn).map(arn -> new RoleRef(arn, Optional.ofNullable(externalId)));
  }

  /** Settings sufficient to read, in the home Region. */
  private ConnectionSettings settings(Optional<RoleRef> role, String organizationId) {
    return new ConnectionSettings(
        name, organizationId, Optional.empty(), Mode.OBSERVE, role,
        snapshot == null ? Optional.empty() : Optional.of(new ServiceRole(Optional.empty(), Mode.OBSERVE)),
        Optional.empty(), Optional.empty(), homeRegion, List.of(homeRegion), Optional.empty(),
        Optional.empty(),
        Timing.OBSERVE_INTERVAL, Timing.ROLE_INVENTORY_INTERVAL, Timing.DELETION_HOLD, false);
  }
}
