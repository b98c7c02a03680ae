package dev.trustedaccess.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.trustedaccess.testbed.RealApiServer;

/** The chart in a folder: the present one, or a copy that is changed. */
record Chart(Path folder) {
  static final Chart PRESENT = new Chart(Path.of("helm/trusted-access-operator"));
  static final String NAMESPACE = "trusted-access";

  /**
   * The API server that fails once to end a kind tries again later and later; a change of the kind has it try at once.
   */
  private static final String REMOVE = """
      helm list -q -n trusted-access | xargs -r -n1 helm uninstall -n trusted-access
      (kubectl get tsa,orgconn -o name 2>/dev/null || true) | xargs -r -I{} kubectl patch {} --type merge -p '{"metadata":{"finalizers":null}}'
      kubectl annotate crd --all trustedaccess.dev/allow-delete=true --overwrite
      for _ in 1 2 3 4 5; do
        ! kubectl delete crd --all --timeout=20s || break
        kubectl annotate crd --all "touched=$(date +%s)" --overwrite || true
      done
      kubectl delete crd --all --timeout=20s
      """;
  private static final Path VERSIONS = Path.of("src/test/resources/versions");

  /** Helm's arguments for a command on a release, such as {@code install tao}. */
  String helm(String command, String... options) {
    return "helm %s %s -n %s --set image.repository=registry.invalid/trusted-access-operator %s"
        .formatted(command, folder, NAMESPACE, String.join(" ", options));
  }

  /** The chart of the newest version that is kept, as far as it is kept: its kinds, and another name for itself. The templates are today's. */
  static Chart before(Path scratch) {
    var version = newest();
    var chart = PRESENT.copy(scratch);
    copy(version.resolve("crds"), chart.folder.resolve("files/crds"));
    return chart.edit("Chart.yaml",
        text -> text.replaceAll("(?m)^version: .*", "version: " + version.getFileName() + "-before")
            .replaceAll("(?m)^appVersion: .*", "appVersion: " + version.getFileName() + "-before"));
  }

  /** A copy of this chart in a new folder of its own. */
  Chart copy(Path scratch) {
    try {
      var target = Files.createTempDirectory(scratch, "chart").resolve(PRESENT.folder.getFileName());
      copy(folder, target);
      return new Chart(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a file of a copy. */
  Chart edit(String file, UnaryOperator<String> change) {
    try {
      var path = folder.resolve(file);
      Files.writeString(path, change.apply(Files.readString(path)));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server on which nothing of ours is, that knows the operator of the chart. */
  static RealApiServer bareServer() {
    return RealApiServer.builder().user(SharedCluster.OPERATOR, "system:serviceaccounts").start();
  }

  /** Every release, object and kind, whatever holds or guards it. */
  static void remove(RealApiServer server) {
    server.shell(REMOVE).orFail();
  }

  private static Path newest() {
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions.filter(Files::isDirectory).max(Path::compareTo).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (var file : files.toList()) {
        var target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
