package dev.trustedaccess.ops;

import java.time.Duration;
import java.time.InstantSource;
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
import dev.trustedaccess.kube.Looks;
import dev.trustedaccess.kube.Observer;
import dev.trustedaccess.kube.Sweeps;
import dev.trustedaccess.kube.Telemetry;
import dev.trustedaccess.port.AwsGateway;
import io.javaoperatorsdk.operator.Operator;

/** The running operator: everything wired together, started and stopped. */
public final class OperatorRuntime implements AutoCloseable {
  private static final Duration DRAIN = Duration.ofSeconds(4);
  private static final Duration AT_LATEST = Duration.ofHours(1);

  private final Operator operator;
  private final ExecutorService workers;

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
      InstantSource clock) {
    // The framework shuts down the one that it is given while passes still run; sweeps must outlive that.
    ExecutorService passes = Executors.newVirtualThreadPerTaskExecutor();
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    AtomicReference<java.util.function.Consumer<String>> swept = new AtomicReference<>(_ -> {});
    Looks looks = new Looks(aws, clock, telemetry);
    Sweeps sweeps = new Sweeps(aws, catalog, clock, workers, telemetry, connection -> swept.get().accept(connection));
    ClusterReader reader = new ClusterReader(clients.guard());
    ClusterWriter writer = new ClusterWriter(clients.patient());
    AccessReconciler access = new AccessReconciler(
        new AccessPass(
            new Planner(catalog, timing), new Observer(aws, looks, sweeps, reader),
            new ActionRunner(aws, reader, writer, sweeps, clock, telemetry), reader, writer,
            new EventLog(clients.patient(), clock), telemetry, clock));
    ConnectionReconciler connections = new ConnectionReconciler(
        new ConnectionPass(catalog, looks, sweeps, reader, writer, telemetry, clock));
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
  public boolean started() {
    return operator.getRuntimeInfo().isStarted();
  }

  /** Whether the informers are well. */
  public boolean healthy() {
    return started() && operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  /** Lets passes that run come to their end, for some seconds, and stops. */
  @Override
  public void close() {
    operator.stop();
    workers.shutdownNow();
    try {
      workers.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
