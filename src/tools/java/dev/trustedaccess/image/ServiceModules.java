package dev.trustedaccess.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The AWS SDK's service modules, without the classes and members that the operator cannot reach. A module has a service's
 * whole API, of which the operator calls a few operations. ProGuard decides what is reached; its rules are in
 * {@link #RULES}.
 *
 * @param jar the operator's
 * @param libraries every library of the operator
 */
record ServiceModules(Path jar, List<Path> libraries) {
  /** What ProGuard keeps although no code of the operator names it. */
  static final Path RULES = Path.of("config", "image", "proguard.pro");
  /** Says in each changed jar that it was changed, as section 4 of the Apache License demands. */
  static final String NOTICE = "META-INF/CHANGED.txt";
  /** What SBOM and jar say of the change. */
  static final String CHANGE = "Changed by the image build of trusted-access-operator: ProGuard removed the classes and"
      + " members that the operator does not reach.";
  private static final String SERVICES = "software/amazon/awssdk/services/";
  /** The same for every entry, or two builds would differ. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final int MINUTES = 5;

  /** Whether a library is a service module. */
  static boolean isOne(Path library) throws IOException {
    try (JarFile file = new JarFile(library.toFile())) {
      return file.stream().anyMatch(entry -> entry.getName().startsWith(SERVICES));
    }
  }

  /**
   * Writes the shrunk modules under their own names into {@code to}: of the same inputs the same bytes.
   *
   * @param work a new folder for what is needed on the way; {@code removed.txt} in it lists what was removed
   */
  void shrinkTo(Path to, Path work) throws IOException {
    Files.createDirectories(work);
    List<Path> modules = modules();
    run(arguments(modules, work), work.resolve("arguments.pro"));
    for (Path module : modules) {
      rewrite(work.resolve(module.getFileName()), to.resolve(module.getFileName()));
    }
  }

  private List<Path> modules() throws IOException {
    List<Path> modules = new ArrayList<>();
    for (Path library : libraries) {
      if (isOne(library)) {
        modules.add(library);
      }
    }
    return modules;
  }

  private List<String> arguments(List<Path> modules, Path work) throws IOException {
    Path jdk = work.resolve("jdk.jar");
    JavaRuntime.copyClasses(jdk);
    List<String> lines = new ArrayList<>(List.of(
        "-include " + quoted(RULES.toAbsolutePath()),
        "-printusage " + quoted(work.resolve("removed.txt")),
        // The operator's code leads to what is kept; its own jar goes into the image as it is.
        "-injars " + quoted(jar),
        "-outjars " + quoted(work.resolve("operator.jar"))));
    for (Path module : modules) {
      lines.add("-injars " + quoted(module));
      lines.add("-outjars " + quoted(work.resolve(module.getFileName())));
    }
    libraries.stream()
        .filter(library -> !modules.contains(library))
        .forEach(
            library -> lines.add("-libraryjars " + quoted(library)));
    lines.add("-libraryjars " + quoted(jdk));
    return lines;
  }

  private static String quoted(Path path) {
    return "\"" + path.toAbsolutePath() + "\"";
  }

  /** ProGuard is on the class path of the profiles that make an image, and on no other. */
  private static void run(List<String> arguments, Path file) throws IOException {
    Files.write(file, arguments);
    List<String> line = List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), "proguard.ProGuard", "@" + file);
    Process process = new ProcessBuilder(line).inheritIO().start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("the service modules could not be shrunk, see " + file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the service modules were shrunk", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** ProGuard's jar has the time of the build in each entry. */
  private static void rewrite(Path from, Path to) throws IOException {
    try (JarFile file = new JarFile(from.toFile());
        OutputStream bytes = Files.newOutputStream(to);
        JarOutputStream out = new JarOutputStream(bytes)) {
      put(out, NOTICE, (CHANGE + "\n").getBytes(StandardCharsets.UTF_8));
      try (Stream<JarEntry> entries = file.stream()) {
        for (JarEntry entry : entries.sorted(Comparator.comparing(JarEntry::getName)).toList()) {
          put(out, entry.getName(), file.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTimeLocal(TIME);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
