package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What keeps the operator or the API server from taking a directory, and that the rest is planned all the same. */
class PlanRefusalsTest extends PlanBench {
  @Test
  void whatTheOperatorRefusesIsTroubleWithItsReason(@TempDir Path directory) throws IOException {
    assertThat(plan("-f", declared(directory, "unheard-of.amazonaws.com", ""))).isEqualTo(1);

    assertThat(lines().getFirst())
        .startsWith("refuse   unheard-of.amazonaws.com  The catalog does not know unheard-of.amazonaws.com");
    assertThat(lines().getLast()).isEqualTo("Applying changes nothing at AWS. Act before applying: 1 refused.");
  }

  /** Whoever accepts a misspelled name has declared nothing. */
  @Test
  void forAMisspelledPrincipalTheNearestOneIsSuggested(@TempDir Path directory) throws IOException {
    assertThat(plan("-f", declared(directory, "guarduty.amazonaws.com", ""))).isEqualTo(1);

    assertThat(lines().getFirst()).endsWith("Did you mean guardduty.amazonaws.com? If the name is correct, set"
        + " spec.acceptUnknownService to true.");
  }

  @Test
  void onlyWhatAPersonMustActOnIsAskedFor(@TempDir Path directory) throws IOException {
    organization.enabled("backup.amazonaws.com", LONG_AGO);
    declare(directory, "ds.amazonaws.com", "ds.amazonaws.com", "");

    assertThat(plan("-f", declared(directory, "unheard-of.amazonaws.com", ""))).isEqualTo(1);

    assertThat(lines().getLast())
        .isEqualTo("Applying changes AWS: 1 to enable, 1 to leave. Act before applying: 1 refused.");
  }

  /** kubectl rejects the object, so nothing of it is planned, and nothing else is said of it. */
  @Test
  void aMisspelledFieldIsOneRowAndItsObjectIsNotPlanned(@TempDir Path directory) throws IOException {
    organization.enabled("guardduty.amazonaws.com", LONG_AGO);
    declare(directory, "ds.amazonaws.com", "ds.amazonaws.com", "");
    String place = declared(
        directory, "guardduty.amazonaws.com", ", delegatedAdministrator: ['444455556666'], mod: Manage");

    assertThat(plan("-f", place)).isEqualTo(1);

    assertThat(lines().subList(0, lines().size() - 2)).satisfiesExactly(
        refused -> assertThat(refused).startsWith("refuse   files")
            .contains("spec.delegatedAdministrator is unknown", "spec.mod is unknown"),
        enabled -> assertThat(enabled).startsWith("enable   ds.amazonaws.com"));
  }

  /** The comment on a pull request must not be empty, nor say of anything that no file declares it. */
  @ParameterizedTest
  @ValueSource(strings = {"table", "markdown", "json"})
  void eachBrokenFileIsOneRowAndTheRestIsPlanned(String format, @TempDir Path directory) throws IOException {
    organization.enabled("fms.amazonaws.com", LONG_AGO);
    String place = declared(directory, "ds.amazonaws.com", "");
    Files.writeString(directory.resolve("fms.yaml"), "spec: {servicePrincipal: fms.amazonaws.com\n");
    Files.writeString(directory.resolve("tab.yaml"), "spec:\n\tmode: Manage\n");

    assertThat(plan("-f", place, "-o", format)).isEqualTo(1);

    assertThat(err).isEmpty();
    assertThat(out).contains("fms.yaml: line 1 is not valid YAML", "tab.yaml: line 2 is not valid YAML")
        .contains("ds.amazonaws.com")
        .doesNotContain("not declared in these files");
    if (format.equals("json")) {
      JsonNode json = new JsonMapper().readTree(out);
      assertThat(json.path("faults")).hasSize(2);
      assertThat(json.path("exitCode").asInt()).isEqualTo(1);
      assertThat(json.at("/connections/0/notDeclared")).isEmpty();
    } else {
      assertThat(out).contains("2 refused", "What no file declares", "are not listed");
    }
  }

  @Test
  void aConnectionThatMayBeInABrokenFileIsNotCalledAbsent(@TempDir Path directory) throws IOException {
    String place = declared(directory, "ds.amazonaws.com", "");
    Path connection = directory.resolve("00-connection.yaml");
    Files.writeString(connection, Files.readString(connection) + "  mode: Observe\n\tx");

    assertThat(plan("-f", place)).isEqualTo(1);

    assertThat(lines().getFirst()).startsWith("refuse   files").contains(connection + ": line ");
    assertThat(out).doesNotContain("does not exist", "Found no OrganizationConnection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "markdown", "json"})
  void withoutAConnectionThePlanSaysSo(String format, @TempDir Path directory) throws IOException {
    declare(directory, "ds.amazonaws.com", "ds.amazonaws.com", "");

    assertThat(plan("-f", directory.toString(), "-o", format)).isEqualTo(1);

    assertThat(out).contains("Found no OrganizationConnection in ", "Add one");
    assertThat(aws.calls().all()).isEmpty();
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
            line -> assertThat(line).endsWith("Act before applying: 1 refused."));
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
}
