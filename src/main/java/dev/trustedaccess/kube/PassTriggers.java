package dev.trustedaccess.kube;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Triggers passes that no informer triggers. */
final class PassTriggers<T extends HasMetadata> extends SimpleInboundEventSource<T> {
  private static final Logger LOG = LoggerFactory.getLogger(PassTriggers.class);
  private static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(30);

  PassTriggers() {
    super("wake-ups");
  }

  /**
   * Call this from the pass that handles a deletion. When that pass ends, the framework forgets the name and every
   * event that arrived in the meantime, so an object created again under the name would never get a pass. So whatever
   * {@code cache} shows by then is announced again.
   */
  void announceAnew(ResourceID name, Function<ResourceID, Optional<T>> cache) {
    // Each pass has a thread of its own, which ends when the framework has finished with the pass.
    Thread pass = Thread.currentThread();
    Thread.ofVirtual().name("announce " + name.getName()).start(() -> {
      try {
        if (!pass.join(FORGOTTEN_WITHIN)) {
          LOG.warn("{}: the deletion of the previous object is still being processed", name.getName());
        }
        cache.apply(name)
            .ifPresent(anew -> getEventHandler().handleEvent(new ResourceEvent(ResourceAction.ADDED, name, anew)));
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
