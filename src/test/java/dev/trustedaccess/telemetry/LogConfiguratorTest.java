package dev.trustedaccess.telemetry;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.testbed.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the log of the program goes, without the configuration of the tests. */
class LogConfiguratorTest {
  @TempDir
  private Path folder;

  private static Command.Result program(Map<String, String> environment, String command) {
    String classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Files.exists(Path.of(entry, "logback-test.xml")))
        .collect(Collectors.joining(File.pathSeparator));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new Command(
        List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classes, "dev.trustedaccess.Main", command), environment,
        Duration.ofSeconds(60)).run();
  }

  /** The SDK warns of a profile that it ignores. Whoever keeps the YAML of {@code export} in a file must not find that there. */
  @Test
  void aCommandsDataIsAllThatItPrints() throws IOException {
    Path file = Files.writeString(folder.resolve("credentials"), "[profile ignored]\naws_access_key_id = a\n");

    Command.Result ended = program(
        Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString(), "AWS_EC2_METADATA_DISABLED", "true"), "export");

    assertThat(ended.stderr()).contains(" WARN ", "ignored", "No AWS credentials were found.");
    assertThat(ended.stdout()).isEmpty();
  }

  /** A collector of logs takes what comes from standard error for errors. */
  @Test
  void theOperatorLogsToStandardOutput() {
    Command.Result ended = program(Map.of("TRUSTED_ACCESS_HTTP_PORT", "none"), "run");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.stdout().lines()).singleElement()
        .asString()
        .contains(" ERROR ", "TRUSTED_ACCESS_HTTP_PORT is 'none'");
    assertThat(ended.stderr()).isEmpty();
  }
}
