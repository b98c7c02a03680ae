package dev.trustedaccess.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.ops.CatalogFile;
import dev.trustedaccess.ops.HttpEndpoint;
import dev.trustedaccess.ops.KubernetesClients;
import dev.trustedaccess.ops.LeaderElection;
import dev.trustedaccess.ops.Metrics;
import dev.trustedaccess.ops.OperatorRuntime;
import dev.trustedaccess.ops.Running;
import dev.trustedaccess.ops.Settings;
import dev.trustedaccess.ops.SteadyClock;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** Runs the operator until the process is told to end. */
@Command(name = "run", description = "Run the operator.")
public final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final int FAILED = 1;
  private static final int BAD_SETTINGS = 2;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings;
    try {
      settings = Settings.of(System.getenv());
    } catch (IllegalArgumentException wrong) {
      LOG.error("{}", wrong.getMessage());
      return BAD_SETTINGS;
    }
    try {
      run(settings);
      return 0;
    } catch (IOException | RuntimeException broken) {
      LOG.error("The operator ends. What it lacks is shown by: trusted-access-operator preflight", broken);
      return FAILED;
    }
  }

  private static void run(Settings settings) throws InterruptedException, IOException {
    AtomicReference<Optional<Running>> running = new AtomicReference<>(Optional.empty());
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    HttpEndpoint http = HttpEndpoint.start(
        settings.httpPort(),
        () -> running.get().filter(Running::started).isPresent(),
        () -> running.get().filter(Running::healthy).isPresent(),
        () -> running.get().map(Running::alive).orElse(true),
        registry::scrape);
    LOG.info("Health and metrics are served on port {}", http.port());
    // Side by side, and before they are needed: a restart is a time in which nobody looks.
    var catalog = CompletableFuture.supplyAsync(CatalogFile::load, Thread::startVirtualThread);
    KubernetesClients clients = KubernetesClients.of(Config.autoConfigure(null));
    // One for whoever measures an age and whoever lets a change out: a step of the wall's clock touches neither.
    InstantSource clock = new SteadyClock();
    var gateway = CompletableFuture.supplyAsync(() -> gateway(clients, clock), Thread::startVirtualThread);
    AwsGateway aws = later(gateway);
    Metrics metrics = new Metrics(registry);
    metrics.leading(() -> running.get().filter(Running::leading).isPresent());
    Function<Leadership, OperatorRuntime> start = leadership -> {
      OperatorRuntime started = OperatorRuntime.start(
          clients, aws, catalog.join(), settings.timing(), metrics, leadership, clock);
      LOG.info("The operator {} is running", VersionCommand.version());
      return started;
    };
    Running process = settings.leaseNamespace()
        .<Running>map(namespace -> new LeaderElection(clients, namespace, metrics, start))
        .orElseGet(() -> start.apply(Leadership.SOLE));
    running.set(Optional.of(process));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
      LOG.info("Told to end; passes that run come to their end");
      process.close();
      http.close();
    }));
    // Settings of AWS that cannot be used end the process, instead of failing each pass.
    gateway.join();
    process.await();
  }

  private static AwsGateway later(CompletableFuture<SdkGateway> gateway) {
    return new AwsGateway() {
      @Override
      public OrganizationAccess access(ConnectionSettings settings) {
        return gateway.join().access(settings);
      }

      @Override
      public void forget(ConnectionSettings settings) {
        gateway.join().forget(settings);
      }
    };
  }

  private static SdkGateway gateway(KubernetesClients clients, InstantSource clock) {
    return new SdkGateway(AwsEnvironment.fromSdkDefaults(clusterUid(clients.guard()), clock));
  }

  /** Names the cluster in AWS's logs: the uid of kube-system, which lives as long as the cluster. */
  private static String clusterUid(KubernetesClient client) {
    try {
      return Optional.ofNullable(client.namespaces().withName("kube-system").get())
          .map(Namespace::getMetadata)
          .map(meta -> meta.getUid())
          .orElse("unknown");
    } catch (KubernetesClientException unread) {
      LOG.warn("The uid of namespace kube-system cannot be read, so AWS's logs will not name the cluster: {}",
          unread.getMessage());
      return "unknown";
    }
  }
}
