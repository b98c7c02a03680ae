package dev.trustedaccess.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The list of parts: Maven knows the jars as they were published. The JDK and the C library, which no jar brings, are added
 * here, and what became of the jars that the image's build changed.
 */
final class Sbom {
  /** What every GNU C library says of itself, in its own file. */
  private static final Pattern BANNER = Pattern.compile("GNU C Library \\(([^)]*)\\) [^\n]*version (\\d+\\.\\d+)");
  private static final Pattern PACKAGE = Pattern.compile("(Debian|Ubuntu) GLIBC (\\S+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Sbom() {}

  /**
   * Writes the CycloneDX list {@code of} Maven, with the two added.
   *
   * @param libraries the folder of the image's jars
   */
  static void write(Path of, Path libraries, Path to) throws IOException {
    ObjectNode bom = (ObjectNode) JSON.readTree(Files.readString(of));
    for (JsonNode component : bom.withArray("components")) {
      Path jar = libraries.resolve(
          component.path("name").asText() + "-" + component.path("version").asText() + ".jar");
      if (isChanged(jar)) {
        change((ObjectNode) component, jar);
      }
    }
    bom.withArray("components")
        .add(runtime())
        .add(library(Files.readString(CLibrary.file(), StandardCharsets.ISO_8859_1)));
    Files.writeString(to, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(bom) + "\n");
  }

  private static boolean isChanged(Path jar) throws IOException {
    if (!Files.exists(jar)) {
      return false;
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getEntry(ServiceModules.NOTICE) != null;
    }
  }

  /** The published jar, with its hashes, becomes the ancestor of the one in the image. */
  private static void change(ObjectNode component, Path jar) throws IOException {
    ObjectNode ancestor = JSON.createObjectNode();
    for (String member : List.of("type", "group", "name", "version", "hashes", "purl")) {
      if (component.has(member)) {
        ancestor.set(member, component.get(member));
      }
    }
    component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", sha256(jar));
    ObjectNode pedigree = component.putObject("pedigree");
    pedigree.putArray("ancestors").add(ancestor);
    pedigree.put("notes", ServiceModules.CHANGE);
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
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
