package dev.trustedaccess.cli;

import java.io.IOException;
import java.net.BindException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.DeferredGateway;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.app.LeaderElection;
import dev.trustedaccess.app.Lifecycle;
import dev.trustedaccess.app.OperatorRuntime;
import dev.trustedaccess.app.Settings;
import dev.trustedaccess.app.SteadyClock;
import dev.trustedaccess.cli.ClusterCheck.Obstacle;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.page.Page;
import dev.trustedaccess.page.PageMaker;
import dev.trustedaccess.telemetry.Metrics;
import dev.trustedaccess.web.HttpEndpoint;
import dev.trustedaccess.web.PageEndpoint;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Runs the operator until the process is asked to stop. It builds what is around the operator: probes and metrics, the
 * clients, the catalog, and leader election. {@link OperatorRuntime} starts the operator itself.
 */
@Command(name = "run", description = "Run the operator.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"1:it could not start or go on; the log says why",
        "2:an environment variable has an invalid value", "143:it was asked to stop"})
public final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final int FAILED = 1;
  private static final int BAD_SETTINGS = 2;

  @Mixin
  private ClusterOption cluster = new ClusterOption();

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
      return run(settings) ? 0 : FAILED;
    } catch (BindException taken) {
      LOG.error("Port {} cannot be used: {}. Set TRUSTED_ACCESS_HTTP_PORT to a free port",
          settings.httpPort(), taken.getMessage());
      return FAILED;
    } catch (UnusableSettings wrong) {
      LOG.error("{}", wrong.getMessage());
      return BAD_SETTINGS;
    } catch (IOException | RuntimeException broken) {
      LOG.error("The operator failed to start or run. Find out what is missing: trusted-access-operator"
          + " preflight", broken);
      return FAILED;
    }
  }

  /** The page is for people; without it, the operator works all the same. */
  private static void servePage(int port, Supplier<Page> page) {
    if (port == 0) {
      return;
    }
    try {
      PageEndpoint.start(port, page);
      LOG.info("The page is served on port {} of the loopback interface", port);
    } catch (IOException taken) {
      LOG.warn("There is no page, because port {} cannot be used ({}). Set TRUSTED_ACCESS_PAGE_PORT to a free port,"
          + " or to 0", port, taken.getMessage());
    }
  }

  /** Returns when the process is asked to stop, or false if the cluster does not allow the start. */
  private boolean run(Settings settings) throws InterruptedException, IOException {
    Surroundings.checkAws(System.getenv());
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
    KubernetesClients clients = cluster.clients();
    LOG.info("{}", Surroundings.addresses(clients.standard().getConfiguration().getMasterUrl(), System.getenv()));
    Optional<Obstacle> obstacle = new ClusterCheck(clients.strict(), ClusterCheck.PATIENCE).obstacle();
    // On standby a process waits for the API server as long as it takes.
    if (obstacle.filter(seen -> !seen.passing() || settings.leaseNamespace().isEmpty()).isPresent()) {
      LOG.error("{}", obstacle.get().message());
      return false;
    }
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
    if (settings.leaseNamespace().isEmpty()) {
      LOG.info(
          "Leader election is off: run one instance only. To run several, set TRUSTED_ACCESS_LEADER_ELECTION to true"
              + " and TRUSTED_ACCESS_NAMESPACE to the namespace of the Lease");
    }
    Lifecycle process = settings.leaseNamespace()
        .<Lifecycle>map(namespace -> new LeaderElection(clients, namespace, metrics, start))
        .orElseGet(() -> start.apply(Leadership.SOLE));
    running.set(Optional.of(process));
    servePage(settings.pagePort(), () -> process.holdings()
        .map(held -> PageMaker.of(held, catalog.join(), settings.timing(), clock.instant(), VersionCommand.version()))
        .orElseGet(() -> Page.standby(clock.instant(), VersionCommand.version(), process.leader().orElse(""),
            settings.pagePort())));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
      LOG.info("Shutting down; waiting for running passes to finish");
      process.close();
      http.close();
    }));
    // Unusable AWS settings end the process, instead of failing every pass.
    aws.await();
    process.await();
    return true;
  }
}
