package dev.trustedaccess.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.trustedaccess.app.OperatorRuntime;

/**
 * Loads every class of the operator before a process of it is killed. A class whose first load is cut off by an interrupt stays
 * unknown to whoever asked for it, for as long as the JVM lives; a real process that is killed takes its JVM along.
 */
final class Preloaded {
  static final int CLASSES = load();

  private Preloaded() {}

  private static int load() {
    try {
      Path root = Path.of(OperatorRuntime.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      List<String> names;
      try (Stream<Path> files = Files.walk(root)) {
        names = files.map(file -> root.relativize(file).toString())
            .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
            .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
            .toList();
      }
      for (String name : names) {
        Class.forName(name, false, Preloaded.class.getClassLoader());
      }
      return names.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
