package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Organization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person is told about a directory before it is applied to the examples' organization. */
class PlanCommandTest {
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");

  private final Simulator aws = Simulator.start();
  private final Organization organization = Bench.exampleOrganization(aws);
  private String out = "";
  private String err = "";

  @AfterEach
  void stop() {
    aws.close();
  }

  private int plan(String... arguments) {
    PlanRun run = PlanRun.of(aws, organization.management(), arguments);
    out = run.out();
    err = run.err();
    return run.exit();
  }

  private List<String> lines() {
    return out.lines().toList();
  }

  /** The directory, with the examples' connection and one declaration. */
  private static String declared(Path directory, String principal, String spec) throws IOException {
    Files.copy(Path.of("examples/00-connection.yaml"), directory.resolve("00-connection.yaml"));
    declare(directory, principal, principal, spec);
    return directory.toString();
  }

  private static void declare(Path directory, String name, String principal, String spec) throws IOException {
    Files.writeString(directory.resolve(name + ".yaml"), """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %s}
        spec: {servicePrincipal: %s%s}
        """.formatted(name, principal, spec));
  }

  /** What is asked and not merely read would be a change, and the calls of STS give sessions. */
  private void changedNothing() {
    assertThat(aws.calls().changes()).filteredOn(call -> !call.action().startsWith("sts:")).isEmpty();
  }

  @Test
  void theExamplesAreEnabledAppointedAndAwaitedInTheirOrder() {
    organization.enabled("ds.amazonaws.com", LONG_AGO).enabled("backup.amazonaws.com", LONG_AGO);

    assertThat(plan("-f", "examples")).as(out + "\n" + err).isEqualTo(2);

    assertThat(lines()).map(line -> line.replaceAll(" {2,}", "  ").replaceFirst(", or set.*|with: aws.*", ""))
        .containsExactly(
            "enable  fms.amazonaws.com  by organizations:EnableAWSServiceAccess",
            "appoint  fms.amazonaws.com  444455556666 in us-east-1 by fms:AssociateAdminAccount, which registers it with"
                + " Organizations",
            "enable  config.amazonaws.com  by organizations:EnableAWSServiceAccess",
            "wait  config.amazonaws.com  Access is enabled, but no organization aggregator exists. Ask the service administrator"
                + " to create one (the operator detects it)",
            "enable  config-multiaccountsetup.amazonaws.com  by organizations:EnableAWSServiceAccess",
            "leave  ds.amazonaws.com  Enabled already; nothing has to be done.",
            "enable  sso.amazonaws.com  by organizations:EnableAWSServiceAccess",
            "wait  sso.amazonaws.com  Access is enabled, but the organization instance does not exist. Ask the service"
                + " administrator to create it (the operator detects it)",
            "enable  aws-artifact-account-sync.amazonaws.com  by organizations:EnableAWSServiceAccess",
            "wait  aws-artifact-account-sync.amazonaws.com  Access is enabled, but the role AWSServiceRoleForArtifact does not"
                + " exist. Ask the service administrator to create it (the operator detects it)",
            "leave  backup.amazonaws.com  Enabled, and not declared in these files.",
            "",
            "Applying changes AWS: 5 to enable, 1 to appoint, 3 to wait, 2 to leave.");
    changedNothing();
  }

  @Test
  void whatIsInPlaceIsLeftAndTheExitCodeSaysSo(@TempDir Path directory) throws IOException {
    organization.enabled("ds.amazonaws.com", LONG_AGO);

    assertThat(plan("-f", declared(directory, "ds.amazonaws.com", ""))).as(out + "\n" + err).isZero();

    assertThat(lines()).containsExactly(
        "leave    ds.amazonaws.com  Enabled already; nothing has to be done.", "",
        "Applying changes nothing at AWS: 1 to leave.");
  }

  @Test
  void anAdministratorIsAppointedInEachRegionWhereItIsMissing(@TempDir Path directory) throws IOException {
    organization.enabled("guardduty.amazonaws.com", LONG_AGO);

    assertThat(
        plan("-f", declared(directory, "guardduty.amazonaws.com", ", delegatedAdministrators: ['444455556666']")))
        .isEqualTo(2);

    assertThat(lines().subList(0, 2)).containsExactly(
        "appoint  guardduty.amazonaws.com  444455556666 in us-east-1 by guardduty:EnableOrganizationAdminAccount, which"
            + " registers it with Organizations",
        "appoint  guardduty.amazonaws.com  444455556666 in eu-west-1 by guardduty:EnableOrganizationAdminAccount");
  }

