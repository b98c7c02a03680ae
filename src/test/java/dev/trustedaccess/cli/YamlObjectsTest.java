package dev.trustedaccess.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.declaration.Desired;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files as people have them, and which objects kubectl finds in them. */
class YamlObjectsTest extends OnManifestFiles {
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
    assertThat(found.faults()).singleElement().asString().contains(": line 1: object: it ");
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
    Process writer = new ProcessBuilder("sh", "-c", "printf %s \"$1\" > \"$2\"", "sh", FMS, pipe.toString()).start();
    try {
      assertThat(principals(Manifests.read(List.of(pipe)))).containsExactly("fms.amazonaws.com");
    } finally {
      writer.destroyForcibly();
    }
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

  /** kubectl takes them, with a list among them, too, and editors and jq write them. */
  @Test
  void jsonMayHaveTabsCommentsAndOneObjectAfterAnother() throws Exception {
    String fms = """
        {
        \t"apiVersion": "trustedaccess.dev/v1alpha1", # the only one
        \t"kind": "TrustedServiceAccess",
        \t"metadata": {"name": "fms.amazonaws.com"},
        \t"spec": {"servicePrincipal": "fms.amazonaws.com"}
        }
        """;
    String list = "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [" + fms.replace("fms", "sso") + ", null]}";
    assertThat(principals(read(fms + fms.replace("fms", "ram") + list)))
        .containsExactly("fms.amazonaws.com", "ram.amazonaws.com", "sso.amazonaws.com");
    assertThat(read(fms + "{\"kind\": \"Deployment\"}").faults()).singleElement()
        .asString()
        .contains("file.yaml: line 7: Deployment: apiVersion is absent.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} words", "{} []", "{\"a\": 1, \"a\": 2}", "{\n\t\"a\": 1,\n\t\"b\"\n}"})
  void brokenJsonIsToldAsWhatItsNameSays(String text) throws Exception {
    assertThat(unread(text)).matches(".*file\\.yaml: line \\d is not valid YAML: .*");
    Path json = Files.writeString(Files.createDirectory(directory.resolve("json")).resolve("file.json"), text);
    assertThat(Manifests.read(List.of(json)).faults()).singleElement()
        .asString()
        .matches(".*file\\.json: line \\d is not valid JSON: .*")
        .doesNotContain("TAB");
  }

  /** The parser tells of its features and of numbers of characters. */
  @Test
  void brokenJsonIsToldInWordsOfItsWriter() throws Exception {
    for (String text : List.of("{}\n{\"a\": 1,}", "{}\n{\"a\": 1, // one\n}")) {
      Path json = Files.writeString(directory.resolve("file.json"), text);
      assertThat(Manifests.read(List.of(json)).faults()).singleElement()
          .asString()
          .contains("line 2 is not valid JSON: Unexpected character ('")
          .doesNotContain("Feature", "code ");
    }
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

  /** Kustomize reads it and applies it nowhere. */
  @Test
  void aKustomizationNeedsNoKind() throws Exception {
    Files.writeString(directory.resolve("kustomization.yaml"), "resources: [fms.yaml]\n");
    Files.writeString(directory.resolve("fms.yaml"), FMS);

    assertThat(principals(Manifests.read(List.of(directory)))).containsExactly("fms.amazonaws.com");
  }

  @ParameterizedTest
  @CsvSource({"'metadata: {name: a', 1", "'spec: [', 1", "'a: b: c', 1", "'a: \"x', 1", "'\ta: b', 1",
      "'a: b\n c: d\n', 2"})
  void brokenYamlIsToldInOneLineWithItsPlace(String text, int line) throws Exception {
    assertThat(unread(text + "\n"))
        .startsWith(directory.resolve("file.yaml") + ": line " + line + " is not valid YAML: ")
        .matches(".*");
  }

  /** No place is known of what is nested too deep to be read. */
  @Test
  void whatIsNestedTooDeepIsToldInOneLine() throws Exception {
    assertThat(unread("spec: " + "[".repeat(5_000) + "]".repeat(5_000)))
        .startsWith(directory.resolve("file.yaml") + ": is not valid YAML: ")
        .matches(".*");
  }

  /** The API server takes the value that the alias stands for, which may be another one than its name. */
  @Test
  void anAliasIsSaid() throws Exception {
    assertThat(unread("---\n" + FMS + "---\n" + FMS
        .replace("{name: fms.amazonaws.com}", "{name: fms.amazonaws.com, annotations: {note: &Observe Manage}}")
        + "  mode: *Observe\n"))
        .contains("file.yaml", "line 15", "*Observe");
  }

  @Test
  void aSecondValueOfOneFieldIsSaid() throws Exception {
    assertThat(unread(FMS + "  delegatedAdministrators: []\n")).contains("delegatedAdministrators");
  }

  @ParameterizedTest
  @ValueSource(strings = {"apiVersion: trustedaccess.dev/v1alpha1\n", "words\n",
      "apiVersion: trustedaccess.dev/v1alpha1\nkind: OrganizationConnection\nspec: {}\n",
      "apiVersion: trustedaccess.dev/v1alpha1\nkind: TrustedServiceAccess\nspec: {mode: Manage}\n"})
  void whatACutFileDeclaresIsNotKnown(String text) throws Exception {
    assertThat(read(text).refused().more()).isTrue();
  }
}
