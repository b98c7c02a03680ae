package dev.trustedaccess.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.trustedaccess.image.ImageRoot;

import static java.util.stream.Collectors.toSet;

/**
 * Which classes a start loads. {@code write} records those of the JDK and of libraries anew, after a change of either;
 * {@code check} fails where the image's AOT cache misses too many.
 */
final class ClassesOfAStart {
  private static final double LEAST_SHARE = 0.95;
  private static final String OURS = "dev/trustedaccess/";

  private ClassesOfAStart() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("trusted-access-classes-");
    if (arguments[0].equals("write")) {
      Path recorded = folder.resolve("classes");
      start(folder, "-Xshare:off", "-XX:DumpLoadedClassList=" + recorded);
      Files.write(ImageRoot.CLASSES, listed(Files.readAllLines(recorded)));
      System.exit(0);
    }
    Path loads = folder.resolve("loads");
    start(folder, "-Xlog:class+load:file=" + loads + "::filesize=0");
    List<String> all = Files.readAllLines(loads).stream().filter(line -> line.contains("source: ")).toList();
    long cached = all.stream().filter(line -> line.contains("source: shared objects file")).count();
    double share = (double) cached / all.size();
    System.out.printf("a start loads %d classes, %.1f %% of them from the AOT cache%n", all.size(), 100 * share);
    System.exit(share < LEAST_SHARE ? 1 : 0);
  }

  /** Runs the operator over a first pass and a role inventory scan, and answers a scraper. */
  private static void start(Path folder, String... flags) throws Exception {
    List<String> principals = Scene.principals(20);
    try (var scene = new Scene(20).connect().on(principals).declare(principals);
        var operator = OperatorJvm.start(scene, folder, flags)) {
      Inside.await("a role inventory scan",
          () -> operator.metric("trusted_access_role_inventory_accounts").isPresent());
    }
  }

  /** In a fixed order, without numbers and without what the image's build adds by itself. */
  private static List<String> listed(List<String> recorded) throws IOException {
    List<String> names = recorded.stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("@") && !line.startsWith(OURS))
        .map(line -> line.replaceFirst(" id: .*", ""))
        .sorted()
        .toList();
    Set<String> known = names.stream().collect(toSet());
    Stream<String> places = recorded.stream()
        .filter(line -> line.startsWith("@lambda-form-invoker")
            || (line.startsWith("@cp ") && known.contains(line.split(" ", -1)[1])))
        .sorted();
    return Stream.concat(names.stream(), places).toList();
  }
}
