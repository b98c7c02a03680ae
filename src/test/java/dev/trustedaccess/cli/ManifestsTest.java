package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is wrong with the objects that people have in files. What is left out without a word is missing from the policies
 * that are printed for them.
 */
class ManifestsTest extends OnManifestFiles {
  /** kubectl rejects each of them; a pull request with a typing error must not be green. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "words | object: it has no fields.",
      "[{kind: Deployment}] | object: it is a list. Write each object as a document of its own, or an object of kind List",
      "{} | object: apiVersion is absent and kind is absent. Objects of the operator begin with"
          + " apiVersion: trustedaccess.dev/v1alpha1 and a kind,",
      "{apiVersion: [a], kind: 7} | object: apiVersion must be a text and kind must be a text.",
      "{kin: TrustedServiceAccess, metadata: {name: fms.amazonaws.com}} | object fms.amazonaws.com: apiVersion is absent"
          + " and kind is absent.",
      "{apiVersion: v1, metadata: {name: a}} | object a: kind is absent.",
      "{apiVersion: trustedaccess.dev/v1alpha1} | object: kind is absent. There are: OrganizationConnection,"
          + " ServiceConfirmation, TrustedServiceAccess.",
      "{kind: Deployment, metadata: {name: a}} | Deployment a: apiVersion is absent."})
  void aDocumentWithoutVersionOrKindIsSaidWithItsLine(String document, String problem) throws Exception {
    assertThat(read("# first\n---\n" + document + "\n").faults()).singleElement().satisfies(fault -> {
      assertThat(fault.source()).isEqualTo(directory.resolve("file.yaml") + ": line 3");
      assertThat(fault.problem()).startsWith(problem);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"trustedaccess.dev", "trustedaccess.dev/v1", "trustedaccess.dev/v1beta1"})
  void anotherVersionOfTheGroupIsSaid(String version) throws Exception {
    assertThat(read(FMS.replace("trustedaccess.dev/v1alpha1", version)).faults()).singleElement()
        .asString()
        .contains("apiVersion " + version + " is unknown to this build. Write trustedaccess.dev/v1alpha1.");
    assertThat(read(FMS.replace("trustedaccess.dev/v1alpha1", version).replace("ServiceAccess", "Access")).faults())
        .singleElement()
        .asString()
        .contains("kind TrustedAccess is unknown. There are: ");
  }

  /** The API server rejects each of them, and the operator's lenient reader takes it for an absent field. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "delegatedAdministrators: '444455556666' | spec.delegatedAdministrators must be a list",
      "delegatedAdministrators: [444455556666] | spec.delegatedAdministrators[0] must be a text in quotes",
      "delegatedAdministrators: [null] | spec.delegatedAdministrators[0] must be a text in quotes",
      "initialization: None | spec.initialization must be an object with fields",
      "mode: {Observe: true} | spec.mode must be a text",
      "mode: true | spec.mode must be a text in quotes",
      "acceptUnknownService: 'true' | spec.acceptUnknownService must be true or false"})
  void aValueOfAnotherTypeIsSaid(String field, String problem) throws Exception {
    assertThat(read(FMS.replaceAll("  delegated.*\n", "  " + field + "\n")).faults())
        .extracting(Manifests.Fault::problem)
        .containsExactly("TrustedServiceAccess fms.amazonaws.com: " + problem + ".");
  }

  /** Its name is part of the names of declarations. */
  @ParameterizedTest
  @ValueSource(strings = {"com", "my.org", "Default"})
  void aConnectionsNameThatTheKindDoesNotAllowIsSaid(String name) throws Exception {
    String connection = Files.readString(Path.of("examples/00-connection.yaml"));

    assertThat(read(connection.replace("name: default", "name: " + name)).faults())
        .extracting(Manifests.Fault::problem)
        .singleElement()
        .asString()
        .startsWith("OrganizationConnection " + name + ": metadata.name ")
        .endsWith("neither com nor cn, not '" + name + "'.");
  }

  /** The API server rejects each of them, and none of it has a field in the kind's schema. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"finalizers: keep | finalizers must be a list of texts in quotes",
      "finalizers: [1] | finalizers must be a list of texts in quotes",
      "ownerReferences: [a] | ownerReferences must be a list of objects",
      "labels: [a] | labels must be an object with texts", "labels: {a: 1} | labels.a must be a text in quotes",
      "generateName: 7 | generateName must be a text in quotes", "generation: one | generation must be a whole number"})
  void metadataOfAnotherTypeIsSaid(String field, String problem) throws Exception {
    Manifests found = read(FMS.replace("amazonaws.com}", "amazonaws.com, " + field + "}"));
    assertThat(found.faults()).extracting(Manifests.Fault::problem)
        .containsExactly("TrustedServiceAccess fms.amazonaws.com: metadata." + problem + ".");
    assertThat(found.declarations()).isEmpty();
  }

  /** What is missing may be what the faults are about. */
  @Test
  void whoFindsNoConnectionIsToldTheFaults() throws Exception {
    Manifests found = read(FMS.replace("kind: TrustedServiceAccess", "kind: OrganizationConection"));

    assertThat(found.noConnection(Optional.empty(), "here", "Add one."))
        .extracting(bad -> String.valueOf(bad.getMessage()).lines().toList())
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .hasSize(2)
        .first()
        .asString()
        .contains("kind OrganizationConection is unknown");
  }

