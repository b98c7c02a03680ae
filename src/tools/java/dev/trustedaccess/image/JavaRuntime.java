package dev.trustedaccess.image;

import java.nio.file.Path;
import java.util.spi.ToolProvider;

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
}