  /** One call appoints and sets up: nobody is asked to make it once more for what Organizations' call left out. */
  @Test
  void theCallThatAppointsAlsoSetsUpWhatAccessAloneLeftOut(@TempDir Path directory) throws IOException {
    organization.enableAccessAlone("ipam.amazonaws.com");

    plan("-f", declared(directory, "ipam.amazonaws.com", ", delegatedAdministrators: ['444455556666']"));

    assertThat(lines().get(0)).isEqualTo(
        "appoint  ipam.amazonaws.com  444455556666 by ec2:EnableIpamOrganizationAdminAccount");
    assertThat(lines().get(1)).startsWith("wait     ipam.amazonaws.com  ")
        .doesNotContain("Ask the service administrator");
  }

  /** The call for one principal enables the other one too, and its service then sets up what both await. */
  @Test
  void oneCallForTwoDeclarationsIsPlannedOnce() {
    assertThat(plan("-f", "examples/00-connection.yaml", "-f", "examples/services/license-manager.yaml")).isEqualTo(2);

    assertThat(lines()).filteredOn(line -> line.startsWith("enable") && !line.contains("linux"))
        .singleElement()
        .asString()
        .contains("license-manager:UpdateServiceSettings", "also enables license-manager.member-account.amazonaws.com");
    assertThat(lines()).filteredOn(line -> line.startsWith("wait     license-manager.member-account"))
        .singleElement()
        .asString()
        .contains("The service is setting up a link to the organization.");
  }

  @Test
  void whatTheOperatorRefusesIsTroubleWithItsReason(@TempDir Path directory) throws IOException {
    assertThat(plan("-f", declared(directory, "unheard-of.amazonaws.com", ""))).isEqualTo(1);

    assertThat(lines().getFirst())
        .startsWith("refuse   unheard-of.amazonaws.com  The catalog does not know unheard-of.amazonaws.com");
    assertThat(lines().getLast()).isEqualTo("Applying changes nothing at AWS. Act before applying: 1 to refuse.");
  }

  @Test
  void onlyWhatAPersonMustActOnIsAskedFor(@TempDir Path directory) throws IOException {
    organization.enabled("backup.amazonaws.com", LONG_AGO);
    declare(directory, "ds.amazonaws.com", "ds.amazonaws.com", "");

    assertThat(plan("-f", declared(directory, "unheard-of.amazonaws.com", ""))).isEqualTo(1);

    assertThat(lines().getLast())
        .isEqualTo("Applying changes AWS: 1 to enable, 1 to leave. Act before applying: 1 to refuse.");
  }

  @Test
  void aMisspelledFieldIsTroubleEvenIfTheRestCanBePlanned(@TempDir Path directory) throws IOException {
    assertThat(plan("-f", declared(directory, "ds.amazonaws.com", ", initialisation: {mode: None}"))).isEqualTo(1);

    assertThat(lines()).anyMatch(line -> line.startsWith("refuse   files") && line.contains("initialisation"))
        .anyMatch(line -> line.startsWith("enable   ds.amazonaws.com"));
  }

  @Test
  void whatARefusedFileNamesIsNotCalledUndeclared(@TempDir Path directory) throws IOException {
    organization.enabled("ds.amazonaws.com", LONG_AGO);
    String place = declared(directory, "ds.amazonaws.com", "");
    Path file = directory.resolve("ds.amazonaws.com.yaml");
    Files.writeString(file, Files.readString(file).replace("servicePrincipal:", "servicePrincpal:"));

    assertThat(plan("-f", place)).isEqualTo(1);

    assertThat(lines()).anyMatch(line -> line.startsWith("refuse") && line.contains("servicePrincpal"))
        .noneMatch(line -> line.contains("not declared"));
  }

