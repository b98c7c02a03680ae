package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.Look;
import dev.trustedaccess.domain.Mode;
import dev.trustedaccess.domain.RoleRef;
import dev.trustedaccess.ops.CatalogFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads an organization and writes it as YAML: a connection that observes, and a declaration for each service on. */
@Command(name = "export", description = "Write a living organization as YAML that changes nothing when applied.")
final class ExportCommand implements Callable<Integer> {
  private static final int REFUSED = 1;
  private static final int BAD_INPUT = 2;

  @Option(names = "--role-arn", paramLabel = "ARN", description = "The organizations role; absent: your own identity.")
  private @Nullable String roleArn;

  @Option(names = "--as-yourself",
      description = "Look with your own identity; the role is for the operator, and is only written into the connection.")
  private boolean asYourself;

  @Option(names = "--external-id", paramLabel = "ID", description = "What the role's trust policy asks for.")
  private @Nullable String externalId;

  @Option(names = "--home-region", paramLabel = "REGION", defaultValue = "us-east-1",
      description = "Default ${DEFAULT-VALUE}.")
  private String homeRegion = "us-east-1";

  @Option(names = "--name", paramLabel = "NAME", defaultValue = "default",
      description = "The connection's name; default ${DEFAULT-VALUE}.")
  private String name = "default";

  @Option(names = {"-d", "--directory"}, paramLabel = "DIR",
      description = "Write files here, none of which may exist; absent: to the terminal.")
  private @Nullable Path directory;

  @Spec
  private @Nullable CommandSpec spec;

  private final Supplier<SdkGateway> gateways;

  ExportCommand() {
    this(() -> new SdkGateway(AwsEnvironment.fromSdkDefaults("export", InstantSource.system())));
  }

  ExportCommand(Supplier<SdkGateway> gateways) {
    this.gateways = gateways;
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    try (SdkGateway gateway = gateways.get()) {
      if (!name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?") || name.equals("com") || name.equals("cn")) {
        err.println("--name is '" + name + "'; it takes small letters, digits and dashes, and not com or cn.");
        return BAD_INPUT;
      }
      ConnectionSettings settings = settings(
          Optional.ofNullable(roleArn).map(arn -> new RoleRef(arn, Optional.ofNullable(externalId))));
      return switch (gateway.access(asYourself ? settings(Optional.empty()) : settings).look()) {
        case Fact.Known<Look>(Look look) -> write(Export.of(settings, look, CatalogFile.load()), out);
        case Fact.Unknown<Look>(Failure failure) -> {
          err.println("The organization cannot be read: " + failure.told() + " (" + failure.reason()
              + "). It takes the management account's identity, or that of a delegated administrator.");
          yield REFUSED;
        }
        case Fact.NotAsked<Look> _ -> throw new IllegalStateException("nobody looked");
      };
    } catch (IOException unwritten) {
      err.println("A file cannot be written, or exists already: " + unwritten.getMessage()
          + ". Choose an empty directory.");
      return BAD_INPUT;
    } finally {
      out.flush();
      err.flush();
    }
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

  /** Enough to look; the organization's id is what the look tells. */
  private ConnectionSettings settings(Optional<RoleRef> role) {
    return new ConnectionSettings(
        name, "o-export", Optional.empty(), Mode.Observe, role,
        Optional.empty(), Optional.empty(), Optional.empty(), homeRegion, List.of(homeRegion), Optional.empty(),
        Optional.empty(),
        Duration.ofMinutes(5), Duration.ofHours(24), Duration.ofMinutes(15));
  }
}
