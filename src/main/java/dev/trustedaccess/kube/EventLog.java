package dev.trustedaccess.kube;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import dev.trustedaccess.report.Notice;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emits Kubernetes Events. Those of cluster-scoped objects go to the namespace {@code default}; elsewhere the API server
 * refuses them. An Event that cannot be written is logged and never fails a pass.
 */
public final class EventLog {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
  private static final String NAMESPACE = "default";
  private static final String COMPONENT = "trusted-access-operator";

  private final KubernetesClient client;
  private final InstantSource clock;

  public EventLog(KubernetesClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  void emit(HasMetadata about, Notice notice) {
    try {
      client.v1().events().inNamespace(NAMESPACE).resource(event(about, notice)).create();
    } catch (KubernetesClientException refused) {
      LOG.warn("Event {} for {} was not written: {}", notice.reason(), about.getMetadata().getName(),
          refused.getMessage());
    }
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
