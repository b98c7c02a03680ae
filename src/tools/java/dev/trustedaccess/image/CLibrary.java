package dev.trustedaccess.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The few files of this machine's C library that a JVM is linked to: without a base image nothing else brings them. */
final class CLibrary {
  private static final Path LOADER = Path.of("/lib64/ld-linux-x86-64.so.2");
  private static final List<String> LIBRARIES = List.of(
      "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2",
      // Looks hosts up; newer C libraries have both built in and keep the names.
      "libnss_dns.so.2", "libnss_files.so.2");
  private static final List<Path> FOLDERS = List.of(
      Path.of("/lib/x86_64-linux-gnu"), Path.of("/usr/lib/x86_64-linux-gnu"), Path.of("/lib64"), Path.of("/usr/lib64"));

  private CLibrary() {}

  static void copyTo(Path root) throws IOException {
    if (!Files.exists(LOADER)) {
      throw new IllegalStateException(
          LOADER + " is missing: the image is built on Linux, x86-64, with the GNU C library");
    }
    copy(LOADER, root);
    for (String library : LIBRARIES) {
      copy(find(library), root);
    }
  }

  /** The library itself. */
  static Path file() {
    return find("libc.so.6");
  }

  private static Path find(String library) {
    return FOLDERS.stream()
        .map(folder -> folder.resolve(library))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(library + " is in none of " + FOLDERS));
  }

  /** To the same path, where this loader looks for it; the file behind a link. */
  private static void copy(Path file, Path root) throws IOException {
    Path to = root.resolve(Path.of("/").relativize(file));
    Files.createDirectories(Objects.requireNonNull(to.getParent()));
    Files.copy(file.toRealPath(), to);
  }
}
