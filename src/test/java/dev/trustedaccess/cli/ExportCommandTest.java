package dev.trustedaccess.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.aws.sdk.Caller;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.simulator.world.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

import static org.assertj.core.api.Assertions.assertThat;

/** A living organization comes under the operator without a change at AWS. */
class ExportCommandTest {
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");
  private static final List<String> ON = List.of(
      "access-analyzer.amazonaws.com", "account.amazonaws.com", "auditmanager.amazonaws.com",
      "aws-artifact-account-sync.amazonaws.com", "backup.amazonaws.com", "cloudtrail.amazonaws.com",
      "compute-optimizer.amazonaws.com", "config-multiaccountsetup.amazonaws.com", "config.amazonaws.com",
      "detective.amazonaws.com", "devops-guru.amazonaws.com", "ds.amazonaws.com", "fms.amazonaws.com",
      "guardduty.amazonaws.com", "health.amazonaws.com", "inspector2.amazonaws.com", "macie.amazonaws.com",
      "ram.amazonaws.com", "securityhub.amazonaws.com", "servicecatalog.amazonaws.com", "ssm.amazonaws.com",
      "sso.amazonaws.com", "unheard-of.amazonaws.com");

  private final Bench bench = new Bench();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void stop() {
    bench.close();
  }

  private int export(String... arguments) {
    Credentials.Keys keys = bench.organization().management().keys();
    return new CommandLine(new ExportCommand(() -> new SdkGateway(new AwsEnvironment(
        Optional.of(bench.aws().endpoint()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())),
        Caller.of(Map.of()), "export", "test", InstantSource.system())), () -> false))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void whatIsExportedAndAppliedIsReadyAndChangesNothing() {
    ON.forEach(principal -> bench.organization().enabled(principal, LONG_AGO));
    assertThat(export(
        "--role-arn", "arn:aws:iam::111122223333:role/trusted-access-organizations", "--external-id",
        "trusted-access-operator")).as(err.toString()).isZero();
    List<String> objects = List.of(out.toString().split("(?m)^---\n"));
    assertThat(objects).hasSize(ON.size() + 1).first().asString().contains("mode: Observe");
    assertThat(objects).filteredOn(yaml -> yaml.contains("NOT IN THE CATALOG"))
        .singleElement()
        .asString()
        .contains("unheard-of.amazonaws.com", "acceptUnknownService: true", "trustedaccess.dev/protected: \"true\"");
    assertThat(objects).filteredOn(yaml -> yaml.contains("servicePrincipal: sso.amazonaws.com"))
        .singleElement()
        .asString()
        .contains("protected: \"true\"");
    assertThat(objects).filteredOn(yaml -> yaml.contains("servicePrincipal: ds.amazonaws.com"))
        .singleElement()
        .asString()
        .doesNotContain("protected");

    bench.apply(objects.getFirst());
    objects.subList(1, objects.size()).forEach(bench::declare);
    bench.startOperator();
    bench.awaitConnection("default", "Ready", "True", "Ready");
    bench.patchConnection("default", "{\"spec\":{\"mode\":\"Manage\",\"observeInterval\":\"2s\"}}");
    ON.forEach(principal -> bench.awaitReady(principal, "True", "Ready"));
    bench.awaitSnapshots(1);
    assertThat(bench.aws().calls().changes().stream().filter(call -> !call.action().startsWith("sts:"))).isEmpty();
  }

  /** The page of the migration tells people to look for this comment. */
  @Test
  void thePageNamesTheCommentThatMarksAnUnknownPrincipal() throws IOException {
    bench.organization().enabled("unheard-of.amazonaws.com", LONG_AGO);
    assertThat(export()).isZero();
    Matcher mark = Pattern.compile("a comment marks them: `([^`]+)`")
        .matcher(Files.readString(Path.of("docs/migration.md")));
    assertThat(mark.find()).isTrue();
    assertThat(out.toString()).contains("# " + mark.group(1));
  }

