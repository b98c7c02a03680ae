package dev.trustedaccess.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.Desired;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files as people have them. What is left out without a word is missing from the policies that are printed for them. */
class ManifestsTest {
  private static final String FMS = """
      apiVersion: trustedaccess.dev/v1alpha1
      kind: TrustedServiceAccess
      metadata: {name: fms.amazonaws.com}
      spec:
        servicePrincipal: fms.amazonaws.com
        delegatedAdministrators: ["444455556666"]
      """;

  @TempDir
  private Path directory;

  private Manifests read(String text) throws Exception {
    return Manifests.read(List.of(Files.writeString(directory.resolve("file.yaml"), text)));
  }

  private static List<String> principals(Manifests manifests) {
    assertThat(manifests.faults()).isEmpty();
    return manifests.declarations().stream().map(Desired::principal).toList();
  }

  /** As {@code kubectl get tsa -o yaml} writes them. */
  @Test
  void theItemsOfAListAreRead() throws Exception {
    String list = "apiVersion: v1\nkind: List\nitems:\n- " + FMS.strip().replace("\n", "\n  ") + "\n";
    assertThat(principals(read(list))).containsExactly("fms.amazonaws.com");
    assertThat(principals(read("apiVersion: v1\nkind: List\nitems:\n- " + list.strip().replace("\n", "\n  "))))
        .containsExactly("fms.amazonaws.com");
    assertThat(principals(read("apiVersion: v1\nkind: List\n"))).isEmpty();
  }

  /** As the API server answers, with and without the version and kind of each item. */
  @Test
  void theItemsOfAListOfOneKindAreRead() throws Exception {
    String list = "apiVersion: trustedaccess.dev/v1alpha1\nkind: TrustedServiceAccessList\nitems:\n- ";
    String item = FMS.strip().replace("\n", "\n  ");
    assertThat(principals(read(list + item))).containsExactly("fms.amazonaws.com");
    assertThat(principals(read(list + item.substring(item.indexOf("metadata"))))).containsExactly("fms.amazonaws.com");
    assertThat(read("apiVersion: trustedaccess.dev/v1alpha1\nkind: OrganizationConnectionList\nitems:\n- "
        + Files.readString(Path.of("examples/00-connection.yaml")).strip().replace("\n", "\n  ")).names())
        .containsExactly("default");
  }

  /** To kubectl, whatever has items is a list, so a change must not hide in one. */
  @ParameterizedTest
  @ValueSource(
      strings = {"apiVersion: v1\nkind: ConfigMapList", "apiVersion: a.example/v1\nkind: Other\nmetadata: {name: x}"})
  void whateverHasItemsIsAList(String start) throws Exception {
    assertThat(principals(read(start + "\nitems:\n- " + FMS.strip().replace("\n", "\n  "))))
        .containsExactly("fms.amazonaws.com");
    assertThat(principals(read("apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: x}"))).isEmpty();
    assertThat(read(start + "\nitems: {fms: {spec: {servicePrincipal: fms.amazonaws.com}}}").faults()).singleElement()
        .asString()
        .contains("its items must be a list");
  }

  /** kubectl reports the list and reads on. */
  @ParameterizedTest
  @ValueSource(strings = {"[]", "- hello", "- apiVersion: v1\n  kind: ConfigMap", "hello"})
  void whatFollowsADocumentThatIsNoObjectIsRead(String first) throws Exception {
    Manifests found = read(first + "\n---\n" + FMS);
    assertThat(found.faults()).singleElement().asString().contains("it has no fields");
    assertThat(found.declarations()).extracting(Desired::principal).containsExactly("fms.amazonaws.com");
  }

  @Test
  void aLargeFileIsRead() throws Exception {
    String comment = "# " + "long ".repeat(1000) + "\n";
    assertThat(principals(read(comment.repeat(800) + FMS))).containsExactly("fms.amazonaws.com");
  }

