package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trustedaccess.mapping.Notice;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.bucket4j.Bucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emits Kubernetes Events. Events of cluster-scoped objects go to the namespace {@code default}; in other namespaces
 * the API server rejects them. An Event that cannot be written is logged and never fails a pass. Each object has a
 * burst, then one Event in five minutes, as client-go has for every controller; further Events appear only in the log.
 */
public final class EventLog {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
  private static final String NAMESPACE = "default";
  private static final String COMPONENT = "trusted-access-operator";

  private static final int BURST = 25;
  private static final Duration EACH = Duration.ofMinutes(5);
  private static final int MOST_OBJECTS = 10_000;

  private final KubernetesClient client;
  private final InstantSource clock;
  /** By the object's uid. After this time without use, a bucket is full again. */
  private final Cache<String, Bucket> left = Caffeine.newBuilder()
      .maximumSize(MOST_OBJECTS)
      .expireAfterAccess(EACH.multipliedBy(BURST))
      .build();

  public EventLog(KubernetesClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  void emit(HasMetadata about, Notice notice) {
    if (!left.get(about.getMetadata().getUid(), _ -> full()).tryConsume(1)) {
      LOG.debug("Event {} for {} exceeds the rate limit", notice.reason(), about.getMetadata().getName());
      return;
    }
    try {
      client.v1().events().inNamespace(NAMESPACE).resource(event(about, notice)).create();
    } catch (KubernetesClientException refused) {
      LOG.warn("Could not write Event {} for {}: {}", notice.reason(), about.getMetadata().getName(),
          refused.getMessage());
    }
  }

  private static Bucket full() {
    return Bucket.builder().addLimit(limit -> limit.capacity(BURST).refillGreedy(1, EACH)).build();
  }

  private Event event(HasMetadata about, Notice notice) {
    String time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return new EventBuilder()
        .withNewMetadata()
        .withName(about.getMetadata().getName() + "."
            + UUID.randomUUID())
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withName(about.getMetadata().getName())
        .withUid(about.getMetadata().getUid())
        .endInvolvedObject()
        .withType(notice.warning() ? "Warning" : "Normal")
        .withReason(notice.reason())
        .withMessage(notice.message())
        .withNewSource()
        .withComponent(COMPONENT)
        .endSource()
        .withReportingComponent(COMPONENT)
        .withFirstTimestamp(time)
        .withLastTimestamp(time)
        .withCount(1)
        .build();
  }
}
