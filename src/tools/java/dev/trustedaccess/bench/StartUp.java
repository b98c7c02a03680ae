package dev.trustedaccess.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;

import static dev.trustedaccess.bench.Row.seconds;

/** From the start of the process until the first declaration's first pass is in its status, with and without AOT cache. */
final class StartUp {
  private static final String PRINCIPAL = "ds.amazonaws.com";
  private static final int RUNS = 5;

  private StartUp() {}

  static List<Row> run() throws Exception {
    Path folder = Files.createTempDirectory("trusted-access-start-");
    List<String> principals = List.of(PRINCIPAL);
    try (var scene = new Scene(20).connect().on(principals).declare(principals)) {
      firstPass(scene, folder);
      Start plain = median(scene, folder, "-Xshare:off");
      Start cached = median(scene, folder);
      Path cache = OperatorJvm.image().cache();
      return List.of(
          new Row("start to first pass, plain (median of " + RUNS + ")", "under 2.5 s", plain.text()),
          new Row(
              "start to first pass, the image's AOT cache of %d MiB (median of %d)".formatted(Files.size(cache) >> 20,
                  RUNS),
              "under 1.0 s", "%s, %.0f %% of that".formatted(cached.text(), 100 * cached.time() / plain.time())));
    }
  }

  /** Both in seconds. */
  private record Start(double time, double processorTime) {
    String text() {
      return "%s (%.2f s of processor time)".formatted(seconds(time), processorTime);
    }
  }

  private static Start median(Scene scene, Path folder, String... flags) throws Exception {
    List<Start> all = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      all.add(firstPass(scene, folder, flags));
    }
    all.sort(Comparator.comparingDouble(Start::time));
    return all.get(RUNS / 2);
  }

  private static Start firstPass(Scene scene, Path folder, String... flags) throws Exception {
    scene.cluster().resources(TrustedServiceAccess.class).withName(PRINCIPAL).delete();
    Inside.await("the old declaration to go", () -> gone(scene));
    scene.declare(List.of(PRINCIPAL));
    long begun = System.nanoTime();
    try (var operator = OperatorJvm.start(scene, folder, flags)) {
      Inside.await("the first pass",
          () -> scene.condition(PRINCIPAL, "AccessEnabled").filter("True"::equals).isPresent());
      return new Start((System.nanoTime() - begun) / 1e9, operator.processorSeconds());
    }
  }

  /** Its finalizer outlives the operator that set it. */
  private static boolean gone(Scene scene) {
    var resource = scene.cluster().resources(TrustedServiceAccess.class).withName(PRINCIPAL);
    if (resource.get() == null) {
      return true;
    }
    resource.edit(object -> {
      object.getMetadata().setFinalizers(List.of());
      return object;
    });
    return false;
  }
}
