package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.trustedaccess.testbed.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How the archive's script finds a Java, played by one that prints what it is given. {@code .ci/dist} runs it with a real one. */
class StartScriptTest {
  private static final String TOOLS = "/usr/bin:/bin";

  @TempDir
  private Path folder;
  private Path script = Path.of("");

  @BeforeEach
  void unpack() throws IOException {
    script = Files.copy(
        Path.of("src/dist/bin/trusted-access-operator"),
        Files.createDirectories(folder.resolve("an archive/bin")).resolve("trusted-access-operator"));
  }

  /** A folder with a Java of this version. */
  private Path java(String version) throws IOException {
    Path home = folder.resolve("java-" + version);
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(program, """
        #!/bin/sh
        if [ "$1" = -version ]; then
          echo "Picked up JAVA_TOOL_OPTIONS: -Dany" >&2
          echo 'openjdk version "%s" 2025-09-16' >&2
        else
          printf '%%s\\n' "$@"
        fi
        """.formatted(version));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return home;
  }

  private static Command.Result run(Path program, Map<String, String> environment, String... arguments) {
    List<String> line = new ArrayList<>(List.of("/bin/sh", program.toString()));
    line.addAll(List.of(arguments));
    return new Command(line, environment, Duration.ofSeconds(30)).run();
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() throws IOException {
    Command.Result ended = run(
        script, Map.of("JAVA_HOME", java("25.0.1").toString(), "PATH", TOOLS), "policy", "-f", "my files", "");

    assertThat(ended.orFail().lines()).endsWith("dev.trustedaccess.Main", "policy", "-f", "my files", "")
        .contains(folder.toRealPath().resolve("an archive/lib") + "/*");
  }

  @Test
  void withoutJavaHomeThePathHasIt() throws IOException {
    assertThat(run(script, Map.of("PATH", java("26-ea").resolve("bin") + ":" + TOOLS), "version").orFail())
        .endsWith("version\n");
  }

  @Test
  void aLinkLeadsToTheArchive() throws IOException {
    Files.createSymbolicLink(folder.resolve("first"), Path.of("an archive/bin/trusted-access-operator"));
    Path link = Files.createSymbolicLink(folder.resolve("second"), folder.resolve("first"));

    assertThat(run(link, Map.of("JAVA_HOME", java("25").toString(), "PATH", TOOLS)).orFail())
        .contains(folder.toRealPath().resolve("an archive/lib") + "/*");
  }

  /** A shell that has CDPATH would look there for a folder named bin. */
  @Test
  void aRelativePathLeadsToTheArchive() throws IOException {
    Files.createDirectories(folder.resolve("elsewhere/bin"));
    Command.Result ended = new Command(
        List.of("/bin/sh", "-c",
            "cd '" + folder.resolve("an archive") + "' && exec bin/trusted-access-operator version"),
        Map.of("JAVA_HOME", java("25").toString(), "PATH", TOOLS, "CDPATH", folder.resolve("elsewhere").toString()),
        Duration.ofSeconds(30)).run();

    assertThat(ended.orFail()).contains(folder.toRealPath().resolve("an archive/lib") + "/*");
  }

  @ParameterizedTest
  @CsvSource({"21.0.5, is Java 21", "1.8.0_402, is Java 1", "none, is Java of an unknown version"})
  void anotherJavaIsNamed(String version, String named) throws IOException {
    Path home = java(version);

    Command.Result ended = run(script, Map.of("JAVA_HOME", home.toString(), "PATH", TOOLS), "version");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.stderr().lines()).singleElement()
        .asString()
        .contains(home + "/bin/java " + named, "Java 25 or newer is needed", "JAVA_HOME");
  }

  @Test
  void noJavaIsNamedToo() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "sed", "head")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin").resolve(tool));
    }
    Command.Result nowhere = run(script, Map.of("PATH", tools.toString()), "version");
    Command.Result wrong = run(script, Map.of("PATH", TOOLS, "JAVA_HOME", tools.toString()), "version");

    assertThat(List.of(nowhere.exitCode(), wrong.exitCode())).containsOnly(2);
    assertThat(nowhere.stderr()).contains("There is no java on the PATH.");
    assertThat(wrong.stderr()).contains("JAVA_HOME is " + tools + ", which has no bin/java.");
  }
}