  /** AWS lists the access under another name than the file. */
  @Test
  void whatARefusedFileNamesOtherwiseThanAwsIsNotCalledUndeclared(@TempDir Path directory) throws IOException {
    organization.enabled("aws-artifact-account-sync.amazonaws.com", LONG_AGO);

    assertThat(plan("-f", declared(directory, "artifact.amazonaws.com", ", mode: Manages"))).isEqualTo(1);

    assertThat(lines()).as(err)
        .anyMatch(line -> line.startsWith("refuse   files") && line.contains("Manages"))
        .noneMatch(line -> line.contains("not declared"));
  }

  @Test
  void whatARefusedFileOfAnotherConnectionNamesIsStillUndeclared(@TempDir Path directory) throws IOException {
    organization.enabled("ds.amazonaws.com", LONG_AGO);
    String place = declared(directory, "sso.amazonaws.com", "");
    Files.writeString(directory.resolve("01-connection.yaml"),
        Files.readString(Path.of("examples/00-connection.yaml")).replace("name: default", "name: second"));
    declare(directory, "ds.amazonaws.com.second", "ds.amazonaws.com",
        ", mode: Manages, organizationRef: {name: second}");

    assertThat(plan("-f", place)).isEqualTo(1);

    assertThat(lines()).as(err)
        .anyMatch(line -> line.startsWith("refuse   files") && line.contains("Manages"))
        .contains("leave    ds.amazonaws.com   Enabled, and not declared in these files.");
  }

  /** One object that the API server would reject says nothing about the others. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "firewall-manager | servicePrincipal: fms.amazonaws.com | metadata.name must be"
          + " fms.amazonaws.com: rename this declaration, or correct spec.servicePrincipal or spec.organizationRef.name.",
      "fms.amazonaws.com | mode: Manage | spec.servicePrincipal is absent. It must be a service principal in lower case,"
          + " such as config.amazonaws.com.",
      "fms.amazonaws.com | servicePrincipal: fms.amazonaws.com, deletionPolicy: Keep | spec.deletionPolicy must be"
          + " Disable or Restore or Retain, not 'Keep'."})
  void whatTheApiServerWouldRejectIsOneRow(String name, String spec, String problem, @TempDir Path directory)
      throws IOException {
    organization.enabled("fms.amazonaws.com", LONG_AGO);
    Path file = Files.writeString(directory.resolve("fms.yaml"), """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: TrustedServiceAccess
        metadata: {name: %s}
        spec: {%s}
        """.formatted(name, spec));

    assertThat(plan("-f", declared(directory, "ds.amazonaws.com", ""))).isEqualTo(1);

    assertThat(lines()).as(err)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("refuse   files")
                .endsWith(
                    file + ": TrustedServiceAccess " + name + ": " + problem),
            line -> assertThat(line).startsWith("enable   ds.amazonaws.com"),
            line -> assertThat(line).isEmpty(),
            line -> assertThat(line).endsWith("Act before applying: 1 to refuse."));
  }

  @ParameterizedTest
  @CsvSource({"mode: Manage, mode: Mange, spec.mode must be Manage or Observe",
      "organizationId: o-exampleorg1, organizationId: , spec.organizationId is absent"})
  void aRejectedConnectionLeavesTheOthersPlanned(String right, String wrong, String problem, @TempDir Path directory)
      throws IOException {
    String place = declared(directory, "ds.amazonaws.com", "");
    Path connection = directory.resolve("00-connection.yaml");
    String text = Files.readString(connection);
    declare(directory, "sso.amazonaws.com.second", "sso.amazonaws.com", ", organizationRef: {name: second}");
    Files.writeString(directory.resolve("01-connection.yaml"), text.replace("name: default", "name: second"));
    Files.writeString(connection, text.replace(right, wrong));

    assertThat(plan("-f", place)).isEqualTo(1);

    assertThat(lines()).as(err)
        .anyMatch(line -> line.startsWith("refuse   files") && line.contains(problem))
        .anyMatch(line -> line.startsWith("enable   sso.amazonaws.com"))
        .anyMatch(line -> line.startsWith("unread   connection default") && line.contains("It is refused"))
        .noneMatch(line -> line.contains("does not exist. Apply"));

    assertThat(plan("-f", place, "--connection", "default")).isEqualTo(1);
    assertThat(lines()).noneMatch(line -> line.contains("sso.amazonaws.com"));
  }

  @Test
  void theSecondConnectionToAnOrganizationAndAMissingOneAreRefused(@TempDir Path directory) throws IOException {
    Files.copy(Path.of("examples/00-connection.yaml"), directory.resolve("00-connection.yaml"));
    declare(directory, "ds.amazonaws.com.second", "ds.amazonaws.com", ", organizationRef: {name: second}");
    declare(directory, "sso.amazonaws.com.third", "sso.amazonaws.com", ", organizationRef: {name: third}");
    Files.writeString(directory.resolve("01-connection.yaml"),
        Files.readString(Path.of("examples/00-connection.yaml")).replace("name: default", "name: second"));

    assertThat(plan("-f", directory.toString())).isEqualTo(1);

    assertThat(lines()).anyMatch(line -> line.startsWith("refuse   ds.amazonaws.com")
        && line.contains("The older OrganizationConnection default reaches o-exampleorg1 already"))
        .anyMatch(line -> line.startsWith("refuse   sso.amazonaws.com")
            && line.contains("OrganizationConnection third does not exist"));
  }

  /** One apply creates both in one second; then their uids decide, and no file shows those. */
  @Test
  void twoConnectionsToOneOrganizationAreRefusedThoughOnlyOneIsUsed(@TempDir Path directory) throws IOException {
    String place = declared(directory, "ds.amazonaws.com", "");
    Files.writeString(directory.resolve("01-connection.yaml"),
        Files.readString(Path.of("examples/00-connection.yaml")).replace("name: default", "name: second"));

    for (String connection : List.of("default", "second")) {
      assertThat(plan("-f", place, "--connection", connection)).isEqualTo(1);
      assertThat(lines().getFirst()).startsWith("refuse   files")
          .contains("OrganizationConnections default, second reach organization o-exampleorg1", "AlreadyConnected")
          .endsWith("Keep one connection for each organization.");
    }
  }

