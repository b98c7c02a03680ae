package dev.trustedaccess.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * bash with kubectl, helm, the JDK and {@code trusted-access-operator}, as one user, in the project's folder: what documentation
 * says can be run as it stands.
 */
public final class Shell {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final Path kubeconfig;
  private final Path helm;

  Shell(Path kubeconfig) {
    this(kubeconfig, Binaries.helm("helm"));
  }

  private Shell(Path kubeconfig, Path helm) {
    this.kubeconfig = kubeconfig;
    this.helm = helm;
  }

  /** The same with this program as {@code helm}. */
  public Shell with(Path otherHelm) {
    return new Shell(kubeconfig, otherHelm);
  }

  /** Runs these lines; the first command that fails ends them, and is a result, not an exception. */
  public Command.Result run(String script) {
    return run(script, Map.of());
  }

  /** The same with more environment, such as the way to AWS and who asks there. */
  public Command.Result run(String script, Map<String, String> more) {
    // HOME holds what the programs know of the cluster: a new one each time, or a kind that was just applied may not be found.
    try (var home = new ScratchFolder("shell")) {
      var path = String.join(":", List.of(OperatorProcess.programs(home).toString(),
          folder(Binaries.kube("kubectl")), folder(helm),
          Path.of(System.getProperty("java.home"), "bin").toString(), System.getenv("PATH")));
      Map<String, String> environment = new HashMap<>(more);
      environment.putAll(Map.of("PATH", path, "KUBECONFIG", kubeconfig.toString(), "HOME", home.toString()));
      return new Command(List.of("bash", "-euo", "pipefail", "-c", script), environment, TIMEOUT).run();
    }
  }

  private static String folder(Path program) {
    return program.resolveSibling("").toString();
  }
}
