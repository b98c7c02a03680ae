package dev.trustedaccess.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.trustedaccess.image.ImageRoot;
import dev.trustedaccess.smoke.Smoke;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every call of every integration, and those to Organizations, IAM and STS, works with the jars that are shipped: those of
 * the build, or, where {@code trustedaccess.image} names an unpacked image, its shrunk ones, by its runtime, AOT cache and
 * options. What the shrinking wrongly removed would be missed first at a customer's.
 */
class EveryIntegrationIT {
  @Test
  void everyCallOfEveryIntegrationIsCarriedOut() throws IOException, InterruptedException {
    Smoke.Result result = smoke().run();

    assertThat(result.failures()).isEmpty();
    assertThat(result.actions()).isGreaterThan(10);
  }

  private static Smoke smoke() {
    String image = System.getProperty("trustedaccess.image");
    if (image == null) {
      return new Smoke(
          Path.of(System.getProperty("java.home"), "bin", "java"),
          List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"),
          Path.of(System.getProperty("trustedaccess.jar")));
    }
    Path root = Path.of(image, "root");
    Path operator = root.resolve("opt/operator");
    return new Smoke(
        root.resolve("opt/java/bin/java"),
        List.of("@" + ImageRoot.OPTIONS, "-XX:SharedArchiveFile=" + operator.resolve("operator.aot")),
        operator.resolve("trusted-access-operator.jar"));
  }
}
