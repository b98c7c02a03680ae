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

/** Asks for passes that no informer asks for. */
final class WakeUps<T extends HasMetadata> extends SimpleInboundEventSource<T> {
  private static final Logger LOG = LoggerFactory.getLogger(WakeUps.class);
  private static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(30);

  WakeUps() {
    super("wake-ups");
  }

  /**
   * To be called by the pass that is told of a deletion. When it has ended the framework forgets the name, and with it every
   * event that came meanwhile: an object that was made anew under the name would never get a pass. So whatever {@code cache}
   * shows by then is announced once more.
   */
  void announceAnew(ResourceID name, Function<ResourceID, Optional<T>> cache) {
    // Each pass has a thread of its own, which ends when the framework is done with it.
    Thread pass = Thread.currentThread();
    Thread.ofVirtual().name("announce " + name.getName()).start(() -> {
      try {
        if (!pass.join(FORGOTTEN_WITHIN)) {
          LOG.warn("{}: its deletion is still being handled", name.getName());
        }
        cache.apply(name)
            .ifPresent(anew -> getEventHandler().handleEvent(new ResourceEvent(ResourceAction.ADDED, name, anew)));
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
