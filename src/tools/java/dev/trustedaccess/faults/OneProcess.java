package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.app.OperatorRuntime;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Credentials;
import dev.trustedaccess.telemetry.Metrics;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The operator as a process that can die at any moment: from then on nothing of it reaches AWS or the API server, and what it
 * held in memory is lost. Its threads end later, in vain.
 */
final class OneProcess {
  static final String CLUSTER = "fa017501";
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final String agent = "process/" + NUMBERS.incrementAndGet() + ".";
  final ClusterLink link;
  final Duration clockOffset;
  private volatile boolean dead;
  private volatile @Nullable KubernetesClients clients;
  private volatile @Nullable SdkGateway gateway;
  private volatile @Nullable OperatorRuntime runtime;

  OneProcess(int apiServer, Duration clockOffset) {
    this.link = ClusterLink.to(apiServer);
    this.clockOffset = clockOffset;
  }

  /** Starts; returns when passes run, or when it was killed meanwhile. */
  void start(FaultEnvironment stage, Credentials.Keys keys, ServiceCatalog catalog, Duration settle,
      Leadership leadership) {
    InstantSource clock = () -> Instant.now().plus(clockOffset);
    Config config = new ConfigBuilder(Config.empty())
        .withMasterUrl("http://127.0.0.1:" + link.port() + "/")
        .withUserAgent(agent)
        .build();
    try {
      KubernetesClients reached = KubernetesClients.of(config);
      clients = reached;
      SdkGateway aws = new SdkGateway(new AwsEnvironment(
          Optional.of(stage.aws().endpoint()),
          StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())),
          CLUSTER, AwsEnvironment.userAgent(CLUSTER) + " " + agent, clock));
      gateway = aws;
      runtime = OperatorRuntime.start(
          reached, aws, catalog,
          Timing.settling(settle),
          new Metrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)), leadership, clock);
    } catch (RuntimeException e) {
      if (!dead) {
        throw e;
      }
    }
    if (dead) {
      bury();
    }
  }

  boolean sent(Call call) {
    return call.userAgent().contains(agent);
  }

  boolean isDead() {
    return dead;
  }

  /** It dies now. */
  void kill() {
    dead = true;
    link.close();
    Thread.ofVirtual().start(this::bury);
  }

  /** Ends its threads; whatever they try on the way does not get through. */
  private synchronized void bury() {
    OperatorRuntime running = runtime;
    if (running != null) {
      runtime = null;
      running.close();
    }
    SdkGateway aws = gateway;
    if (aws != null) {
      gateway = null;
      aws.close();
    }
    KubernetesClients reached = clients;
    if (reached != null) {
      clients = null;
      reached.close();
    }
  }

  /** Ends in order. */
  void close() {
    if (!dead) {
      dead = true;
      bury();
      link.close();
    }
  }
}
