package dev.trustedaccess.kube;

import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.domain.plan.Departure;
import dev.trustedaccess.mapping.Departures;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps departures when their declarations are gone: the last ones in the connection's status, and each in a log line.
 * Both are written before the finalizer is removed. A restart in between writes them again: status has one entry for each
 * declaration, and the log line may appear twice.
 */
final class DepartureLog {
  private static final Logger LOG = LoggerFactory.getLogger(DepartureLog.class);

  private final ClusterReader reader;
  private final ClusterWriter writer;

  DepartureLog(ClusterReader reader, ClusterWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * Keeps a departure. A connection that does not exist, or whose status the API server rejects, does not hold up the
   * deletion: the log then has the only copy. Any other failure is a KubernetesClientException, and the finalizer stays.
   */
  void keep(String connection, Departure departure) {
    OrganizationConnectionStatus.Departure kept = Departures.of(departure);
    store(connection, kept);
    LOG.atInfo()
        .addKeyValue("principal", departure.principal())
        .addKeyValue("uid", departure.uid())
        .addKeyValue("connection", connection)
        .addKeyValue("requestId", departure.requestId().orElse("none"))
        .log("Access was withdrawn: {}", writer.json(kept));
  }

  /** The connection's own pass writes its status too, so an overtaken write reads the connection again. */
  private void store(String name, OrganizationConnectionStatus.Departure departure) {
    for (int attempt = 1;; attempt++) {
      Optional<OrganizationConnection> connection = reader.connection(name);
      Optional<OrganizationConnectionStatus> status = connection.flatMap(read -> Departures.added(read, departure));
      if (status.isEmpty()) {
        return;
      }
      try {
        writer.status(connection.orElseThrow(), status.get());
        return;
      } catch (KubernetesClientException trouble) {
        if (isRefused(name, trouble)) {
          return;
        }
        if (!ClusterWriter.isConflict(trouble) || attempt == ActionRunner.MOST_ATTEMPTS) {
          throw trouble;
        }
      }
    }
  }

  private static boolean isRefused(String name, KubernetesClientException trouble) {
    boolean refused = ClusterWriter.isRefusal(trouble) || trouble.getCode() == 404;
    if (refused) {
      LOG.warn("The status of OrganizationConnection {} does not take a departure, so only the log has it: {}", name,
          trouble.getMessage());
    }
    return refused;
  }
}
