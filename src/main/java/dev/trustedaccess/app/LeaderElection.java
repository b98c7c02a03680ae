package dev.trustedaccess.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.trustedaccess.kube.Leadership;
import dev.trustedaccess.page.Holdings;
import dev.trustedaccess.telemetry.Metrics;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the operator in only one of several processes, the one that holds the Lease {@value #LEASE}. The others are on
 * standby. A process that loses the Lease stops the operator and returns to standby. So a long outage of the API server
 * does not send pods into a restart back-off.
 *
 * <p>The framework's own election is not used: it ends the process when the Lease is lost, and needs permissions that
 * it does not use.
 */
public final class LeaderElection implements Lifecycle, Leadership {
  private static final String AFTER_POD = "_";
  private static final String LEASE = "trusted-access-operator";
  /** If the leader does not renew the Lease for this long, another process may take over. */
  private static final Duration HELD_FOR = Duration.ofSeconds(15);
  private static final Duration RENEWED_WITHIN = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofMillis(1_500);
  /** An elector that meets an unreadable Lease gives up silently; after this time a new elector tries again. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);

  private final KubernetesClients clients;
  private final String namespace;
  private final Metrics metrics;
  private final Function<Leadership, OperatorRuntime> start;
  /** The Lease holder's name. It names this process, not its pod, because a restarted container is a new process. */
  private final String identity = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("operator") + AFTER_POD
      + UUID.randomUUID();
  private final Executor threads = work -> Thread.ofVirtual().name("leader-election").start(work);
  private volatile boolean closing;
  private volatile boolean leads;
  private volatile @Nullable CompletableFuture<?> term;
  private volatile @Nullable OperatorRuntime operator;

  /**
   * Does nothing before {@link #await()}.
   *
   * @param namespace the Lease's namespace
   * @param metrics exports what is observed while this process is the leader, and nothing while another may be
   * @param start starts the operator, once each time this process becomes the leader
   */
  public LeaderElection(
      KubernetesClients clients, String namespace, Metrics metrics, Function<Leadership, OperatorRuntime> start) {
    this.clients = clients;
    this.namespace = namespace;
    this.metrics = metrics;
    this.start = start;
  }

  @Override
  public boolean started() {
    return true;
  }

  @Override
  public boolean healthy() {
    OperatorRuntime now = operator;
    return now == null ? !leads : now.healthy();
  }

  @Override
  public boolean alive() {
    OperatorRuntime now = operator;
    return now == null || now.alive();
  }

  @Override
  public boolean leading() {
    return leads;
  }

  /** The holder's name begins with the name of its pod. */
  @Override
  public Optional<String> leader() {
    try {
      return lease().flatMap(spec -> Optional.ofNullable(spec.getHolderIdentity()))
          .filter(holder -> holder.contains(AFTER_POD))
          .map(holder -> holder.substring(0, holder.lastIndexOf(AFTER_POD)));
    } catch (KubernetesClientException unknown) {
      LOG.debug("Could not read who holds the Lease", unknown);
      return Optional.empty();
    }
  }

  @Override
  public Optional<Holdings> holdings() {
    return Optional.ofNullable(operator).flatMap(OperatorRuntime::holdings);
  }

  private Optional<LeaseSpec> lease() {
    return Optional.ofNullable(clients.strict().leases().inNamespace(namespace).withName(LEASE).get())
        .map(Lease::getSpec);
  }

  @Override
  public boolean isCertainFor(Duration time) {
    return lease()
        .filter(spec -> identity.equals(spec.getHolderIdentity()))
        .flatMap(spec -> Optional.ofNullable(spec.getRenewTime()))
        .filter(renewed -> renewed.toInstant().plus(HELD_FOR).isAfter(Instant.now().plus(time)))
        .isPresent();
  }

  @Override
  public void await() throws InterruptedException {
    LOG.info("{} is on standby for the Lease {}/{}", identity, namespace, LEASE);
    while (!closing) {
      CountDownLatch elected = new CountDownLatch(1);
      CompletableFuture<?> current = elector(elected).start();
      term = current;
      try {
        if (!closing && elected.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          lead(current);
        }
      } finally {
        leads = false;
        // Releases the Lease if it is still held. close() does this itself, and waits for it.
        if (!closing) {
          current.cancel(true);
        }
      }
    }
  }

  private void lead(CompletableFuture<?> current) {
    LOG.info("{} is the leader", identity);
    leads = true;
    metrics.standBy(false);
    OperatorRuntime started = start.apply(this);
    operator = started;
    current.handle((_, _) -> true).join();
    if (!closing) {
      LOG.warn("{} lost the Lease {}/{}; it stops the operator and returns to standby", identity, namespace, LEASE);
      operator = null;
      metrics.standBy(true);
      started.close();
    }
  }

  private LeaderElector elector(CountDownLatch elected) {
    LeaderCallbacks callbacks = new LeaderCallbacks(elected::countDown, () -> leads = false, _ -> {});
    return new LeaderElectorBuilder(clients.standard(), threads)
        .withConfig(new LeaderElectionConfig(new LeaseLock(namespace, LEASE, identity), HELD_FOR, RENEWED_WITHIN, RETRY,
            callbacks, true, LEASE))
        .build();
  }

  /** Stops the operator before the Lease is released, so that the next leader starts with nothing in flight. */
  @Override
  public void close() {
    closing = true;
    OperatorRuntime now = operator;
    if (now != null) {
      now.close();
    }
    CompletableFuture<?> current = term;
    if (current != null) {
      current.cancel(true);
    }
  }
}
