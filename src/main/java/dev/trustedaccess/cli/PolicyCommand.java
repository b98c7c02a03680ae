package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.trustedaccess.aws.sdk.Identities;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Desired;
import dev.trustedaccess.ops.CatalogFile;
import dev.trustedaccess.policy.Documents;
import dev.trustedaccess.policy.Policies;
import dev.trustedaccess.policy.RolePolicy;
import dev.trustedaccess.policy.RolePolicy.Account;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the least IAM policies for what a directory declares. Calls nobody. */
@Command(name = "policy", description = "Print the least IAM policies for the declarations in a directory.")
final class PolicyCommand implements Callable<Integer> {
  private static final int BAD_INPUT = 2;
  /** IAM User Guide, "IAM and AWS STS quotas". */
  private static final int MOST_MANAGED = 10;
  private static final String NOBODY = "arn:aws:iam::ACCOUNT:role/ROLE-OF-THE-POD";

  @Option(names = {"-f", "--filename"}, required = true, paramLabel = "DIR",
      description = "A YAML file, or a directory with a connection and its declarations.")
  private @Nullable Path place;

  @Option(names = {"-o", "--output"}, defaultValue = "json",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private PolicyText.Language output = PolicyText.Language.json;

  @Option(names = "--connection", paramLabel = "NAME", description = "Which connection, where there are several.")
  private @Nullable String connection;

  @Option(names = "--account", description = "Only the roles that stand in: ${COMPLETION-CANDIDATES}. For "
      + "cloudformation, members is what a StackSet takes, and the default.")
  private @Nullable Account account;

  @Option(names = "--pod-role", paramLabel = "ARN", description = "The role that the operator's pod runs as.")
  private @Nullable String podRole;

  @Option(names = "--observe-only", description = "Leave out all that changes something.")
  private boolean observeOnly;

  @Spec
  private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    try {
      Manifests manifests = Manifests.read(Objects.requireNonNull(place));
      ConnectionSettings settings = manifests.connection(Optional.ofNullable(connection));
      List<Desired> declared = manifests.declarations()
          .stream()
          .filter(desired -> desired.organization().equals(settings.name()))
          .toList();
      if (podRole == null) {
        err.println("Trust policies name " + NOBODY + ": replace it, or say --pod-role ARN.");
      }
      Policies policies = new Policies(
          settings, declared, CatalogFile.load(), Objects.requireNonNullElse(podRole, NOBODY),
          Identities.partition(settings.homeRegion()), observeOnly);
      List<RolePolicy> roles = policies.roles().stream().filter(this::wanted).toList();
      roles.forEach(role -> sizes(role, err));
      if (output == PolicyText.Language.cloudformation && roles.stream().noneMatch(role -> role.trust().isPresent())) {
        err.println("There is no role for a template to make: the connection names none in these accounts, or it is"
            + " the pod's own, of which -o json prints the policy.");
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

  /** What IAM will refuse, or wants to be asked for. */
  private static void sizes(RolePolicy role, PrintWriter err) {
    if (role.documents().size() > MOST_MANAGED) {
      err.println(
          "The " + role.duty() + " role needs " + role.documents().size() + " managed policies, and IAM attaches "
              + MOST_MANAGED + ". Ask for more in Service Quotas (up to 20), or use more connections.");
    }
    role.trust()
        .filter(trust -> Documents.length(Documents.trust(trust)) > Documents.LONGEST_TRUST)
        .ifPresent(_ -> err.println("The trust policy of the " + role.duty() + " role is longer than the "
            + Documents.LONGEST_TRUST + " characters that IAM takes: shorten spec.organizationsRole.externalId or"
            + " spec.serviceRole.externalId."));
  }

  private boolean wanted(RolePolicy role) {
    Account only = account == null && output == PolicyText.Language.cloudformation ? Account.members : account;
    return only == null || role.duty().account() == only;
  }
}
