package dev.trustedaccess.cli;

import dev.trustedaccess.app.KubernetesClients;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of a person's clusters a command works with, chosen as with kubectl. */
final class ClusterOption {
  static final String NAME = "--context";

  @Option(names = NAME, paramLabel = "NAME",
      description = "The kubeconfig's context to use, as with kubectl. Default: the current one.")
  private @Nullable String context;

  /** Clients of the cluster. Throws {@link UnusableSettings} if there is no such context, or no cluster. */
  KubernetesClients clients() {
    return KubernetesClients.of(Surroundings.cluster(System.getenv(), context));
  }
}
