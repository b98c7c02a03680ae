package dev.trustedaccess.ops;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.Planner;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.domain.Timing;
import dev.trustedaccess.kube.AccessPass;
import dev.trustedaccess.kube.AccessReconciler;
import dev.trustedaccess.kube.ActionRunner;
import dev.trustedaccess.kube.ClusterReader;
import dev.trustedaccess.kube.ClusterWriter;
import dev.trustedaccess.kube.ConnectionPass;
import dev.trustedaccess.kube.ConnectionReconciler;
import dev.trustedaccess.kube.EventLog;
import dev.trustedaccess.kube.Filters;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.kube.Looks;
import dev.trustedaccess.kube.Observer;
import dev.trustedaccess.kube.Sweeps;
import dev.trustedaccess.kube.Telemetry;
import dev.trustedaccess.port.AwsGateway;
import io.javaoperatorsdk.operator.Operator;

/** The running operator: everything wired together, started and stopped. */
public final class OperatorRuntime implements Running {
  private static final Duration DRAIN = Duration.ofSeconds(4);
  private static final Duration AT_LATEST = Duration.ofHours(1);

  private final Operator operator;
  private final ExecutorService workers;
  private final CountDownLatch closed = new CountDownLatch(1);

  private OperatorRuntime(Operator operator, ExecutorService workers) {
    this.operator = operator;
    this.workers = workers;
  }

  /** Starts; returns when the informers have synced and passes run. Clients stay the caller's to close. */
  public static OperatorRuntime start(
      KubernetesClients clients,
      AwsGateway aws,
      ServiceCatalog catalog,
      Timing timing,
      Telemetry telemetry,
      Leadership leadership,
      InstantSource clock) {
    // The framework shuts down the one that it is given while passes still run; sweeps must outlive that.
    ExecutorService passes = Executors.newVirtualThreadPerTaskExecutor();
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    AtomicReference<java.util.function.Consumer<String>> swept = new AtomicReference<>(_ -> {});
    Looks looks = new Looks(aws, clock, telemetry);
    Sweeps sweeps = new Sweeps(aws, catalog, clock, workers, telemetry, connection -> swept.get().accept(connection));
    ClusterReader reader = new ClusterReader(clients.guard());
    ClusterWriter writer = new ClusterWriter(clients.patient());
    EventLog events = new EventLog(clients.patient(), clock);
    Planner planner = new Planner(catalog, timing);
    AccessReconciler access = new AccessReconciler(
        new AccessPass(
            planner, new Observer(aws, looks, sweeps, reader, clock),
            new ActionRunner(planner, aws, reader, writer, sweeps, leadership, clock, telemetry), reader, writer,
            events, telemetry, clock));
    ConnectionReconciler connections = new ConnectionReconciler(
        new ConnectionPass(catalog, looks, sweeps, reader, writer, events, telemetry, clock));
    swept.set(connection -> {
      access.wake(connection);
      connections.wake(connection);
    });
    Operator operator = new Operator(override -> override
        .withKubernetesClient(clients.patient())
        .withCloseClientOnStop(false)
        .withExecutorService(passes)
        .withUseSSAToPatchPrimaryResource(false)
        .withReconciliationTerminationTimeout(DRAIN));
    operator.register(access, configuration -> configuration
        .withName("access")
        .withGenerationAware(false)
        .withTriggerReconcilerOnAllEvents(true)
        .withReconciliationMaxInterval(AT_LATEST)
        .withOnUpdateFilter((TrustedServiceAccess now, TrustedServiceAccess before) -> Filters.turned(now, before)));
    operator.register(connections, configuration -> configuration
        .withName("connections")
        .withGenerationAware(false)
        .withTriggerReconcilerOnAllEvents(true)
        .withReconciliationMaxInterval(AT_LATEST)
        .withOnUpdateFilter(
            (OrganizationConnection now, OrganizationConnection before) -> Filters.turned(now, before)));
    operator.start();
    return new OperatorRuntime(operator, workers);
  }

  /** Whether the informers have synced and passes run. */
  @Override
  public boolean started() {
    return operator.getRuntimeInfo().isStarted();
  }

  /** Whether the informers are well. */
  @Override
  public boolean healthy() {
    return started() && operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  @Override
  public boolean leading() {
    return true;
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
