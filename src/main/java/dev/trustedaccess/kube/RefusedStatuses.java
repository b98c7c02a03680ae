package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.domain.plan.Backoff;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statuses that the API server rejects, such as those of an object whose spec was stored while the schema was disabled.
 * The content of such a status reaches people once, by Event and metric, and the write is retried at growing intervals.
 * This is kept only in memory, so another process reports it again.
 *
 * @param <S> the status
 */
final class RefusedStatuses<S> {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedStatuses.class);

  /** At this version of the object, and before this time, the API server would reject it again. */
  private record Reported<S>(S status, int attempts, String version, Instant retry) {}

  private final Map<String, Reported<S>> byUid = new ConcurrentHashMap<>();

  /** The status last reported for the object: the one that could not be written, otherwise {@code stored}. */
  @Nullable
  S lastReported(HasMetadata object, @Nullable S stored) {
    Reported<S> reported = byUid.get(object.getMetadata().getUid());
    return reported == null ? stored : reported.status();
  }

  /** Runs {@code write} unless it was rejected recently; returns when to retry if the API server rejects the status. */
  Optional<Duration> unless(HasMetadata object, S status, Instant now, Runnable write) {
    String uid = object.getMetadata().getUid();
    String version = object.getMetadata().getResourceVersion();
    Reported<S> before = byUid.get(uid);
    if (before != null && before.version().equals(version) && now.isBefore(before.retry())) {
      byUid.put(uid, new Reported<>(status, before.attempts(), version, before.retry()));
      return Optional.of(Duration.between(now, before.retry()));
    }
    try {
      write.run();
      byUid.remove(uid);
      return Optional.empty();
    } catch (KubernetesClientException refused) {
      if (!ClusterWriter.isRefusal(refused)) {
        throw refused;
      }
      int attempts = before == null ? 1 : before.attempts() + 1;
      Duration wait = Backoff.retry(true, attempts, uid);
      byUid.put(uid, new Reported<>(status, attempts, version, now.plus(wait)));
      LOG.atWarn()
          .addKeyValue("uid", uid)
          .log(
              "The API server rejects the status of {} {}, so only Events and metrics show it. Correct the object: {}",
              object.getKind(), object.getMetadata().getName(), refused.getMessage());
      return Optional.of(wait);
    }
  }

  void forget(HasMetadata object) {
    byUid.remove(object.getMetadata().getUid());
  }
}
