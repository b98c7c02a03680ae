package dev.trustedaccess.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SbomTest {
  @Test
  void theJdkAndTheCLibraryAreAmongTheParts(@TempDir Path folder) throws IOException {
    var maven = Files.writeString(folder.resolve("bom.json"), "{\"components\": [{\"name\": \"jar\"}]}");
    var all = folder.resolve("all.json");

    Sbom.write(maven, all);

    assertThat(Files.readString(all)).contains("\"jar\"", "\"openjdk\"", "pkg:generic/openjdk@25",
        "cpe:2.3:a:oracle:openjdk:25",
        "\"glibc\"", "cpe:2.3:a:gnu:glibc:2.");
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
