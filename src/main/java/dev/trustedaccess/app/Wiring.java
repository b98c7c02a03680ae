package dev.trustedaccess.app;

import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.kube.AccessPass;
import dev.trustedaccess.kube.AccessReconciler;
import dev.trustedaccess.kube.ActionRunner;
import dev.trustedaccess.kube.ClusterReader;
import dev.trustedaccess.kube.ClusterWriter;
import dev.trustedaccess.kube.ConnectionPass;
import dev.trustedaccess.kube.ConnectionReconciler;
import dev.trustedaccess.kube.EventLog;
import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.kube.Observer;
import dev.trustedaccess.kube.OrganizationSnapshots;
import dev.trustedaccess.kube.RoleInventories;
import dev.trustedaccess.kube.TrailLooks;
import dev.trustedaccess.page.Holdings;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.Telemetry;

/**
 * What the operator is built from, from top to bottom: each part uses only parts above it. {@code RunCommand} provides
 * the parameters, and {@link OperatorRuntime} runs the result.
 *
 * @param access runs the passes over declarations
 * @param connections runs the passes over connections
 * @param holdings what is held in memory, for the page
 */
record Wiring(AccessReconciler access, ConnectionReconciler connections, Supplier<Holdings> holdings) {
  /**
   * Builds the operator; nothing runs yet.
   *
   * @param clients the API server
   * @param aws the organizations, through the AWS SDK
   * @param leadership whether this process may change anything
   * @param workers threads for role inventory scans and looks at CloudTrail; the caller stops them
   */
  static Wiring of(
      KubernetesClients clients, AwsGateway aws, ServiceCatalog catalog, Timing timing, Telemetry telemetry,
      Leadership leadership, ExecutorService workers, InstantSource clock) {
    // The cluster
    ClusterReader reader = new ClusterReader(clients.strict());
    ClusterWriter writer = new ClusterWriter(clients.standard());
    EventLog events = new EventLog(clients.standard(), clock);

    // What is read from AWS once for all declarations
    OrganizationSnapshots snapshots = new OrganizationSnapshots(aws, clock, telemetry);
    RoleInventories inventories = new RoleInventories(aws, catalog, clock, workers, telemetry);

    TrailLooks trail = new TrailLooks(aws, clock, workers);

    // One pass over a declaration: observe, decide, act; the pass itself reports
    Observer observer = new Observer(aws, snapshots, inventories, reader, trail, clock);
    Planner planner = new Planner(catalog, timing);
    ActionRunner runner = new ActionRunner(planner, aws, reader, writer, leadership, clock, telemetry);
    AccessReconciler access = new AccessReconciler(
        new AccessPass(planner, observer, runner, reader, writer, events, telemetry, clock));

    // One pass over a connection, which changes nothing at AWS
    ConnectionReconciler connections = new ConnectionReconciler(
        new ConnectionPass(catalog, snapshots, inventories, trail, reader, writer, events, telemetry, clock));

    // No informer shows that a scan or a look has ended
    inventories.whenScanned(access::wake);
    inventories.whenScanned(connections::wake);
    trail.whenLooked(access::wake);
    return new Wiring(access, connections,
        () -> new Holdings(access.declarations(), access.connections(), inventories.held()));
  }
}
