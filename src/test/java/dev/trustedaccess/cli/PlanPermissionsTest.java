package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.world.Credentials;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** The policies that docs/plan.md prints allow every call of the commands that they are for. */
class PlanPermissionsTest {
  private static final Pattern ACTION = Pattern.compile("\"([a-z0-9-]+:[A-Z][A-Za-z0-9]+)\"");

  private final Simulator aws = Simulator.start();
  private final Organization organization = Bench.exampleOrganization(aws);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir
  private Path directory;
  private Path copy = Path.of("");

  /** The connection that names no roles, as the page describes it. */
  @BeforeEach
  void copyTheConnection() throws IOException {
    copy = Files.writeString(directory.resolve("connection.yaml"), """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec:
          organizationId: o-exampleorg1
          managementAccountId: "111122223333"
          mode: Manage
          serviceRole: {mode: Manage}
          regions: {home: us-east-1, managed: [us-east-1, eu-west-1]}
        """);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private SdkGateway gateway() {
    Credentials.Keys keys = organization.management().keys();
    return new SdkGateway(new AwsEnvironment(
        Optional.of(aws.endpoint()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())),
        "plan", "test", InstantSource.system()));
  }

  private String run(int exit, Object command, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    assertThat(new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments))
        .as(err.toString())
        .isEqualTo(exit);
    return out.toString();
  }

  private Set<String> granted(String... arguments) {
    return ACTION.matcher(run(0, new PolicyCommand(), arguments))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> called() {
    return aws.calls()
        .all()
        .stream()
        .map(call -> call.action())
        .filter(action -> !action.equals("sts:GetCallerIdentity"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the page names for the job that records the organization. */
  @Test
  void whatExportReadsIsPrintedByTheCommandOfThePage() throws IOException {
    Matcher documented = Pattern.compile("`trusted-access-operator policy (-f COPY -f examples/services [^`]*)`")
        .matcher(Files.readString(Path.of("docs/plan.md")));
    assertThat(documented.find()).isTrue();
    run(0, new ExportCommand(this::gateway, () -> false), "--snapshot", directory.resolve("o.json").toString(),
        "-f", copy.toString());

    assertThat(called()).hasSizeGreaterThan(20);
    assertThat(granted(documented.group(1).replace("COPY", copy.toString()).split(" "))).containsAll(called());
  }

  /** One service at a time: what a policy lacks for one, it may have for another. */
  @ParameterizedTest
  @ValueSource(
      strings = {"examples/services/tag-policies.yaml", "examples/10-firewall-manager.yaml", "examples/20-config.yaml",
          "examples/services/account-management.yaml", "examples/services/guardduty.yaml"})
  void whatPlanReadsIsPrintedForItsFiles(String declaration) {
    new CommandLine(new PlanCommand(this::gateway, InstantSource.system(), () -> false))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute("-f", copy.toString(), "-f", declaration, "--deletion");

    assertThat(called()).isNotEmpty();
    assertThat(granted("-f", copy.toString(), "-f", declaration, "--observe-only")).containsAll(called());
  }
}
