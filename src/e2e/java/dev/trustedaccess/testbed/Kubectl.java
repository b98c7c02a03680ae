package dev.trustedaccess.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** kubectl as one user: how a person or a pipeline sees the cluster. */
public final class Kubectl {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Path kubeconfig;

  Kubectl(Path kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  /** Runs one kubectl command; a refusal is a result, not an exception. */
  public Command.Result run(String... arguments) {
    return runWithInput("", arguments);
  }

  /** Runs one kubectl command that reads this text, as in {@code apply -f -}. */
  public Command.Result runWithInput(String input, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(Binaries.kube("kubectl").toString());
    line.addAll(List.of(arguments));
    // HOME holds the discovery cache: a new one each time, or a kind that was just applied may not be found.
    try (var home = new ScratchFolder("kubectl")) {
      var environment = Map.of("KUBECONFIG", kubeconfig.toString(), "HOME", home.toString());
      return new Command(line, environment, TIMEOUT).run(input);
    }
  }
}
