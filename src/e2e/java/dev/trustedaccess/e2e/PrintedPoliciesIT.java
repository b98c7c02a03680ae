package dev.trustedaccess.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trustedaccess.testbed.Binaries;
import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.OperatorProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code policy} prints, judged by those who know the languages and IAM: cfn-lint and checkov. */
class PrintedPoliciesIT {
  /** Once in some runs beside other tests checkov found nothing in what it otherwise finds ten things in; why is not known. */
  private static final int TRIES = 3;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  /** Without its own list of rules it would ask its maker's server for them. */
  private static final List<String> CHECKOV = List.of("--skip-download", "--compact", "--output", "json");

  @ParameterizedTest
  @ValueSource(strings = {"management", "members"})
  void cloudFormationWouldTakeTheTemplate(String account, @TempDir Path scratch) throws IOException {
    var template = printed(scratch.resolve("roles.yaml"), "--output", "cloudformation", "--account", account);

    var linted = run(scratch, "cfn-lint", "--include-checks", "I", "--template", template.toString());

    assertThat(linted.stdout() + linted.stderr()).isEmpty();
    assertThat(linted.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudformation", "terraform"})
  void noRoleMayMoreThanItMust(String language, @TempDir Path scratch) throws IOException {
    var file = printed(scratch.resolve(language.equals("terraform") ? "roles.tf" : "roles.yaml"), "--output", language);

    var report = checkov(scratch, language, file);

    assertThat(report.path("summary").path("parsing_errors").asInt(-1)).isZero();
    assertThat(report.path("summary").path("passed").asInt()).isPositive();
    assertThat(report.path("results").path("failed_checks").findValuesAsText("check_name")).isEmpty();
  }

  /** The judge can find something. */
  @Test
  void aRoleThatMayMoreIsSeen(@TempDir Path scratch) throws IOException {
    var file = printed(scratch.resolve("roles.tf"), "--output", "terraform");
    Files.writeString(file, Files.readString(file).replace("\"iam:ListRoles\"", "\"iam:*\""));

    var report = checkov(scratch, "terraform", file);
    for (int again = 1; again < TRIES && report.path("results").path("failed_checks").isEmpty(); again++) {
      report = checkov(scratch, "terraform", file);
    }

    assertThat(report.path("results").path("failed_checks")).as(report.toString()).isNotEmpty();
  }

  private static JsonNode checkov(Path scratch, String language, Path file) throws IOException {
    List<String> line = new ArrayList<>(CHECKOV);
    line.addAll(List.of("--framework", language, "--file", file.toString()));
    return new ObjectMapper().readTree(run(scratch, "checkov", line.toArray(String[]::new)).stdout());
  }

  private static Path printed(Path file, String... options) throws IOException {
    var line = Stream.concat(
        Stream.of("policy", "-f", "examples", "--pod-role",
            "arn:aws:iam::222233334444:role/trusted-access-operator-pod"),
        Stream.of(options)).toArray(String[]::new);
    var text = OperatorProcess.verb(file.resolveSibling("no-kubeconfig"), Map.of(), line).orFail();
    return Files.writeString(file, text);
  }

  private static Command.Result run(Path home, String program, String... arguments) {
    var line = Stream.concat(Stream.of(Binaries.helm(program).toString()), Stream.of(arguments)).toList();
    return new Command(line, Map.of("HOME", home.toString()), LIMIT).run();
  }
}
