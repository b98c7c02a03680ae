package dev.trustedaccess.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The files of the image as paths from the root, in two folders: {@code runtime} (the trimmed JDK and the C library) and
 * {@code operator} (jars, AOT cache, SBOM). Of the same inputs the same bytes. A third, {@code shrink}, is not part of the
 * image and shows how the service modules were shrunk.
 *
 * @param folder where they are
 */
public record ImageRoot(Path folder) {
  /** The JVM's options, a JDK argument file. */
  public static final Path OPTIONS = Path.of("config", "image", "jvm.options");
  /** Classes of the JDK and of libraries that a start loads, as the JVM lists them. */
  public static final Path CLASSES = Path.of("config", "image", "classes.list");
  private static final Path OPERATOR = Path.of("opt", "operator");
  private static final Path JAVA = Path.of("opt", "java");
  private static final String JAR = "trusted-access-operator.jar";
  /** The time that jib gives every file; the JVM refuses a cache whose jars have another. */
  private static final FileTime TIME = FileTime.from(Instant.ofEpochSecond(1));

  /** Makes {@code target/image} from the built jar and the libraries beside it; an argument names the SBOM of the jars. */
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(System.getProperty("trustedaccess.jar", ""));
    ImageRoot root = new ImageRoot(jar.resolveSibling("image"));
    root.fill(jar);
    for (String sbom : args) {
      Sbom.write(
          Path.of(sbom), root.jar().resolveSibling("lib"), root.file("operator", OPERATOR.resolve("sbom.cdx.json")));
    }
  }

  /** Takes the place of what was in the folder. */
  public void fill(Path jar) throws IOException {
    remove(folder);
    Path runtime = folder.resolve("runtime");
    JavaRuntime.link(runtime.resolve(JAVA));
    CLibrary.copyTo(runtime);
    Accounts.writeTo(runtime);
    Path operator = folder.resolve("operator").resolve(OPERATOR);
    Path libraries = operator.resolve("lib");
    Files.createDirectories(libraries);
    copy(jar, operator.resolve(JAR));
    List<Path> all = files(jar.resolveSibling("lib"));
    for (Path library : all) {
      copy(library, libraries.resolve(library.getFileName()));
    }
    shrink(new ServiceModules(jar, all), libraries);
    Files.copy(OPTIONS, operator.resolve("jvm.options"));
    new AotCache(java(), operator.resolve(JAR)).make(CLASSES, cache());
  }

  private void shrink(ServiceModules modules, Path libraries) throws IOException {
    Path work = folder.resolve("shrink");
    modules.shrinkTo(libraries, work);
    for (Path library : files(libraries)) {
      Files.setLastModifiedTime(library, TIME);
    }
  }

  /** The trimmed runtime's {@code java}. */
  public Path java() {
    return folder.resolve("runtime").resolve(JAVA).resolve(Path.of("bin", "java"));
  }

  public Path jar() {
    return file("operator", OPERATOR.resolve(JAR));
  }

  public Path cache() {
    return file("operator", OPERATOR.resolve("operator.aot"));
  }

  private Path file(String layer, Path path) {
    return folder.resolve(layer).resolve(path);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(to, TIME);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path visited,
          @Nullable IOException failed)
          throws IOException {
        Files.delete(visited);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
