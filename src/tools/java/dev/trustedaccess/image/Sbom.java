package dev.trustedaccess.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The list of parts: Maven knows the jars, and the JDK and the C library, which no jar brings, are added here. */
final class Sbom {
  /** What every GNU C library says of itself, in its own file. */
  private static final Pattern BANNER = Pattern.compile("GNU C Library \\(([^)]*)\\) [^\n]*version (\\d+\\.\\d+)");
  private static final Pattern PACKAGE = Pattern.compile("(Debian|Ubuntu) GLIBC (\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Sbom() {}

  /** Writes the CycloneDX list {@code of} Maven, with the two added. */
  static void write(Path of, Path to) throws IOException {
    ObjectNode bom = (ObjectNode) JSON.readTree(Files.readString(of));
    bom.withArray("components")
        .add(runtime())
        .add(library(Files.readString(CLibrary.file(), StandardCharsets.ISO_8859_1)));
    Files.writeString(to, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(bom) + "\n");
  }

  private static ObjectNode runtime() {
    Runtime.Version version = Runtime.version();
    String numbers = version.toString().replaceFirst("[+-].*", "");
    return component("platform", "openjdk", version.toString(), System.getProperty("java.vendor"),
        "pkg:generic/openjdk@" + escaped(version.toString()), "cpe:2.3:a:oracle:openjdk:" + numbers);
  }

  /** As the library's own words, which are in its file, say. */
  static ObjectNode library(String file) {
    Matcher banner = BANNER.matcher(file);
    if (!banner.find()) {
      throw new IllegalStateException("this C library does not say its version");
    }
    Matcher distributed = PACKAGE.matcher(banner.group(1));
    boolean known = distributed.find();
    String version = known ? distributed.group(2) : banner.group(2);
    String purl = known
        ? "pkg:deb/%s/glibc@%s?arch=source".formatted(distributed.group(1).toLowerCase(Locale.ROOT), escaped(version))
        : "pkg:generic/glibc@" + version;
    return component("library", "glibc", version, banner.group(1), purl, "cpe:2.3:a:gnu:glibc:" + banner.group(2));
  }

  private static ObjectNode component(String type, String name, String version, String description, String purl,
      String cpe) {
    return JSON.createObjectNode()
        .put("type", type)
        .put("name", name)
        .put("version", version)
        .put("description", description)
        .put("cpe", cpe + ":*:*:*:*:*:*:*")
        .put("purl", purl);
  }

  private static String escaped(String version) {
    return version.replace("+", "%2B");
  }
}
