package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trustedaccess.testbed.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  /** The job is green only for the two exit codes that mean a complete plan; a container that did not start has another. */
  @ParameterizedTest
  @CsvSource({"0, 0", "2, 0", "1, 1", "125, 1", "137, 1"})
  void onlyACompletePlanPasses(int ended, int job, @TempDir Path folder) throws IOException {
    Command.Result result = planned("exit " + ended, folder);

    assertThat(result.exitCode()).as(result.stderr()).isEqualTo(job);
  }

  @Test
  void theSummaryHasThePlanAndWhatTheCommandWarnsOf(@TempDir Path folder) throws IOException {
    Command.Result result = planned("echo 'The plan.'; echo '# The snapshot is old' >&2", folder);

    assertThat(Files.readString(folder.resolve("summary"))).contains("The plan.\n", "\n    # The snapshot is old\n");
    assertThat(result.stderr()).contains("# The snapshot is old");
  }

  /** The step that plans, with a script in the operator's place. */
  private static Command.Result planned(String script, Path folder) throws IOException {
    Path operator = Files.writeString(folder.resolve("operator"), "#!/bin/sh\n" + script + "\n");
    assertThat(operator.toFile().setExecutable(true)).isTrue();
    String step = "";
    for (JsonNode each : jobs().path("plan").path("steps")) {
      step = each.path("run").asText();
    }
    return new Command(
        List.of("/bin/bash", "-e", "-c", "cd '" + folder + "'\n" + step),
        Map.of("OPERATOR", operator.toString(), "GITHUB_STEP_SUMMARY", folder.resolve("summary").toString()),
        Duration.ofSeconds(30)).run();
  }

  /** A fork may name its branch main, too, and its pull request may record whatever it likes. */
  @Test
  void whatAPullRequestRecordedIsNotPlannedFrom() throws IOException {
    String steps = lines(jobs().path("plan")).collect(Collectors.joining(" "));
    assertThat(steps)
        .containsPattern("gh run list .*--json databaseId,event .*select\\(\\.event != \"pull_request\"\\)")
        .contains("gh run download \"${run:?");
  }
}
