package dev.trustedaccess.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the image carries beyond the JDK's runtime. */
final class Dependencies {
  private Dependencies() {}

  static List<Row> run() throws IOException {
    try (var jars = Files.list(OperatorJvm.image().jar().resolveSibling("lib"))) {
      List<Path> all = jars.toList();
      long bytes = 0;
      for (Path jar : all) {
        bytes += Files.size(jar);
      }
      return List.of(new Row("dependencies beyond the JDK", "at most 80 MiB",
          "%.1f MiB in %d jars".formatted(bytes / 1048576.0, all.size())));
    }
  }
}
