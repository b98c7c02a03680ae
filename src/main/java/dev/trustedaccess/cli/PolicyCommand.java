package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.aws.service.Integrations;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.preflight.Preflight.Line;
import dev.trustedaccess.domain.preflight.PreflightDeclarations;
import dev.trustedaccess.policy.Documents;
import dev.trustedaccess.policy.Policies;
import dev.trustedaccess.policy.RolePolicy;
import dev.trustedaccess.policy.RolePolicy.RoleAccount;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the least-privilege IAM policies for declarations in files. Makes no calls. */
@Command(name = "policy", description = "Print the least-privilege IAM policies for the declarations in files.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the policies were printed", "2:the options or files cannot be used; nothing was printed"})
final class PolicyCommand implements Callable<Integer> {
  private static final int BAD_INPUT = 2;
  /** IAM User Guide, "IAM and AWS STS quotas". */
  private static final int MOST_MANAGED = 10;
  private static final String NOBODY = "arn:aws:iam::ACCOUNT:role/ROLE-OF-THE-POD";

  @Option(names = {"-f", "--filename"}, required = true, paramLabel = "PATH",
      description = "A YAML or JSON file, or a directory, with a connection or declarations, or - for standard input. May be repeated.")
  private List<Path> places = List.of();

  @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "json",
      description = "Output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private PolicyText.Language output = PolicyText.Language.JSON;

  @Option(names = "--connection", paramLabel = "NAME", description = "The connection to use if there are several.")
  private @Nullable String connection;

  @Option(names = "--account", paramLabel = "ACCOUNT",
      description = "Print only the roles in: ${COMPLETION-CANDIDATES}. For "
          + "cloudformation, the default is members, for use in a StackSet.")
  private @Nullable RoleAccount account;

  @Option(names = "--pod-role", paramLabel = "ARN", converter = FieldConverter.RoleArn.class,
      description = "ARN of the role of the operator's pod.")
  private @Nullable String podRole;

  @Option(names = "--observe-only", description = "Leave out all actions that change something.")
  private boolean observeOnly;

  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    try {
      Manifests manifests = Manifests.read(places).withoutFaults();
      ConnectionSettings settings = manifests.connection(Optional.ofNullable(connection), places);
      List<Desired> declared = manifests.declarations()
          .stream()
          .filter(desired -> desired.organization().equals(settings.name()))
          .toList();
      ServiceCatalog catalog = CatalogFile.load();
      refuse(neverWorking(manifests, settings, declared, catalog));
      Policies policies = new Policies(
          settings, declared, catalog, Integrations::actions,
          Objects.requireNonNullElse(podRole, NOBODY),
          Identities.partition(settings.homeRegion()), observeOnly);
      List<RolePolicy> named = policies.roles();
      List<RolePolicy> roles = named.stream().filter(this::wanted).toList();
      if (podRole == null && trusts(roles)) {
        err.println("Trust policies name " + NOBODY + ": replace it, or set --pod-role ARN.");
      }
      roles.forEach(role -> sizes(role, err));
      if (output == PolicyText.Language.CLOUDFORMATION && !trusts(roles)) {
        err.println(account == null && trusts(named)
            ? "The template would contain no role: without --account it is for member accounts, and the connection names"
                + " no role there. To print the management account's roles, add: --account management"
            : "The template would contain no role: the connection names none in these accounts, or uses"
                + " the pod's own identity. Print its policy with -o json.");
        return BAD_INPUT;
      }
      out.println(PolicyText.of(output, roles).stripTrailing());
      return 0;
    } catch (Manifests.BadInput bad) {
      err.println(bad.getMessage());
      return BAD_INPUT;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static boolean trusts(List<RolePolicy> roles) {
    return roles.stream().anyMatch(role -> role.trust().isPresent());
  }

  /** A policy for something else than what the files mean would be worse than none. */
  private static void refuse(List<String> problems) throws Manifests.BadInput {
    if (!problems.isEmpty()) {
      throw new Manifests.BadInput(problems);
    }
  }

  private List<String> neverWorking(
      Manifests manifests, ConnectionSettings settings, List<Desired> declared, ServiceCatalog catalog) {
    Stream<Line> lost = connection == null
        ? manifests.declarations()
            .stream()
            .flatMap(
                desired -> PreflightDeclarations.withoutConnection(desired, Set.copyOf(manifests.names())).stream())
        : Stream.of();
    return Stream.concat(lost, PreflightDeclarations.of(settings, declared, catalog).stream()).map(Line::text).toList();
  }

  /** Warns about policies that exceed an IAM quota. */
  private static void sizes(RolePolicy role, PrintWriter err) {
    if (role.documents().size() > MOST_MANAGED) {
      err.println(
          "The " + role.purpose() + " role needs " + role.documents().size() + " managed policies,"
              + " but IAM attaches at most " + MOST_MANAGED
              + ". Request an increase in Service Quotas (up to 20), or use more connections.");
    }
    role.trust()
        .filter(trust -> Documents.length(Documents.trust(trust)) > Documents.LONGEST_TRUST)
        .ifPresent(_ -> err.println("The trust policy of the " + role.purpose() + " role is longer than the "
            + Documents.LONGEST_TRUST + " characters that IAM allows: shorten spec.organizationsRole.externalId or"
            + " spec.serviceRole.externalId."));
  }

  private boolean wanted(RolePolicy role) {
    RoleAccount only = account == null && output == PolicyText.Language.CLOUDFORMATION ? RoleAccount.MEMBERS : account;
    return only == null || role.purpose().account() == only;
  }
}
