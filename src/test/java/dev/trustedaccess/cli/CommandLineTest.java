package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.OperatorProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for the program and each of its commands. */
class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine program = TrustedAccessCommand.commandLine()
      .setOut(new PrintWriter(out))
      .setErr(new PrintWriter(err));

  static Stream<String> commands() {
    return TrustedAccessCommand.commandLine().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandExplainsItself(String command) {
    for (String option : new String[]{"--help", "-h"}) {
      assertThat(program.execute(command, option)).as(err.toString()).isZero();
    }

    assertThat(out.toString()).contains("Usage: trusted-access-operator " + command);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void theProgramListsItsCommands(String option) {
    assertThat(program.execute(option)).isZero();

    assertThat(out.toString()).contains(commands().toArray(String[]::new));
  }

  /** Of the program, and of each command but the one that explains the others. */
  @ParameterizedTest
  @MethodSource("withOptions")
  void theVersionIsAnOptionToo(String command) {
    assertThat(program.execute("version")).isZero();
    String version = out.toString();

    for (String option : new String[]{"--version", "-V"}) {
      out.getBuffer().setLength(0);
      assertThat(program.execute((command + " " + option).strip().split(" "))).isZero();
      assertThat(out.toString()).isEqualTo(version);
    }
  }

  static Stream<String> withOptions() {
    return Stream.concat(Stream.of(""), commands().filter(command -> !command.equals("help")));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("run --kubeconfig x", "Unknown option '--kubeconfig'.", "trusted-access-operator run"),
        Arguments.of("--verison", "Unknown option '--verison'. Did you mean --version?", "trusted-access-operator"),
        Arguments.of("polcy", "Unknown command 'polcy'. Did you mean policy?", "trusted-access-operator"),
        Arguments.of("run here", "Unexpected argument 'here'.", "trusted-access-operator run"),
        Arguments.of("policy", "Missing required option: '--filename=PATH'.", "trusted-access-operator policy"),
        Arguments.of("policy examples", "Unexpected argument 'examples'. Did you mean -f examples?",
            "trusted-access-operator policy"),
        Arguments.of("policy -f a.yaml b.yaml", "Unexpected argument 'b.yaml'. Did you mean -f b.yaml?",
            "trusted-access-operator policy"),
        Arguments.of("preflight examples", "Unexpected argument 'examples'. Did you mean -f examples?",
            "trusted-access-operator preflight"),
        Arguments.of("export new", "Unexpected argument 'new'. Did you mean -d new or -f new?",
            "trusted-access-operator export"),
        Arguments.of("preflight -f", "Missing required parameter for option '--filename' (PATH).",
            "trusted-access-operator preflight"),
        Arguments.of("confirm done fms.amazonaws.com", "Invalid value for positional parameter at index 0"
            + " (initialized|cleaned-up): 'done' is neither initialized nor cleaned-up.",
            "trusted-access-operator confirm"),
        Arguments.of("help me", "Unknown subcommand 'me'.", "trusted-access-operator"));
  }

  /** The mistake in one line, and where to look in another: not the whole help, which would push the mistake away. */
  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamedInOneLine(String line, String problem, String explained) {
    assertThat(program.execute(line.split(" "))).isEqualTo(2);

    assertThat(err.toString().lines()).containsExactly(problem, "Run '" + explained + " --help' for what it takes.");
    assertThat(out.toString()).isEmpty();
  }

  static Stream<Arguments> choices() {
    return TrustedAccessCommand.commandLine()
        .getSubcommands()
        .entrySet()
        .stream()
        .flatMap(command -> command.getValue()
            .getCommandSpec()
            .args()
            .stream()
            .filter(argument -> argument.type().isEnum())
            .map(argument -> Arguments.of(command.getKey(), argument)));
  }

  /** A person who copies a value from the message must be able to use it. */
  @ParameterizedTest
  @MethodSource("choices")
  void aWrongChoiceIsMetWithTheChoicesAsTheyAreTyped(String command, ArgSpec argument) {
    String option = argument instanceof OptionSpec named ? named.longestName() + "=" : "";

    program.execute(command, option + "other");

    String problem = err.toString().lines().findFirst().orElseThrow();
    assertThat(problem).startsWith("Invalid value for ").contains("'other' is n").doesNotContain("[", "expected");
    assertThat(argument.completionCandidates()).isNotEmpty()
        .allSatisfy(choice -> assertThat(problem).contains(choice));
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("confirm initialized fms.amazonaws.com", "KUBECONFIG", "absent",
            "KUBECONFIG names no kubeconfig: %s, and this is not a pod"),
        Arguments.of("preflight", "KUBECONFIG", "{{ nonsense", "The kubeconfig is not valid: "),
        Arguments.of("export", "AWS_CONFIG_FILE", "nonsense", "The AWS settings cannot be used: "));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("AWS_PROFILE", "elsewhere",
            "AWS_PROFILE names a profile that there is not: elsewhere. List those that there are: aws configure list-profiles"),
        Arguments.of("AWS_REGION", "us-east1",
            "AWS_REGION is 'us-east1'. Set it to the name of a Region, such as us-east-1."),
        Arguments.of("AWS_ENDPOINT_URL_STS", "localhost:4566", "AWS_ENDPOINT_URL_STS is 'localhost:4566'. Set it to an"
            + " address that begins with https:// or http://, or unset it."));
  }

  /** At the first call the SDK finds no credentials, or no answer, whichever of them is wrong. */
  @ParameterizedTest
  @MethodSource("values")
  void aWrongAwsSettingIsNamedBeforeAnythingStarts(String variable, String value, String problem,
      @TempDir Path folder) {
    for (String command : new String[]{"export", "run"}) {
      Command.Result ended = OperatorProcess.verb(
          folder.resolve("none"), Map.of(variable, value, "TRUSTED_ACCESS_HTTP_PORT", "0"), command);

      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat((ended.stderr() + ended.stdout()).lines()).singleElement().asString().contains(problem);
    }
  }

  /** A trace would tell whoever reads it to look in our code. */
  @ParameterizedTest
  @MethodSource("settings")
  void unusableSettingsAreNamedInOneLine(
      String line, String variable, String content, String problem, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("absent");
    if (!content.equals("absent")) {
      file = Files.writeString(folder.resolve("settings"), content);
    }

    Command.Result ended = OperatorProcess.verb(
        folder.resolve("none"), Map.of("AWS_REGION", "us-east-1", variable, file.toString()), line.split(" "));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.stderr().lines()).singleElement().asString().startsWith(problem.formatted(file));
    assertThat(ended.stdout()).isEmpty();
  }

  /** As with kubectl; a person has several clusters. */
  @Test
  void theContextChoosesTheCluster(@TempDir Path folder) throws IOException {
    Path kubeconfig = Files.writeString(folder.resolve("config"), """
        apiVersion: v1
        kind: Config
        current-context: test
        contexts: [{name: test, context: {cluster: a}}, {name: live, context: {cluster: b}}]
        clusters:
        - {name: a, cluster: {server: "http://localhost:1"}}
        - {name: b, cluster: {server: "http://localhost:2"}}
        """);

    assertThat(saidWith(kubeconfig, "confirm", "initialized", "a")).startsWith("The cluster at http://localhost:1/ ");
    assertThat(saidWith(kubeconfig, "confirm", "--context", "live", "initialized", "a"))
        .startsWith("The cluster at http://localhost:2/ could not be read");
    assertThat(saidWith(kubeconfig, "preflight", "--context", "prod"))
        .isEqualTo("The kubeconfig has no context prod. It has: live, test.");
    assertThat(saidWith(kubeconfig, "preflight", "--context", "live", "-f", "examples"))
        .startsWith("--context does nothing beside -f. Leave out one of them.");
  }

  private static String saidWith(Path kubeconfig, String... line) {
    Command.Result ended = OperatorProcess.verb(
        kubeconfig.resolveSibling("none"), Map.of("AWS_REGION", "us-east-1", "KUBECONFIG", kubeconfig.toString()),
        line);
    assertThat(ended.exitCode()).isPositive();
    assertThat(ended.stdout()).isEmpty();
    return ended.stderr().strip();
  }

  @Test
  void withoutACommandTheProgramListsThem() {
    assertThat(program.execute()).isEqualTo(2);

    assertThat(err.toString()).contains("Missing required subcommand.").contains(commands().toArray(String[]::new));
  }

  /** The table of docs/install.md, without its marks for Markdown. */
  @Test
  void theHelpOfRunHasTheVariablesOfTheDocumentation() throws IOException {
    Map<String, String> documented = Files.readString(Path.of("docs/install.md"))
        .lines()
        .dropWhile(line -> !line.startsWith("| environment variable |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.replaceAll("`|\\[|]\\([^)]*\\)", "").split(" *\\| *", -1))
        .collect(Collectors.toMap(cells -> cells[1], cells -> cells[2]));

    program.execute("run", "--help");

    String shown = out.toString().replaceAll("\\s+", " ");
    assertThat(documented).hasSizeGreaterThan(5)
        .allSatisfy((name, meaning) -> assertThat(shown).contains(name + " " + meaning));
    assertThat(Pattern.compile("\\b(TRUSTED_ACCESS|AWS)_[A-Z_]+\\b|KUBECONFIG").matcher(shown).results())
        .extracting(MatchResult::group)
        .allMatch(documented::containsKey);
  }

  /** A variable that the process reads and its help does not name would never be found. */
  @Test
  void eachSettingOfTheProcessIsInTheHelp() throws IOException {
    program.execute("run", "--help");

    assertThat(Pattern.compile("\"(TRUSTED_ACCESS_[A-Z_]+)\"")
        .matcher(Files.readString(Path.of("src/main/java/dev/trustedaccess/app/Settings.java")))
        .results()).hasSizeGreaterThan(4).allSatisfy(read -> assertThat(out.toString()).contains(read.group(1)));
  }

  /** Scripts compare the level that a line begins with. */
  @Test
  void theHelpOfPreflightNamesLevelsAsTheyArePrinted() {
    program.execute("preflight", "--help");

    assertThat(out.toString()).contains("\"fail\"").doesNotContain("FAIL");
  }
}
