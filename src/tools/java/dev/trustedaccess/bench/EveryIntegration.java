package dev.trustedaccess.bench;

import java.util.List;

import dev.trustedaccess.image.ImageRoot;
import dev.trustedaccess.smoke.Smoke;

/** What the integrations cost once each of their calls was made, by a JVM that has the image's runtime, cache and options. */
final class EveryIntegration {
  private EveryIntegration() {}

  static List<Row> run() throws Exception {
    ImageRoot image = OperatorJvm.image();
    Smoke.Result result = new Smoke(
        image.java(), List.of("@" + ImageRoot.OPTIONS, "-XX:SharedArchiveFile=" + image.cache()), image.jar()).run();
    if (!result.failures().isEmpty()) {
      throw new IllegalStateException(String.join("\n", result.failures()));
    }
    return List.of(
        new Row("metaspace after every integration was asked once (%d actions)".formatted(result.actions()),
            "at most 40 MiB more than at the start", "%.1f MiB more".formatted(result.metaspaceMore())),
        new Row("resident after that, without Kubernetes", "at most 160 MiB",
            "%.0f MiB, %.0f at the start".formatted(result.residentAfter(), result.residentBefore())));
  }
}