  /** Without the list, a deletion looks for what remains in the home Region alone. */
  @Test
  void theConnectionAsksForTheRegionsAndTakesThemOnceTheLineIsNoComment(@TempDir Path directory)
      throws IOException, Manifests.BadInput {
    assertThat(export("-d", directory.toString(), "--home-region", "eu-west-1")).isZero();
    Path file = directory.resolve("00-connection.yaml");
    String written = Files.readString(file);
    assertThat(written).contains("# Organizations does not show where", "    # managed: [eu-west-1]\n");
    assertThat(regions(directory)).containsExactly("eu-west-1");

    Files.writeString(file, written.replace("# managed: [eu-west-1]", "managed: [eu-west-1, us-east-1]"));
    assertThat(regions(directory)).containsExactly("eu-west-1", "us-east-1");
  }

  private static List<String> regions(Path directory) throws Manifests.BadInput {
    Manifests files = Manifests.read(List.of(directory));
    assertThat(files.faults()).isEmpty();
    return files.connection(Optional.empty(), List.of(directory)).managedRegions();
  }

  @Test
  void filesAreWrittenOnceAndNeverOver(@TempDir Path directory) throws IOException {
    bench.organization().enabled("ds.amazonaws.com", LONG_AGO);
    assertThat(export("-d", directory.toString(), "--name", "sandbox")).isZero();
    assertThat(Files.readString(directory.resolve("ds.amazonaws.com.yaml")))
        .contains("name: ds.amazonaws.com.sandbox", "name: \"sandbox\"", "mode: None");
    assertThat(export("-d", directory.toString(), "--name", "sandbox")).isEqualTo(2);
    assertThat(err.toString()).contains("already exists");
  }

  /** YAML takes these for a number, a truth value and nothing at all. */
  @ParameterizedTest
  @ValueSource(strings = {"007", "1e3", "true", "null"})
  void everyNameIsWrittenAsText(String name, @TempDir Path directory) throws Manifests.BadInput {
    bench.organization().enabled("ds.amazonaws.com", LONG_AGO);
    assertThat(export("-d", directory.toString(), "--name", name)).isZero();

    Manifests written = Manifests.read(List.of(directory));
    assertThat(written.faults()).isEmpty();
    assertThat(written.names()).containsExactly(name);
    assertThat(written.declarations()).extracting(Desired::organization).containsExactly(name);
  }

  @Test
  void whoSnapshotsAsYourselfAssumesNothingAndTheRoleIsWritten() {
    String role = "arn:aws:iam::111122223333:role/trusted-access-organizations";
    assertThat(export("--as-yourself", "--role-arn", role, "--external-id", "trusted-access-operator")).isZero();
    assertThat(out.toString()).contains(role, "externalId", "trusted-access-operator");
    assertThat(bench.aws().calls().count("sts:AssumeRole")).isZero();
  }

  /** What a person gave and nothing reads would make them believe something else than what was done. */
  @ParameterizedTest
  @CsvSource(delimiter = '|',
      textBlock = """
          -f examples                                  | -f needs --snapshot. Add --snapshot FILE, or leave out -f.
          --filename examples                          | -f needs --snapshot. Add --snapshot FILE, or leave out -f.
          --snapshot FILE --connection default         | --connection needs -f. Add -f PATH, or leave out --connection.
          --external-id id                             | --external-id needs --role-arn. Add --role-arn ARN, or leave out --external-id.
          --snapshot FILE -d DIR                       | -d does nothing beside --snapshot. Leave out one of them.
          --snapshot FILE --name sandbox               | --name does nothing beside --snapshot. Leave out one of them.
          --snapshot FILE --as-yourself                | --as-yourself does nothing beside --snapshot. Leave out one of them.
          --snapshot FILE -f examples --role-arn ROLE  | --role-arn does nothing beside -f. Leave out one of them.
          --snapshot FILE -f examples --home-region eu-west-1 | --home-region does nothing beside -f. Leave out one of them.
          """)
  void anOptionWithoutEffectIsRefused(String options, String problem, @TempDir Path directory) {
    Path file = directory.resolve("organization.json");

    int exit = export(options.replace("FILE", file.toString())
        .replace("DIR", directory.toString())
        .replace("ROLE", "arn:aws:iam::111122223333:role/trusted-access-organizations")
        .split(" "));

    assertThat(err.toString()).startsWith(problem);
    assertThat(exit).isEqualTo(2);
    assertThat(file).doesNotExist();
    assertThat(bench.aws().calls().all()).isEmpty();
  }