  @Test
  void whichOfTwoForTheSameAccessWorksIsNotSaidToFollowFromTheFiles(@TempDir Path directory) throws IOException {
    declare(directory, "artifact.amazonaws.com", "artifact.amazonaws.com", "");

    assertThat(plan("-f", declared(directory, "aws-artifact-account-sync.amazonaws.com", ""))).isEqualTo(1);

    assertThat(lines()).filteredOn(line -> line.startsWith("refuse"))
        .singleElement()
        .asString()
        .contains("The older declaration for ")
        .endsWith("The time of creation decides which is older, within one second chance; this plan takes the first in"
            + " the files.");
  }

  /** It stands beside the row that enables access. */
  @Test
  void administratorsOfAServiceThatHasNoneAreRefusedWithoutDenyingTheChange(@TempDir Path directory)
      throws IOException {
    assertThat(plan("-f", declared(directory, "ds.amazonaws.com", ", delegatedAdministrators: ['444455556666']")))
        .isEqualTo(1);

    assertThat(lines().subList(0, 2)).satisfiesExactly(
        enabled -> assertThat(enabled).startsWith("enable   ds.amazonaws.com"),
        refused -> assertThat(refused).startsWith("refuse   ds.amazonaws.com")
            .endsWith("No account is appointed. Remove spec.delegatedAdministrators."));
  }

  @Test
  void whatCannotBeReadIsNotGuessed(@TempDir Path directory) throws IOException {
    organization.management().deny("guardduty:ListOrganizationAdminAccounts");

    assertThat(
        plan("-f", declared(directory, "guardduty.amazonaws.com", ", delegatedAdministrators: ['444455556666']")))
        .isEqualTo(1);

    assertThat(lines().subList(0, 2)).satisfiesExactly(
        enabled -> assertThat(enabled).startsWith("enable   guardduty.amazonaws.com"),
        unread -> assertThat(unread).startsWith("unread   guardduty.amazonaws.com")
            .contains("AWS denies guardduty:ListOrganizationAdminAccounts", "Grant this action"));
    assertThat(lines().getLast()).isEqualTo("Applying changes AWS, possibly more than is listed: 1 to enable."
        + " Act before applying: 1 could not be read.");
  }

