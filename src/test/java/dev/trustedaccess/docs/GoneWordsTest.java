package dev.trustedaccess.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.trustedaccess.cli.TrustedAccessCommand;
import dev.trustedaccess.states.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** No text that a person reads uses a word that is gone. Messages of conditions are held by the tests of the planner. */
class GoneWordsTest {
  private static final List<Path> ROOTS = Stream.of(
      "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "docs", "examples", "helm", "crds",
      "src/main/resources/dev/trustedaccess/catalog.yaml")
      .map(Path::of)
      .toList();
  private static final List<String> TEXTS = List.of(".md", ".gotmpl", ".yaml", ".json", ".txt", ".tpl");

  static List<Path> texts() throws IOException {
    List<Path> texts = new ArrayList<>();
    for (Path root : ROOTS) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> TEXTS.stream().anyMatch(file.toString()::endsWith)).forEach(texts::add);
      }
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void areInNoText(Path text) throws IOException {
    assertThat(GoneWords.in(onOneLine(Files.readString(text)))).as(text.toString()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void areInNoStateOfTheStatesPage(State state) {
    assertThat(GoneWords.in(state.meaning() + " " + state.group().title() + " " + state.label())).isEmpty();
  }

  @Test
  void areInNoHelpOfTheCommandLine() {
    assertThat(GoneWords.in(help(TrustedAccessCommand.commandLine()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "within one look", "the sweep over the accounts", "the gate is open", "a trap", "the service duty",
      "waits for a word",
      "auto-detection is switched off", "access is opened", "access is being closed", "it goes with its administrator",
      "what the operator set up is taken down", "the set-up is recorded", "AWS says so", "The operator looks again",
      "Access is on; the service", "the services were off", "found on", "the exit table"})
  void areFound(String text) {
    assertThat(GoneWords.in(text)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "on-call engineers", "ARN stands for a name", "the others stand by", "cannot be told apart",
      "separation of duties",
      "look for a service control policy", "makes access look enabled", "containerd looks up a name",
      "in one word for programs",
      "the gateway", "preferredDuringScheduling weight: 1", "comes on a Monday", "left on the list"})
  void areNotFoundWhereTheyAreTheRightOnes(String text) {
    assertThat(GoneWords.in(text)).isEmpty();
  }

  /** Lines joined, without the signs that begin comments and continue strings, so that a phrase is found across lines. */
  private static String onOneLine(String text) {
    return text.replaceAll("\\\\?\\n[\\s#*>\\\\]*", " ").replaceAll(" {2,}", " ");
  }

  private static String help(CommandLine command) {
    return command.getUsageMessage() + command.getSubcommands()
        .values()
        .stream()
        .map(GoneWordsTest::help)
        .reduce("", String::concat);
  }
}
