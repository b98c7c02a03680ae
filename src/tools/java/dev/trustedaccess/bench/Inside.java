package dev.trustedaccess.bench;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.trustedaccess.app.OperatorRuntime;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.simulator.world.Credentials;
import dev.trustedaccess.telemetry.Metrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The operator in this JVM, in a scene. Its figures begin anew with each. */
final class Inside implements AutoCloseable {
  private final SdkGateway gateway;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final OperatorRuntime operator;

  private Inside(Scene scene, SdkGateway gateway, AwsGateway seen) {
    this.gateway = gateway;
    operator = OperatorRuntime.start(
        scene.clients(), seen, Scene.CATALOG, Timing.STANDARD, new Metrics(registry), Leadership.SOLE,
        InstantSource.system());
  }

  static Inside start(Scene scene) {
    SdkGateway gateway = gateway(scene);
    return new Inside(scene, gateway, gateway);
  }

  /** With a stopwatch on the way to AWS. */
  static Inside start(Scene scene, Stopwatch stopwatch) {
    SdkGateway gateway = gateway(scene);
    return new Inside(scene, gateway, stopwatch.on(gateway));
  }

  static SdkGateway gateway(Scene scene) {
    Credentials.Keys keys = scene.organization().management().keys();
    return new SdkGateway(new AwsEnvironment(
        Optional.of(scene.aws().endpoint()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())),
        "c1057e4a", AwsEnvironment.userAgent("c1057e4a"), InstantSource.system()));
  }

  /** How many declarations this operator has seen as ready. */
  long ready() {
    return registry.find("trusted_access_declaration_ready").gauges().stream().filter(one -> one.value() == 1).count();
  }

  /** Accounts in its last role inventory scan; 0 before the first scan ends. */
  int scanned() {
    Gauge accounts = registry.find("trusted_access_role_inventory_accounts").gauge();
    return accounts == null ? 0 : (int) accounts.value();
  }

  /** Waits, and says how many seconds that took. */
  static double await(String what, Callable<Boolean> happens) {
    long begun = System.nanoTime();
    Awaitility.await(what)
        .atMost(Duration.ofMinutes(5))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(happens);
    return (System.nanoTime() - begun) / 1e9;
  }

  @Override
  public void close() {
    operator.close();
    gateway.close();
  }
}
