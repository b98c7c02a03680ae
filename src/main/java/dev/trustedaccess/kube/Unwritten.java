package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.domain.Backoff;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statuses that the API server refuses, such as those of an object whose spec was stored while the schema was off. What such
 * a status says reaches people by Event and metric, each once, and it is tried again ever more rarely. Kept in memory alone:
 * another process tells it once more.
 *
 * @param <S> the status
 */
final class Unwritten<S> {
  private static final Logger LOG = LoggerFactory.getLogger(Unwritten.class);

  /** At this version of the object, and before this time, the API server would refuse it again. */
  private record Told<S>(S status, int attempts, String version, Instant retry) {}

  private final Map<String, Told<S>> byUid = new ConcurrentHashMap<>();

  /** What was told of the object last: the status that could not be written, else {@code stored}. */
  @Nullable
  S told(HasMetadata object, @Nullable S stored) {
    Told<S> told = byUid.get(object.getMetadata().getUid());
    return told == null ? stored : told.status();
  }

  /** Runs {@code write}, unless it was refused just before; returns when to try again where the API server refuses the status. */
  Optional<Duration> unless(HasMetadata object, S status, Instant now, Runnable write) {
    String uid = object.getMetadata().getUid();
    String version = object.getMetadata().getResourceVersion();
    Told<S> before = byUid.get(uid);
    if (before != null && before.version().equals(version) && now.isBefore(before.retry())) {
      byUid.put(uid, new Told<>(status, before.attempts(), version, before.retry()));
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
      byUid.put(uid, new Told<>(status, attempts, version, now.plus(wait)));
      LOG.atWarn()
          .addKeyValue("uid", uid)
          .log(
              "The API server refuses the status of {} {}, which is told by Event and metric only; mend the object: {}",
              object.getKind(), object.getMetadata().getName(), refused.getMessage());
      return Optional.of(wait);
    }
  }

  void forget(HasMetadata object) {
    byUid.remove(object.getMetadata().getUid());
  }
}
