package dev.trustedaccess.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SbomTest {
  @Test
  void theJdkAndTheCLibraryAreAmongTheParts(@TempDir Path folder) throws IOException {
    var maven = Files.writeString(folder.resolve("bom.json"), "{\"components\": [{\"name\": \"jar\"}]}");
    var all = folder.resolve("all.json");

    Sbom.write(maven, folder, all);

    assertThat(Files.readString(all)).contains("\"jar\"", "\"openjdk\"", "pkg:generic/openjdk@25",
        "cpe:2.3:a:oracle:openjdk:25",
        "\"glibc\"", "cpe:2.3:a:gnu:glibc:2.");
  }

  /** Or whoever compares hashes would take it for a forgery, and whoever looks for a class would not find it. */
  @Test
  void aChangedJarHasItsOwnHashAndItsPublishedAncestor(@TempDir Path folder) throws IOException {
    Path changed = folder.resolve("fms-2.0.jar");
    try (var jar = new JarOutputStream(Files.newOutputStream(changed))) {
      jar.putNextEntry(new JarEntry(ServiceModules.NOTICE));
    }
    try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve("auth-2.0.jar")))) {
      jar.putNextEntry(new JarEntry("A.class"));
    }
    var maven = Files.writeString(folder.resolve("bom.json"),
        """
            {"components": [
              {"name": "fms", "version": "2.0", "purl": "pkg:maven/fms", "hashes": [{"alg": "MD5", "content": "published"}]},
              {"name": "auth", "version": "2.0", "hashes": [{"alg": "MD5", "content": "published"}]}]}""");
    var all = folder.resolve("all.json");

    Sbom.write(maven, folder, all);

    var components = new ObjectMapper().readTree(all.toFile()).path("components");
    assertThat(components.get(0).path("pedigree").path("notes").asText()).contains("ProGuard removed");
    assertThat(components.get(0).at("/pedigree/ancestors/0/hashes/0/content").asText()).isEqualTo("published");
    assertThat(components.get(0).at("/pedigree/ancestors/0/purl").asText()).isEqualTo("pkg:maven/fms");
    assertThat(components.get(0).path("hashes")).singleElement()
        .satisfies(hash -> assertThat(hash.path("content").asText()).hasSize(64));
    assertThat(components.get(1).has("pedigree")).isFalse();
    assertThat(components.get(1).at("/hashes/0/content").asText()).isEqualTo("published");
  }

  @Test
  void aDistributionsLibraryHasTheDistributionsVersion() {
    var said = "GNU C Library (Debian GLIBC 2.36-9+deb12u14) stable release version 2.36.";

    var component = Sbom.library("\0" + said + "\n");

    assertThat(component.path("version").asText()).isEqualTo("2.36-9+deb12u14");
    assertThat(component.path("purl").asText()).isEqualTo("pkg:deb/debian/glibc@2.36-9%2Bdeb12u14?arch=source");
    assertThat(component.path("cpe").asText()).startsWith("cpe:2.3:a:gnu:glibc:2.36:");
  }

  @Test
  void anyOtherHasTheOneThatItSays() {
    var component = Sbom.library("GNU C Library (GNU libc) stable release version 2.39.\n");

    assertThat(component.path("purl").asText()).isEqualTo("pkg:generic/glibc@2.39");
  }
}
