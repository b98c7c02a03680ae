package dev.trustedaccess.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.DeferredGateway;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.app.LeaderElection;
import dev.trustedaccess.app.Lifecycle;
import dev.trustedaccess.app.OperatorRuntime;
import dev.trustedaccess.app.Settings;
import dev.trustedaccess.app.SteadyClock;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.telemetry.Metrics;
import dev.trustedaccess.web.HttpEndpoint;
import io.fabric8.kubernetes.client.Config;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/**
 * Runs the operator until the process is asked to stop. It builds what is around the operator: probes and metrics, the
 * clients, the catalog, and leader election. {@link OperatorRuntime} starts the operator itself.
 */
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
      LOG.error("The operator failed to start or run. Find out what is missing: trusted-access-operator"
          + " preflight", broken);
      return FAILED;
    }
  }

  private static void run(Settings settings) throws InterruptedException, IOException {
    AtomicReference<Optional<Lifecycle>> running = new AtomicReference<>(Optional.empty());
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    HttpEndpoint http = HttpEndpoint.start(
        settings.httpPort(),
        () -> running.get().filter(Lifecycle::started).isPresent(),
        () -> running.get().filter(Lifecycle::healthy).isPresent(),
        () -> running.get().map(Lifecycle::alive).orElse(true),
        registry::scrape);
    LOG.info("Health and metrics are served on port {}", http.port());
    // In parallel, and before they are needed: nothing is monitored during a restart.
    var catalog = CompletableFuture.supplyAsync(CatalogFile::load, Thread::startVirtualThread);
    KubernetesClients clients = KubernetesClients.of(Config.autoConfigure(null));
    // One clock for measuring ages and for the permit to send a change: a step of the wall clock affects neither.
    InstantSource clock = new SteadyClock();
    DeferredGateway aws = new DeferredGateway(clients, clock);
    Metrics metrics = new Metrics(registry);
    metrics.leading(() -> running.get().filter(Lifecycle::leading).isPresent());
    Function<Leadership, OperatorRuntime> start = leadership -> {
      OperatorRuntime started = OperatorRuntime.start(
          clients, aws, catalog.join(), settings.timing(), metrics, leadership, clock);
      LOG.info("The operator {} is running", VersionCommand.version());
      return started;
    };
    Lifecycle process = settings.leaseNamespace()
        .<Lifecycle>map(namespace -> new LeaderElection(clients, namespace, metrics, start))
        .orElseGet(() -> start.apply(Leadership.SOLE));
    running.set(Optional.of(process));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
      LOG.info("Shutting down; waiting for running passes to finish");
      process.close();
      http.close();
    }));
    // Unusable AWS settings end the process, instead of failing every pass.
    aws.await();
    process.await();
  }
}
