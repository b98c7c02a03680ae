package dev.trustedaccess.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.trustedaccess.docs.DocumentedCommand;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the README's install, as they stand there, on an API server on which nothing of ours is and the organization
 * of the examples. It has no nodes: the operator's process is started where the pod would be.
 */
class ReadmeIT {
  private static final Duration BUDGET = Duration.ofSeconds(60);

  @Test
  void threeCommandsGoToTheFirstReadyInLessThanAMinute() {
    var install = DocumentedCommand.INSTALL.text();
    assertThat(commands(install)).as("commands before the wait").hasSizeLessThanOrEqualTo(2);

    try (var server = Chart.bareServer()) {
      var live = new Live(server).everythingToWaitForIsThere();
      try {
        var began = Instant.now();
        server.shell(install).orFail();
        live.startOperator();
        assertThat(server.shell(DocumentedCommand.FIRST_READY.text()).orFail())
            .contains("trustedserviceaccess.trustedaccess.dev/fms.amazonaws.com condition met");
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