  @Test
  void beforeApplyingAPersonActsOnWhatIsRefusedAndOnWhatIsUnread(@TempDir Path directory) throws IOException {
    organization.enabled("guardduty.amazonaws.com", LONG_AGO).enabled("backup.amazonaws.com", LONG_AGO);
    organization.management().deny("guardduty:ListOrganizationAdminAccounts");
    declare(directory, "unheard-of.amazonaws.com", "unheard-of.amazonaws.com", "");

    plan("-f", declared(directory, "guardduty.amazonaws.com", ", delegatedAdministrators: ['444455556666']"));

    assertThat(lines().getLast()).isEqualTo("What applying would change is not fully known: 1 to leave."
        + " Act before applying: 1 to refuse, 1 could not be read.");
  }

  @Test
  void anOrganizationThatCannotBeReadIsToldOnce() {
    organization.management().deny("organizations:ListAWSServiceAccessForOrganization");

    assertThat(plan("-f", "examples")).isEqualTo(1);

    assertThat(lines()).hasSize(3);
    assertThat(lines().getFirst())
        .startsWith("unread   connection default  AWS denies organizations:ListAWSServiceAccessForOrganization");
    assertThat(lines().getLast())
        .isEqualTo("What applying would change is not known. Act before applying: 1 could not be read.");
  }

  /** A person at a laptop has no pod, and a copy of the connection without roles has no field that names an identity. */
  @Test
  void whoReadsWithoutARoleIsNamed(@TempDir Path directory) throws IOException {
    organization.management().deny("organizations:DescribeOrganization");
    String place = declared(directory, "ds.amazonaws.com", "");
    Path connection = directory.resolve("00-connection.yaml");
    Files.writeString(connection, """
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec: {organizationId: o-exampleorg1, mode: Manage}
        """);

    assertThat(plan("-f", place)).isEqualTo(1);

    assertThat(lines().getFirst()).startsWith("unread   connection default")
        .contains("Grant this action to the credentials of this process (arn:aws:iam::111122223333:")
        .doesNotContain("pod");
  }

  @Test
  void whoOnlyObservesChangesNothing(@TempDir Path directory) throws IOException {
    assertThat(plan("-f", declared(directory, "ds.amazonaws.com", ", mode: Observe"))).isZero();

    assertThat(lines().getFirst()).startsWith("observe  ds.amazonaws.com  Access is disabled. The operator would call"
        + " organizations:EnableAWSServiceAccess");
  }

