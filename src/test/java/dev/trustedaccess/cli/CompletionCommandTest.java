package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.trustedaccess.testbed.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What bash itself completes with the script. */
class CompletionCommandTest {
  @TempDir
  private static Path folder;

  private static String script(String shell) {
    StringWriter out = new StringWriter();
    assertThat(TrustedAccessCommand.commandLine().setOut(new PrintWriter(out)).execute("completion", shell)).isZero();
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
      "'ser', services",
      "'policy --ou', --output",
      "'policy --output ter', terraform",
      "'services fms', fms.amazonaws.com",
      "'services directory', directory-service",
      "'confirm clean', cleaned-up"})
  void bashCompletes(String typed, String completed) throws IOException {
    Path script = Files.writeString(folder.resolve("script"), script("bash"));
    String line = "trusted-access-operator " + typed;
    int words = line.split(" ", -1).length;

    Command.Result result = new Command(List.of("bash", "-c", """
        source %s
        COMP_WORDS=(%s) COMP_CWORD=%d COMP_LINE='%s' COMP_POINT=%d
        _complete_trusted-access-operator trusted-access-operator "${COMP_WORDS[%d]}" "${COMP_WORDS[%d]}"
        printf '%%s\\n' "${COMPREPLY[@]}"
        """.formatted(script, line, words - 1, line, line.length(), words - 1, words - 2)), Map.of(),
        Duration.ofSeconds(30)).run();

    assertThat(result.orFail().lines().map(String::strip)).contains(completed);
  }

  @Test
  void bothShellsTakeTheSameScript() {
    assertThat(script("zsh").lines().skip(1)).containsExactlyElementsOf(script("bash").lines().skip(1).toList())
        .anyMatch(line -> line.contains("bashcompinit"));
  }
}
