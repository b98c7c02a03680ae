package dev.trustedaccess.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the README's install, as they stand there, on an API server on which nothing of ours is and the organization
 * of the examples. It has no nodes: the operator's process is started where the pod would be.
 */
class ReadmeIT {
  private static final Documentation README = Documentation.of("README.md");
  private static final Duration BUDGET = Duration.ofSeconds(60);

  @Test
  void threeCommandsGoToTheFirstReadyInLessThanAMinute() {
    var install = README.command("Install", "helm install");
    var wait = README.command("Install", "kubectl wait")
        .lines()
        .filter(line -> line.startsWith("kubectl wait"))
        .toList();
    assertThat(commands(install)).as("commands before the wait").hasSizeLessThanOrEqualTo(2);
    assertThat(wait).hasSize(1);

    try (var server = Chart.bareServer()) {
      var live = new Live(server).everythingToWaitForIsThere();
      try {
        var began = Instant.now();
        server.shell(install).orFail();
        live.startOperator();
        server.shell(wait.getFirst()).orFail();
        var took = Duration.between(began, Instant.now());

        System.out.printf("install to first Ready: %d commands, %d ms%n", commands(install).size() + 1,
            took.toMillis());
        assertThat(took).isLessThan(BUDGET);
        assertThat(live.organization().isEnabled("fms.amazonaws.com")).isTrue();
      } finally {
        live.leave();
      }
    }
  }

  private static List<String> commands(String block) {
    return block.replace("\\\n", " ").lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
  }
}