  @Test
  void aSnapshotIsNotRecordedByAConnectionWithFaults(@TempDir Path directory) throws IOException {
    Path connection = directory.resolve("connection.yaml");
    Files.writeString(connection, Files.readString(Path.of("examples/00-connection.yaml"))
        .replace("organizationsRole:", "organisationsRole:"));
    Path file = directory.resolve("organization.json");

    assertThat(export("--snapshot", file.toString(), "-f", connection.toString())).isEqualTo(2);

    assertThat(err.toString()).contains(connection.toString(), "organisationsRole is unknown");
    assertThat(file).doesNotExist();
    assertThat(bench.aws().calls().all()).isEmpty();
  }

  @Test
  void aRefusalAndABadNameAreSaid() {
    assertThat(export("--name", "com")).isEqualTo(2);
    bench.organization().management().deny("organizations:ListAWSServiceAccessForOrganization");
    assertThat(export()).isEqualTo(1);
    assertThat(err.toString()).contains(
        "AWS denies organizations:ListAWSServiceAccessForOrganization in account 111122223333",
        "the credentials of this process (arn:aws:iam::111122223333:");
  }

  @Test
  void whoHasNoCredentialsIsToldHowToGetSome() {
    int exit = new CommandLine(new ExportCommand(() -> new SdkGateway(new AwsEnvironment(
        Optional.of(bench.aws().endpoint()), () -> {
          throw SdkClientException.create("none of the sources has any");
        }, Caller.of(Map.of()), "export", "test", InstantSource.system())), () -> false))
        .setErr(new PrintWriter(err))
        .execute("--as-yourself");

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).startsWith("No AWS credentials were found")
        .contains("AWS_PROFILE")
        .doesNotContain("pod", "service account");
  }

  @Test
  void aRoleThatCannotBeAssumedIsSaidWithItsOptions() {
    assertThat(export("--role-arn", "arn:aws:iam::111122223333:role/absent")).isEqualTo(1);
    assertThat(err.toString()).contains("role/absent", "Check the role", "--external-id");
  }

  @Test
  void anAwsThatFailsIsNoFaultOfTheIdentity() {
    bench.aws().faults().every("organizations:DescribeOrganization").fail("ServiceException", 500);
    assertThat(export()).isEqualTo(1);
    assertThat(err.toString()).contains("organizations:DescribeOrganization", "ServiceUnavailable", "network");
  }

  @Test
  void anAwsThatDoesNotSayWhoAsksIsNotMistakenForAPods() {
    bench.aws().faults().every("sts:GetCallerIdentity").fail("ServiceException", 500);
    assertThat(export()).isEqualTo(1);
    assertThat(err.toString()).contains("sts:GetCallerIdentity with the credentials of this process")
        .doesNotContain("pod");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "arn:aws:iam::111122223333:user/somebody",
      "arn:aws:sts::111122223333:assumed-role/trusted-access-organizations/me"})
  void whatIsNoRoleIsRefusedBeforeAnythingIsRead(String arn) {
    assertThat(export("--role-arn", arn)).isEqualTo(2);
    assertThat(err.toString()).contains("--role-arn", arn, "arn:aws:iam::111122223333:role/");
    assertThat(bench.aws().calls().count("organizations:DescribeOrganization")).isZero();
  }

  @Test
  void whatIsNoRegionIsRefused() {
    assertThat(export("--home-region", "nonsense")).isEqualTo(2);
    assertThat(err.toString()).contains("--home-region", "nonsense", "us-east-1");
  }
}
