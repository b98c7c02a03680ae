package dev.trustedaccess.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for the program and each of its commands. */
class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine program = new CommandLine(new TrustedAccessCommand())
      .setOut(new PrintWriter(out))
      .setErr(new PrintWriter(err));

  static Stream<String> commands() {
    return new CommandLine(new TrustedAccessCommand()).getSubcommands().keySet().stream();
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

  @Test
  void theVersionIsAnOptionToo() {
    assertThat(program.execute("version")).isZero();
    String version = out.toString();
    out.getBuffer().setLength(0);

    assertThat(program.execute("--version")).isZero();
    assertThat(out.toString()).isEqualTo(version);
  }

  /** Scripts compare the level that a line begins with. */
  @Test
  void theHelpOfPreflightNamesLevelsAsTheyArePrinted() {
    program.execute("preflight", "--help");

    assertThat(out.toString()).contains("\"fail\"").doesNotContain("FAIL");
  }
}
