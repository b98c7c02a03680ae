package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Credentials;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** A snapshot of the examples' organization is recorded once, and planned from where nobody has credentials. */
class PlanFromSnapshotTest {
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");

  private final Simulator aws = Simulator.start();
  private final Organization organization = Bench.exampleOrganization(aws);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir
  Path directory;
  private Duration later = Duration.ZERO;

  @AfterEach
  void stop() {
    aws.close();
  }

  private int run(Object command, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }

  private SdkGateway gateway() {
    Credentials.Keys keys = organization.management().keys();
    return gateway(aws.endpoint(), StaticCredentialsProvider.create(
        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())));
  }

  private static SdkGateway gateway(URI endpoint, AwsCredentialsProvider credentials) {
    return new SdkGateway(
        new AwsEnvironment(Optional.of(endpoint), credentials, "plan", "test", InstantSource.system()));
  }

  private int living(String... arguments) {
    return run(new PlanCommand(this::gateway, InstantSource.system(), () -> false), arguments);
  }

  /** Without credentials: whoever asks for some fails the test. */
  private int recorded(String... arguments) {
    return run(new PlanCommand(() -> gateway(aws.endpoint(), () -> {
      throw new AssertionError("credentials were requested");
    }), () -> Instant.now().plus(later), () -> false), arguments);
  }

  private String export(String... more) {
    Path file = directory.resolve("organization.json");
    String[] arguments = Stream
        .concat(Stream.of("--snapshot", file.toString()), Stream.of(more))
        .toArray(String[]::new);
    assertThat(run(new ExportCommand(this::gateway, () -> false), arguments)).as(err.toString()).isZero();
    return file.toString();
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  @Test
  void thePlanFromASnapshotIsThatOfTheOrganizationAndSaysHowOldItIs() {
    organization.enabled("ds.amazonaws.com", LONG_AGO)
        .enabled("guardduty.amazonaws.com", LONG_AGO)
        .enabled("unheard-of.amazonaws.com", LONG_AGO);
    String file = export("-f", "examples");
    assertThat(living("-f", "examples", "-f", "examples/services")).isEqualTo(2);
    List<String> expected = lines();
    int calls = aws.calls().all().size();
    later = Duration.ofHours(3);

    assertThat(recorded("-f", "examples", "-f", "examples/services", "--snapshot", file)).as(err.toString())
        .isEqualTo(2);

    assertThat(lines().subList(0, lines().size() - 1)).isEqualTo(expected);
    assertThat(lines().getLast()).startsWith("Planned from " + file + ", recorded 2").contains(", 3 hours ago.");
    assertThat(aws.calls().all()).hasSize(calls);
  }

  @Test
  void anOldSnapshotIsPlannedFromWithAWarning() {
    String file = export("-f", "examples");
    later = Duration.ofHours(23);
    int fresh = recorded("-f", "examples", "--snapshot", file);
    assertThat(err.toString()).isEmpty();
    later = Duration.ofHours(49);
    assertThat(recorded("-f", "examples", "--snapshot", file)).isEqualTo(fresh);
    assertThat(err.toString().strip())
        .isEqualTo("Warning: " + file + " was recorded 2 days ago, so the organization may"
            + " have changed. Record it again, with the same -f and --connection as before:"
            + " trusted-access-operator export --snapshot " + file);
    assertThat(out.toString()).doesNotContain("Warning");
  }

  /** A clock is wrong, here or where it was recorded; then the snapshot may be old. */
  @Test
  void aSnapshotFromTheFutureIsPlannedFromWithAWarning() {
    String file = export("-f", "examples");
    later = Duration.ofSeconds(-30);
    int fresh = recorded("-f", "examples", "--snapshot", file);
    assertThat(err.toString()).as("clocks differ by seconds").isEmpty();
    assertThat(lines().getLast()).contains(", 0 minutes ago.");
    later = Duration.ofHours(-3).minusMinutes(1);
    assertThat(recorded("-f", "examples", "--snapshot", file)).isEqualTo(fresh);
    assertThat(err.toString().strip()).startsWith("Warning: " + file + " is dated 3 hours in the future,")
        .endsWith("Record it again, with the same -f and --connection as before:"
            + " trusted-access-operator export --snapshot " + file);
    assertThat(lines().getLast()).startsWith("Planned from " + file + ", recorded 2")
        .contains(", which is in the future.");
  }

  @Test
  void onlyItsOwnerMayReadItAndItHoldsNoCredentials() throws IOException {
    String file = export("-f", "examples");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file)))).isEqualTo("rw-------");
    assertThat(Files.readString(Path.of(file))).contains("\"o-exampleorg1\"")
        .doesNotContain("trusted-access-operator", "\"security\"", organization.management().keys().secretAccessKey());
    assertThat(aws.calls().changes()).filteredOn(call -> !call.action().startsWith("sts:")).isEmpty();
  }

  @Test
  void itIsRecordedAgainInPlaceOfTheOlderOne() {
    String file = export("-f", "examples");
    organization.enabled("fms.amazonaws.com", LONG_AGO);
    export("-f", "examples");

    recorded("-f", "examples", "--snapshot", file);

    assertThat(lines()).noneMatch(line -> line.startsWith("enable   fms.amazonaws.com"));
  }

  /** In eu-west-1, which the connection manages, other things may be there. */
  @Test
  void whatItDoesNotHoldIsUnread() {
    String file = export();

    assertThat(
        recorded("-f", "examples/00-connection.yaml", "-f", "examples/services/guardduty.yaml", "--snapshot", file))
        .isEqualTo(1);

    assertThat(lines()).filteredOn(line -> line.startsWith("unread"))
        .singleElement()
        .asString()
        .contains("Not known: the snapshot file does not hold how far guardduty.amazonaws.com is initialized in the"
            + " connection's Regions, only in us-east-1.");
  }

  @Test
  void whoRecordsWithoutAConnectionReadsTheHomeRegionAsThemselves() throws IOException {
    String file = export();
    assertThat(err.toString()).isEmpty();
    Path connection = directory.resolve("connection.yaml");
    Files.writeString(connection,
        Files.readString(Path.of("examples/00-connection.yaml")).replace("[us-east-1, eu-west-1]", "[us-east-1]"));

    assertThat(recorded("-f", connection.toString(), "-f", "examples/services/guardduty.yaml", "--snapshot", file))
        .isEqualTo(2);

    assertThat(lines()).anyMatch(line -> line.startsWith("appoint  guardduty.amazonaws.com"))
        .noneMatch(line -> line.startsWith("unread"));
    assertThat(aws.calls().all()).noneMatch(call -> call.action().equals("sts:AssumeRole"));
  }

  @Test
  void whatCouldNotBeReadWhenItWasRecordedIsUnreadTooAndSaidThen() {
    organization.management().deny("guardduty:ListOrganizationAdminAccounts");
    String file = export("-f", "examples");
    assertThat(err.toString()).contains("AWS denies guardduty:ListOrganizationAdminAccounts");

    assertThat(
        recorded("-f", "examples/00-connection.yaml", "-f", "examples/services/guardduty.yaml", "--snapshot", file))
        .isEqualTo(1);

    assertThat(lines()).filteredOn(line -> line.startsWith("unread"))
        .singleElement()
        .asString()
        .contains("AWS denies guardduty:ListOrganizationAdminAccounts");
  }

  @Test
  void aFileThatIsNotThereIsNamedOnce() {
    String missing = directory.resolve("missing.json").toString();

    assertThat(recorded("-f", "examples", "--snapshot", missing)).isEqualTo(1);

    assertThat(err.toString().strip()).isEqualTo(missing + " does not exist. Name a recorded snapshot, or record one:"
        + " trusted-access-operator export --snapshot FILE");
  }

  @Test
  void aFileOfAnotherOrganizationOrNoSnapshotIsTrouble() throws IOException {
    String file = export("-f", "examples");
    Path connection = directory.resolve("connection.yaml");
    Files.writeString(connection,
        Files.readString(Path.of("examples/00-connection.yaml")).replace("o-exampleorg1", "o-another12345"));

    assertThat(recorded("-f", connection.toString(), "--snapshot", file)).isEqualTo(1);
    assertThat(lines().getFirst())
        .contains("is of organization o-exampleorg1, but the connection declares o-another12345");
    assertThat(recorded("-f", "examples", "--snapshot", connection.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(connection.toString(), "export --snapshot FILE");
    Files.writeString(directory.resolve("newer.json"), "{\"version\": 2}");
    assertThat(recorded("-f", "examples", "--snapshot", directory.resolve("newer.json").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no snapshot of version 1");
  }
}