  @Test
  void whatDeletingWouldDoIsShownOnRequest(@TempDir Path directory) throws IOException {
    organization.enabled("ds.amazonaws.com", LONG_AGO).enabled("sso.amazonaws.com", LONG_AGO);
    declare(directory, "sso.amazonaws.com", "sso.amazonaws.com", ", deletionPolicy: Disable");
    declare(directory, "guardduty.amazonaws.com", "guardduty.amazonaws.com",
        ", delegatedAdministrators: ['444455556666']");
    declare(directory, "fms.amazonaws.com", "fms.amazonaws.com", "");

    plan("--deletion", "-f", declared(directory, "ds.amazonaws.com", ""));

    assertThat(lines()).filteredOn(line -> line.startsWith("delete"))
        .map(line -> line.replaceAll(" {2,}", "  "))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("delete  ds.amazonaws.com  Who enabled access is not known here.")
                .contains("ENABLED BY", "kubectl get tsa -o wide", "(impact: "),
            line -> assertThat(line).startsWith("delete  sso.amazonaws.com").contains("Impact: service-outage."),
            line -> assertThat(line).startsWith("delete  guardduty.amazonaws.com").contains("444455556666"),
            line -> assertThat(line).startsWith("delete  fms.amazonaws.com").contains("Impact: "));
    changedNothing();
  }

  @Test
  void aPullRequestGetsATable(@TempDir Path directory) throws IOException {
    assertThat(plan("-o", "markdown", "-f", declared(directory, "ds.amazonaws.com", ""))).isEqualTo(2);

    assertThat(lines()).containsExactly(
        "**Applying changes AWS: 1 to enable.**", "", "| do | service | how or why |", "|---|---|---|",
        "| enable | `ds.amazonaws.com` | by organizations:EnableAWSServiceAccess |");
  }

  /** What is shown of a file was written by whoever suggests the change. */
  @Test
  void nothingInAFileBecomesALinkOrAnotherRow(@TempDir Path directory) throws IOException {
    String place = declared(directory, "ds.amazonaws.com", """
        , "\\e[2K\\rleave \\u202e<img src=x> [all](https://a.example) www.a.example @org/team *x* `y` \\\\| z": 1""");

    assertThat(plan("-f", place)).isEqualTo(1);
    assertThat(out.toString()).doesNotContain("\u001b", "\r", "\u202e");

    assertThat(plan("-o", "markdown", "-f", place)).isEqualTo(1);
    assertThat(lines().get(4)).startsWith("| refuse | `files` | ")
        .contains("&lt;img src=x&gt; \\[all\\](https&#58;//a.example) www&#46;a.example @\u2060org/team \\*x\\* \\`y\\`"
            + " \\\\\\| z is unknown.")
        .doesNotContain("\u001b", "\r", "\u202e");
    assertThat(lines()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "a #123 b | a #\u2060123 b", "owner/repo#1 | owner/repo#\u20601", "gh-7 | gh-\u20607",
      "see @name | see @\u2060name",
      "owner/repo@0a1b2c3d4e | owner/repo@\u2060`0a1b2c3d4e`", "by 0a1b2c3. | by `0a1b2c3`.",
      "WWW.a.example | WWW&#46;a.example",
      "in 444455556666 | in `444455556666`", "o-exampleorg1 #a a-1 | o-exampleorg1 #a a-1"})
  void nothingInAFileBecomesAReference(String written, String shown, @TempDir Path directory) throws IOException {
    assertThat(plan("-o", "markdown", "-f", declared(directory, "ds.amazonaws.com", ", \"" + written + "\": 1")))
        .isEqualTo(1);

    assertThat(lines().get(4)).contains("spec." + shown + " is unknown.");
  }

  @Test
  void aProgramGetsEachChangeInFields() throws IOException {
    organization.enabled("ds.amazonaws.com", LONG_AGO);

    assertThat(plan("-o", "json", "-f", "examples")).isEqualTo(2);

    JsonNode plan = new JsonMapper().readTree(out);
    JsonNode first = plan.at("/connections/0/declarations/0");
    assertThat(plan.path("version").asInt()).isEqualTo(1);
    assertThat(plan.path("exitCode").asInt()).isEqualTo(2);
    assertThat(first.toString()).isEqualTo("""
        {"name":"fms.amazonaws.com","servicePrincipal":"fms.amazonaws.com","enabledAlready":false,"changes":[\
        {"do":"enable","call":"organizations:EnableAWSServiceAccess","alsoEnables":[]},\
        {"do":"appoint","call":"fms:AssociateAdminAccount","account":"444455556666","region":"us-east-1",\
        "registers":true}],"outcome":"ready"}""");
    assertThat(plan.findValuesAsText("reason")).contains("AwaitingServiceAdministrator");
  }

  @Test
  void whatCannotBeRunIsTroubleToo(@TempDir Path empty) {
    assertThat(plan("-f", empty.toString())).isEqualTo(1);
    assertThat(err).contains("Found no OrganizationConnection in " + empty);
    assertThat(plan("-f", "there-is-no-such-directory")).isEqualTo(1);
    assertThat(plan()).isEqualTo(1);
    assertThat(plan("-f", "examples", "-o", "xml")).isEqualTo(1);
    assertThat(aws.calls().all()).isEmpty();
  }

  /** Besides what initialization asks, that is who administers a service whose declaration lists administrators. */
  @Test
  void fortyServicesTakeTwoCallsOfOrganizations(@TempDir Path directory) throws IOException {
    Files.copy(Path.of("examples/00-connection.yaml"), directory.resolve("00-connection.yaml"));
    List<String> principals = CatalogFile.load()
        .services()
        .stream()
        .flatMap(service -> service.principals().stream())
        .filter(facts -> facts.enableMethod().by() == AccessMethod.By.ORGANIZATIONS)
        .map(PrincipalFacts::principal)
        .limit(40)
        .toList();
    for (String principal : principals) {
      declare(directory, principal, principal, ", initialization: {mode: None}");
    }

    assertThat(plan("-f", directory.toString())).isEqualTo(2);

    assertThat(lines()).filteredOn(line -> line.startsWith("enable")).hasSize(40);
    assertThat(aws.calls().matching(call -> call.action().startsWith("organizations:"))).extracting(Call::action)
        .containsExactly("organizations:DescribeOrganization", "organizations:ListAWSServiceAccessForOrganization");
  }
}
