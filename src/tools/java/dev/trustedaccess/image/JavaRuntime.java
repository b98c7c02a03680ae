package dev.trustedaccess.image;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** The part of this JDK that the operator needs. */
final class JavaRuntime {
  /**
   * Fewer than jdeps finds: Jackson reaches for java.desktop and java.sql where they are there, and does without them.
   */
  private static final String MODULES = String.join(",",
      "java.base", "java.logging", "java.management", "java.naming", "java.net.http", "java.xml",
      "jdk.management", "jdk.unsupported");

  private JavaRuntime() {}

  static void link(Path to) {
    ToolProvider jlink = ToolProvider.findFirst("jlink")
        .orElseThrow(() -> new IllegalStateException(
            "this JDK has no jlink: build with a full JDK 25"));
    // Not compressed: the layer is, and a start need not unpack it again.
    int exit = jlink.run(System.out, System.err, "--add-modules", MODULES, "--strip-debug", "--no-header-files",
        "--no-man-pages", "--compress", "zip-0", "--output", to.toString());
    if (exit != 0) {
      throw new IllegalStateException("jlink ended with " + exit);
    }
  }

  /** Writes the classes of that part into a jar, for a tool that cannot read a runtime. */
  static void copyClasses(Path to) throws IOException {
    FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(to))) {
      jar.setLevel(Deflater.NO_COMPRESSION);
      for (String module : MODULES.split(",", -1)) {
        Path root = runtime.getPath("modules", module);
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.filter(JavaRuntime::isClass).toList()) {
            jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
            Files.copy(file, jar);
            jar.closeEntry();
          }
        }
      }
    }
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".class") && !file.endsWith("module-info.class");
  }
}
