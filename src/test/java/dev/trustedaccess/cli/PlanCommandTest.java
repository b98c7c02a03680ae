package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.simulator.front.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person is told about a directory before it is applied to the examples' organization. */
class PlanCommandTest extends PlanBench {
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
        + " Act before applying: 1 refused, 1 could not be read.");
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
    organization.enabled("ds.amazonaws.com", LONG_AGO)
        .enabled("sso.amazonaws.com", LONG_AGO)
        .enabled("aws-artifact-account-sync.amazonaws.com", LONG_AGO);
    declare(directory, "aws-artifact-account-sync.amazonaws.com", "aws-artifact-account-sync.amazonaws.com", "");
    declare(directory, "sso.amazonaws.com", "sso.amazonaws.com", ", deletionPolicy: Disable");
    declare(directory, "guardduty.amazonaws.com", "guardduty.amazonaws.com",
        ", delegatedAdministrators: ['444455556666']");
    declare(directory, "fms.amazonaws.com", "fms.amazonaws.com", "");

    plan("--deletion", "-f", declared(directory, "ds.amazonaws.com", ""));

    assertThat(lines()).filteredOn(line -> line.startsWith("delete"))
        .map(line -> line.replaceAll(" {2,}", "  "))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("delete  ds.amazonaws.com  Who enabled access is not known here.")
                .contains("ENABLED BY", "kubectl get tsa -o wide",
                    "(impact: benign), once nothing remains that this would destroy;"),
            line -> assertThat(line).startsWith("delete  aws-artifact-account-sync.amazonaws.com")
                .contains("(impact: service-outage), after a confirmation;"),
            line -> assertThat(line).startsWith("delete  sso.amazonaws.com").contains("Impact: service-outage."),
            line -> assertThat(line).startsWith("delete  guardduty.amazonaws.com").contains("444455556666"),
            line -> assertThat(line).startsWith("delete  fms.amazonaws.com").contains("Impact: "));
    changedNothing();
  }

  @Test
  void whatCannotBeRunIsTroubleToo(@TempDir Path empty) {
    assertThat(plan("-f", empty.toString())).isEqualTo(1);
    assertThat(lines().getFirst()).startsWith("refuse   files")
        .contains(
            "Found no OrganizationConnection in " + empty + ". No .yaml, .yml or .json file is directly in " + empty
                + ". Add one");
    assertThat(plan("-f", "there-is-no-such-directory")).isEqualTo(1);
    assertThat(plan()).isEqualTo(1);
    assertThat(plan("-f", "examples", "-o", "xml")).isEqualTo(1);
    assertThat(aws.calls().all()).isEmpty();
  }

  /** As in kubectl without -R. */
  @Test
  void foldersThatAreNotSearchedAreNamed(@TempDir Path directory) throws IOException {
    Path services = Files.createDirectory(directory.resolve("services"));
    Path teams = Files.createDirectory(directory.resolve("teams"));

    assertThat(plan("-f", directory.toString())).isEqualTo(1);

    assertThat(lines().getFirst()).contains("No .yaml, .yml or .json file is directly in " + directory
        + ", and folders in it are not searched; name the right one: -f " + services + " or -f " + teams + ".");
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
