package dev.trustedaccess.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.kube.Filters;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.kube.PassRateLimiter;
import dev.trustedaccess.page.Holdings;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.Telemetry;
import dev.trustedaccess.telemetry.WatchHealth;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the operator that {@link Wiring} builds, and reports its health. */
public final class OperatorRuntime implements Lifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorRuntime.class);
  private static final Duration DRAIN = Duration.ofSeconds(4);

  private final Operator operator;
  private final ExecutorService workers;
  private final Supplier<Holdings> holdings;
  private final CountDownLatch closed = new CountDownLatch(1);
  private WatchHealth watching = WatchHealth.ALL;

  private OperatorRuntime(Operator operator, ExecutorService workers, Supplier<Holdings> holdings) {
    this.operator = operator;
    this.workers = workers;
    this.holdings = holdings;
  }

  /** Starts the operator. Returns when the informers have synced and passes run. The caller closes the clients. */
  public static OperatorRuntime start(
      KubernetesClients clients,
      AwsGateway aws,
      ServiceCatalog catalog,
      Timing timing,
      Telemetry telemetry,
      Leadership leadership,
      InstantSource clock) {
    // The framework shuts down its executor while passes still run; role inventory scans must outlive that.
    ExecutorService passes = Executors.newVirtualThreadPerTaskExecutor();
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    Wiring wiring = Wiring.of(clients, aws, catalog, timing, telemetry, leadership, workers, clock);
    Operator operator = new Operator(override -> override
        .withKubernetesClient(clients.standard())
        .withCloseClientOnStop(false)
        .withExecutorService(passes)
        .withUseSSAToPatchPrimaryResource(false)
        .withInformerStoppedHandler(OperatorRuntime::stopped)
        .withReconciliationTerminationTimeout(DRAIN));
    register(operator, "access", wiring.access());
    register(operator, "connections", wiring.connections());
    operator.start();
    return new OperatorRuntime(operator, workers, wiring.holdings());
  }

  private static <P extends HasMetadata> void register(Operator operator, String name, Reconciler<P> reconciler) {
    operator.register(reconciler, configuration -> configuration
        .withName(name)
        .withGenerationAware(false)
        .withTriggerReconcilerOnAllEvents(true)
        .withReconciliationMaxInterval(Timing.RARELY)
        .withRateLimiter(new PassRateLimiter())
        .withOnUpdateFilter((P now, P before) -> Filters.isRelevantChange(now, before)));
  }

  /** Whether the informers have synced and passes run. */
  @Override
  public boolean started() {
    return operator.getRuntimeInfo().isStarted();
  }

  /** Whether all informers have a watch, or lost it less than a minute ago. */
  @Override
  public boolean healthy() {
    return healthy(System.nanoTime());
  }

  boolean healthy(long now) {
    return started() && watching(now).ready(now);
  }

  /** False if an informer ended some minutes ago; an ended informer never recovers. */
  @Override
  public boolean alive() {
    return alive(System.nanoTime());
  }

  boolean alive(long now) {
    return !started() || watching(now).alive(now);
  }

  private synchronized WatchHealth watching(long now) {
    List<InformerHealthIndicator> informers = operator.getRegisteredControllers()
        .stream()
        .flatMap(each -> each.getControllerHealthInfo().informerEventSourceHealthIndicators().values().stream())
        .flatMap(OperatorRuntime::informers)
        .toList();
    watching = watching.seen(
        informers.stream().allMatch(InformerHealthIndicator::isWatching),
        informers.stream().allMatch(InformerHealthIndicator::isRunning), now);
    return watching;
  }

  private static Stream<InformerHealthIndicator> informers(InformerWrappingEventSourceHealthIndicator<?> source) {
    return source.informerHealthIndicators().values().stream();
  }

  /**
   * Replaces the framework's handler, which would end the process because of what may be a single unreadable object.
   */
  private static void stopped(SharedIndexInformer<?> informer, @Nullable Throwable trouble) {
    if (trouble != null) {
      LOG.error("The informer of {} has ended: only timed passes see changes there. /healthz/live fails in"
          + " 3 minutes, so that the process is restarted", informer.getApiTypeClass().getSimpleName(), trouble);
    }
  }

  @Override
  public boolean leading() {
    return true;
  }

  @Override
  public Optional<String> leader() {
    return Optional.empty();
  }

  @Override
  public Optional<Holdings> holdings() {
    return Optional.of(holdings.get());
  }

  @Override
  public void await() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    operator.stop();
    workers.shutdownNow();
    try {
      workers.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    closed.countDown();
  }
}
