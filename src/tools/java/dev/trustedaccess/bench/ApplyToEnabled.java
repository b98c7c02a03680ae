package dev.trustedaccess.bench;

import java.util.List;

import static dev.trustedaccess.bench.Row.seconds;

/** From a declaration's creation until access is seen on in its status, with nothing used up of any limit. */
final class ApplyToEnabled {
  private static final String WARM_UP = "account.amazonaws.com";
  private static final String MEASURED = "ds.amazonaws.com";

  private ApplyToEnabled() {}

  static List<Row> run() throws InterruptedException {
    var stopwatch = new Stopwatch();
    try (var scene = new Scene(2).connect(); var _ = Inside.start(scene, stopwatch)) {
      enable(scene, WARM_UP);
      // The buckets hold two calls and fill by less than one a second.
      Thread.sleep(4_000);
      stopwatch.reset();
      double total = enable(scene, MEASURED);
      double aws = stopwatch.seconds();
      return List.of(new Row("apply to AccessEnabled, limits free", "under 5 s, our own share under 0.5 s",
          "%s, of which %s in calls to AWS, %s ours and the API server's".formatted(
              seconds(total), seconds(aws), seconds(total - aws))));
    }
  }

  private static double enable(Scene scene, String principal) {
    scene.declare(List.of(principal));
    return Inside.await(principal + " to be seen on",
        () -> scene.condition(principal, "AccessEnabled").filter("True"::equals).isPresent());
  }
}
