package dev.trustedaccess.kube;

import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.domain.plan.Departure;
import dev.trustedaccess.domain.plan.RefusedWrite.ServerAnswer;
import dev.trustedaccess.mapping.Departures;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps departures when their declarations are gone: each in a log line, and the last ones in the connection's status.
 * Both are written before the finalizer is removed. A restart in between writes them again: status has one entry for each
 * declaration, and the log line may appear twice.
 */
final class DepartureLog {
  private static final Logger LOG = LoggerFactory.getLogger(DepartureLog.class);

  private final ClusterReader reader;
  private final ClusterWriter writer;
  /**
   * The departure that this process last logged, by the declaration's uid. While a departure is refused, others may enable
   * access again; when that is disabled, it is another departure of the same declaration.
   */
  private final Map<String, Departure> logged = new ConcurrentHashMap<>();

  DepartureLog(ClusterReader reader, ClusterWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** Forgets a deleted declaration. */
  void forget(String uid) {
    logged.remove(uid);
  }

  /**
   * Keeps a departure. A connection that does not exist has no status to keep it in, so the log has the only copy.
   *
   * @return the answer, if the API server refuses the connection's status or does not store the departure: a person must
   *     correct that, or let the log be enough. Any other failure is thrown, and ends without a person.
   */
  Optional<ServerAnswer> keep(String connection, Departure departure) {
    OrganizationConnectionStatus.Departure kept = Departures.of(departure);
    if (!departure.equals(logged.put(departure.uid(), departure))) {
      LOG.atInfo()
          .addKeyValue("principal", departure.principal())
          .addKeyValue("uid", departure.uid())
          .addKeyValue("connection", connection)
          .addKeyValue("requestId", departure.requestId().orElse("none"))
          .log("Access was withdrawn: {}", writer.json(kept));
    }
    return store(connection, kept);
  }

  /** The connection's own pass writes its status too, so an overtaken write reads the connection again. */
  private Optional<ServerAnswer> store(String name, OrganizationConnectionStatus.Departure departure) {
    for (int attempt = 1;; attempt++) {
      Optional<OrganizationConnection> connection = reader.connection(name);
      Optional<OrganizationConnectionStatus> status = connection.flatMap(read -> Departures.added(read, departure));
      if (status.isEmpty()) {
        return Optional.empty();
      }
      try {
        OrganizationConnection stored = writer.status(connection.orElseThrow(), status.get());
        return Departures.has(stored, departure) ? Optional.empty() : notKept(name, ServerAnswer.DROPPED);
      } catch (KubernetesClientException trouble) {
        if (ClusterWriter.isRefusal(trouble)) {
          return notKept(name, ClusterWriter.answer(trouble));
        }
        // Not found: it was deleted since it was read, which the next attempt sees.
        if (!(ClusterWriter.isConflict(trouble) || trouble.getCode() == HttpURLConnection.HTTP_NOT_FOUND)
            || attempt == ActionRunner.MOST_ATTEMPTS) {
          throw trouble;
        }
      }
    }
  }

  private static Optional<ServerAnswer> notKept(String connection, ServerAnswer answer) {
    LOG.warn("The status of OrganizationConnection {} does not take a departure: {}", connection, answer.words());
    return Optional.of(answer);
  }
}
