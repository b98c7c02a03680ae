package dev.trustedaccess.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.trustedaccess.domain.declaration.Desired;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A test that reads declarations from files of its own. */
abstract class OnManifestFiles {
  protected static final String FMS = """
      apiVersion: trustedaccess.dev/v1alpha1
      kind: TrustedServiceAccess
      metadata: {name: fms.amazonaws.com}
      spec:
        servicePrincipal: fms.amazonaws.com
        delegatedAdministrators: ["444455556666"]
      """;

  @TempDir
  protected Path directory;

  protected Manifests read(String text) throws Exception {
    return Manifests.read(List.of(Files.writeString(directory.resolve("file.yaml"), text)));
  }

  protected static List<String> principals(Manifests manifests) {
    assertThat(manifests.faults()).isEmpty();
    return manifests.declarations().stream().map(Desired::principal).toList();
  }

  /** What is said of a file in which nothing can be read. */
  protected String unread(String text) throws Exception {
    Manifests found = read(text);
    assertThat(found.declarations()).isEmpty();
    assertThat(found.refused().more()).isTrue();
    assertThat(found.faults()).hasSize(1);
    return found.faults().getFirst().toString();
  }
}
