package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The workflow in the examples: which commands it runs, and which job may hold credentials. */
class PlanWorkflowTest {
  private static final Path WORKFLOW = Path.of("examples/ci/plan.yaml");

  private static JsonNode jobs() throws IOException {
    return new YAMLMapper().readTree(WORKFLOW.toFile()).path("jobs");
  }

  private static Stream<String> lines(JsonNode job) {
    List<String> lines = new ArrayList<>();
    job.path("steps").forEach(step -> step.path("run").asText().lines().map(String::strip).forEach(lines::add));
    return lines.stream();
  }

  /** What the shell would hand to the program: up to a redirection or another command. */
  private static List<String> arguments(String line) {
    return List.of(line.replaceFirst("^\\$OPERATOR ", "").replaceFirst(" (>|\\|\\|).*", "").split(" "));
  }

  @Test
  void eachCommandHasOptionsThatExist() throws IOException {
    List<String> commands = new ArrayList<>();
    for (JsonNode job : jobs()) {
      lines(job).filter(line -> line.startsWith("$OPERATOR ")).forEach(line -> {
        CommandLine.ParseResult parsed = TrustedAccessCommand.commandLine()
            .parseArgs(arguments(line).toArray(String[]::new));
        commands.add(parsed.subcommand().commandSpec().name());
      });
    }
    assertThat(commands).containsExactly("export", "plan");
  }

  @Test
  void onlyTheJobOutsideOfPullRequestsHasCredentials() throws IOException {
    for (JsonNode job : jobs()) {
      boolean ofPullRequest = job.path("if").asText().contains("== 'pull_request'");
      assertThat(job.path("permissions").has("id-token")).isNotEqualTo(ofPullRequest);
      assertThat(job.toString().contains("configure-aws-credentials")).isNotEqualTo(ofPullRequest);
    }
  }
}