  /** Nobody should be told to declare, or to enable, what a file names. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"spec: | speck:",
      "apiVersion: trustedaccess.dev/v1alpha1 | apiVersion: trustedaccess.dev/v1beta1",
      "apiVersion: trustedaccess.dev/v1alpha1 | ver: 1", "kind: TrustedServiceAccess | kin: TrustedServiceAccess",
      "metadata: {name: fms.amazonaws.com} | metadata: {}", "delegatedAdministrators: | delegatedAdministrator:"})
  void anObjectWithAFaultIsNotReadButDeclared(String right, String wrong) throws Exception {
    Manifests found = read(FMS.replace(right, wrong));

    assertThat(found.faults()).hasSize(1);
    assertThat(found.declarations()).isEmpty();
    assertThat(found.refused().principals("default")).containsExactly("fms.amazonaws.com");
    assertThat(found.refused().more()).isFalse();
  }

  /** A field without a value is absent to the API server, too. */
  @Test
  void aFieldMayBeEmpty() throws Exception {
    assertThat(principals(read(FMS.replaceAll("Administrators: .*", "Administrators:")))).hasSize(1);
  }

  /** The API server keeps the one that is applied last, without a word. */
  @Test
  void theSameObjectInTwoFilesIsSaidWithBoth() throws Exception {
    Path first = Files.writeString(directory.resolve("a.yaml"), FMS);
    Path second = Files.writeString(
        directory.resolve("b.yaml"), FMS.replace("  delegated", "  mode: Observe\n  delegated") + "---\n" + FMS.replace(
            "fms", "ram"));

    assertThat(Manifests.read(List.of(directory)).faults()).containsExactly(new Manifests.Fault(
        second.toString(), "TrustedServiceAccess fms.amazonaws.com is there twice, first in " + first
            + ". The API server keeps only the one that is applied last. Keep one of them."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "metadata: fms.amazonaws.com", "metadata: {name: }", "metadata: {labels: {a: b}}"})
  void anObjectWithoutANameIsSaid(String metadata) throws Exception {
    Manifests declaration = read(FMS.replaceAll("metadata: .*", metadata));
    assertThat(declaration.faults()).extracting(Manifests.Fault::problem)
        .anySatisfy(problem -> assertThat(problem).endsWith("metadata.name is absent."));
    assertThat(declaration.declarations()).isEmpty();
    Manifests connection = read(
        Files.readString(Path.of("examples/00-connection.yaml")).replaceAll("metadata:\\s+name: .*", metadata));
    assertThat(connection.faults()).isNotEmpty();
    assertThat(connection.connections()).isEmpty();
  }

  /** A line that begins with two colons is a command to GitHub Actions; an escape is one to a terminal. */
  @Test
  void noTextOfAFileBecomesAnotherLineOrACommandToATerminal() throws Exception {
    String field = "\"\\n::error::x\\e[31m\": ";
    Manifests broken = read(field + "1\n" + field + "2\n");
    assertThatThrownBy(() -> broken.connection(Optional.empty(), List.of(directory)))
        .isInstanceOf(Manifests.BadInput.class)
        .hasMessageContaining(" ::error::x [31m")
        .hasMessageMatching("\\P{Cntrl}*");
  }

  @ParameterizedTest
  @CsvSource({"trustedaccess.dev/pause, true", "trustedaccess.dev/Paused, true", "trustedaccess.dev/portected, true"})
  void aMisspelledAnnotationIsAFault(String key, String value) throws Exception {
    Manifests found = read(FMS.replace("fms.amazonaws.com}",
        "fms.amazonaws.com, annotations: {" + key + ": '" + value + "'}}"));
    assertThat(found.faults()).singleElement().asString().contains("The annotation " + key + " is unknown.");
    assertThat(found.declarations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"apiVersion: trustedacces.dev/v1alpha1, apiVersion trustedacces.dev/v1alpha1 is unknown to this build",
      "apiVersion: v1, apiVersion v1 is unknown to this build", "'', apiVersion is absent"})
  void aMisspelledGroupIsSaid(String version, String problem) throws Exception {
    Manifests found = read(FMS.replaceFirst("apiVersion: .*", version));
    assertThat(found.faults()).extracting(Manifests.Fault::problem)
        .containsExactly("TrustedServiceAccess fms.amazonaws.com: " + problem
            + ". Write trustedaccess.dev/v1alpha1.");
    assertThat(found.declarations()).isEmpty();
  }

  @Test
  void theExamplesHaveNoFault() throws IOException, Manifests.BadInput {
    try (var places = Files.walk(Path.of("examples"))) {
      // What is in ci is for GitHub.
      for (Path place : places.filter(Files::isDirectory).filter(each -> !each.endsWith("ci")).toList()) {
        assertThat(Manifests.read(List.of(place)).faults()).isEmpty();
      }
    }
  }
}