  /** As a shell's {@code <(kustomize build .)} names it. */
  @Test
  void whatIsNoRegularFileIsRead() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<Path> written = CompletableFuture.supplyAsync(() -> {
      try {
        return Files.writeString(pipe, FMS);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
    assertThat(principals(Manifests.read(List.of(pipe)))).containsExactly("fms.amazonaws.com");
    written.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aFolderThatIsNamedLikeAFileIsNoFile() throws Exception {
    Files.createDirectory(directory.resolve("old.yaml"));
    Files.writeString(directory.resolve("file.yaml"), FMS);
    assertThat(principals(Manifests.read(List.of(directory)))).containsExactly("fms.amazonaws.com");
  }

  private static Manifests piped(String text, String... places) throws Exception {
    return ManifestReader.read(
        Stream.of(places).map(Path::of).toList(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What {@code kustomize build} and {@code helm template} print. */
  @Test
  void aDashIsStandardInputBesideFiles() throws Exception {
    Path file = Files.writeString(directory.resolve("file.yaml"), FMS);

    assertThat(principals(piped(FMS.replace("fms", "ram"), file.toString(), "-", "-")))
        .containsExactly("fms.amazonaws.com", "ram.amazonaws.com");
  }

  @Test
  void whatIsWrongInStandardInputIsSaidOfIt() throws Exception {
    assertThat(piped(FMS.replace("  delegated", "  delgated"), "-").faults()).singleElement()
        .asString()
        .startsWith("standard input: TrustedServiceAccess fms.amazonaws.com: spec.delgatedAdministrators is unknown.");
    assertThat(piped("a: b: c", "-").faults()).singleElement()
        .asString()
        .startsWith("standard input: line 1 is not valid YAML: ");
    assertThatThrownBy(() -> piped("", "-").connection(Optional.empty(), List.of(Path.of("-"))))
        .hasMessageStartingWith("Found no OrganizationConnection in standard input.");
  }

  /** Without an end, it would fill the memory. */
  @Test
  void anInputThatIsTooLargeIsSaid() throws Exception {
    InputStream endless = new InputStream() {
      @Override
      public int read() {
        return '#';
      }
    };

    assertThat(ManifestReader.read(List.of(Path.of("-")), endless).faults()).singleElement()
        .hasToString("standard input: more than 32 MiB. Give only the connections and declarations.");
  }

  @Test
  void itDoesNotMatterHowAnEditorWroteTheFile() throws Exception {
    assertThat(principals(read(FMS.replace("\n", "\r\n")))).containsExactly("fms.amazonaws.com");
    assertThat(principals(read("\uFEFF" + FMS))).containsExactly("fms.amazonaws.com");
    assertThat(principals(read("---\n# first\n---\n" + FMS + "---\n" + FMS.replace("fms", "ram") + "...\n---\n")))
        .containsExactly("fms.amazonaws.com", "ram.amazonaws.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "---\n", "# nothing\n", "null\n", "---\n---\n",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n"})
  void emptyDocumentsAndOtherKindsAreSkipped(String text) throws Exception {
    assertThat(principals(read(text))).isEmpty();
  }

  /** kubectl rejects each of them; a pull request with a typing error must not be green. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "words | object: it has no fields.",
      "[{kind: Deployment}] | object: it has no fields.",
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

  /** Kustomize reads it and applies it nowhere. */
  @Test
  void aKustomizationNeedsNoKind() throws Exception {
    Files.writeString(directory.resolve("kustomization.yaml"), "resources: [fms.yaml]\n");
    Files.writeString(directory.resolve("fms.yaml"), FMS);

    assertThat(principals(Manifests.read(List.of(directory)))).containsExactly("fms.amazonaws.com");
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

  @ParameterizedTest
  @ValueSource(strings = {"apiVersion: trustedaccess.dev/v1alpha1\n", "words\n",
      "apiVersion: trustedaccess.dev/v1alpha1\nkind: OrganizationConnection\nspec: {}\n",
      "apiVersion: trustedaccess.dev/v1alpha1\nkind: TrustedServiceAccess\nspec: {mode: Manage}\n"})
  void whatACutFileDeclaresIsNotKnown(String text) throws Exception {
    assertThat(read(text).refused().more()).isTrue();
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

  @Test
  void aSecondValueOfOneFieldIsSaid() throws Exception {
    assertThat(unread(FMS + "  delegatedAdministrators: []\n")).contains("delegatedAdministrators");
  }

  @Test
  void aNameThatYamlTakesForANumberIsSaid() throws Exception {
    assertThat(read(FMS.replaceAll("metadata: .*", "metadata: {name: 7}")).faults())
        .extracting(Manifests.Fault::problem)
        .containsExactly("TrustedServiceAccess 7: metadata.name must be a text in quotes.");
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

  @ParameterizedTest
  @CsvSource({"'metadata: {name: a', 1", "'spec: [', 1", "'a: b: c', 1", "'a: \"x', 1", "'\ta: b', 1",
      "'a: b\n c: d\n', 2"})
  void brokenYamlIsToldInOneLineWithItsPlace(String text, int line) throws Exception {
    assertThat(unread(text + "\n"))
        .startsWith(directory.resolve("file.yaml") + ": line " + line + " is not valid YAML: ")
        .matches(".*");
  }

  /** What is said of a file in which nothing can be read. */
  private String unread(String text) throws Exception {
    Manifests found = read(text);
    assertThat(found.declarations()).isEmpty();
    assertThat(found.refused().more()).isTrue();
    assertThat(found.faults()).hasSize(1);
    return found.faults().getFirst().toString();
  }

  /** No place is known of what is nested too deep to be read. */
  @Test
  void whatIsNestedTooDeepIsToldInOneLine() throws Exception {
    assertThat(unread("spec: " + "[".repeat(5_000) + "]".repeat(5_000)))
        .startsWith(directory.resolve("file.yaml") + ": is not valid YAML: ")
        .matches(".*");
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

  /** As kubectl reads it. */
  @ParameterizedTest
  @CsvSource({"true, true", "yes, true", "Yes, true", "YES, true", "on, true", "On, true", "ON, true", "y, true",
      "Y, true", "false, false", "no, false", "No, false", "NO, false", "off, false", "Off, false", "OFF, false",
      "n, false", "N, false"})
  void anUnquotedYesIsTrueAndAQuotedOneAText(String word, boolean meant) throws Exception {
    Manifests unquoted = read(FMS + "  acceptUnknownService: " + word + "\n");
    assertThat(unquoted.faults()).isEmpty();
    assertThat(unquoted.declarations()).singleElement()
        .extracting(Desired::acceptUnknownService)
        .isEqualTo(meant);
    assertThat(read(FMS + "  acceptUnknownService: '" + word + "'\n").faults()).singleElement()
        .asString()
        .contains("spec.acceptUnknownService");

    String paused = FMS.replace("fms.amazonaws.com}",
        "fms.amazonaws.com, annotations: {trustedaccess.dev/paused: %s}}");
    assertThat(read(paused.formatted(word)).faults()).singleElement()
        .asString()
        .contains("trustedaccess.dev/paused");
    assertThat(read(paused.formatted("\"" + word + "\"")).faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"trustedaccess.dev/pause, true", "trustedaccess.dev/Paused, true", "trustedaccess.dev/portected, true"})
  void aMisspelledAnnotationIsAFault(String key, String value) throws Exception {
    Manifests found = read(FMS.replace("fms.amazonaws.com}",
        "fms.amazonaws.com, annotations: {" + key + ": '" + value + "'}}"));
    assertThat(found.faults()).singleElement().asString().contains("The annotation " + key + " is unknown.");
    assertThat(found.declarations()).isEmpty();
  }

  /** The API server gets a number, or nothing, and rejects it; it must not be planned as a text. */
  @ParameterizedTest
  @ValueSource(strings = {"012345678901", "012345671234", "0o12", "0x12", "0b11", "4444_5555_6666", "4.5", ".5", "1e3",
      "+12", "-12", ".inf", ".NaN", "~", "Null", "NULL", "null", "True", "y"})
  void whatLooksLikeANumberOrNothingIsNoText(String account) throws Exception {
    assertThat(read(FMS.replace("\"444455556666\"", account)).faults()).singleElement()
        .asString()
        .endsWith("spec.delegatedAdministrators[0] must be a text in quotes.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-05-01", "2024-05-01T08:00:00Z", "12:30", "1.2.3"})
  void aDateOrTimeIsAText(String note) throws Exception {
    assertThat(read(FMS.replace("{name: fms.amazonaws.com}", "{name: fms.amazonaws.com, annotations: {note: " + note
        + "}}")).faults()).isEmpty();
  }

  /** The API server takes the value that the alias stands for, which may be another one than its name. */
  @Test
  void anAliasIsSaid() throws Exception {
    assertThat(unread("---\n" + FMS + "---\n" + FMS
        .replace("{name: fms.amazonaws.com}", "{name: fms.amazonaws.com, annotations: {note: &Observe Manage}}")
        + "  mode: *Observe\n"))
        .contains("file.yaml", "line 15", "*Observe");
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
