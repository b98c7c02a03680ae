package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.component.MockApiServer;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.simulator.world.Account;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** AWS, an API server, people, and one operator process after the other between them; a {@link Ledger} sees all of it. */
final class FaultEnvironment implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FaultEnvironment.class);
  /** Longer than a plan and its call take here, on a busy machine too. */
  static final Duration SETTLE = Duration.ofSeconds(10);
  /** In which AWS's buckets fill again while another process comes up. */
  private static final Duration COMES_UP = Duration.ofSeconds(4);

  private final ServiceCatalog catalog;
  private final Simulator aws = Simulator.start();
  private final ApiServer api = new ApiServer();
  private final KubernetesClients people = MockApiServer.clients(api.server());
  private final Account pod = aws.standaloneAccount("999999999999");
  private final List<Place> places = new CopyOnWriteArrayList<>();
  private final Set<String> dead = ConcurrentHashMap.newKeySet();
  private final Ledger ledger;
  final AtomicInteger kills = new AtomicInteger();
  volatile boolean leads = true;
  private volatile boolean closed;
  private volatile Duration nextClock = Duration.ZERO;
  private volatile @Nullable OneProcess process;

  FaultEnvironment(ServiceCatalog catalog) {
    this.catalog = catalog;
    LOG.debug("{} classes are loaded", Preloaded.CLASSES);
    aws.faults().every(this::isDead).loseTheRequest();
    ledger = new Ledger(this, catalog);
    aws.faults()
        .every(call -> call.changing() && !call.action().startsWith("sts:") && !isDead(call)
            && ledger.arrives(call))
        .run(() -> {});
  }

  Simulator aws() {
    return aws;
  }

  ApiServer api() {
    return api;
  }

  Ledger ledger() {
    return ledger;
  }

  List<Place> places() {
    return places;
  }

  KubernetesClient cluster() {
    return people.standard();
  }

  private boolean isDead(Call call) {
    return dead.stream().anyMatch(call.userAgent()::contains);
  }

  // The operator

  /** Starts a process with a clock that is this far from the truth; one that does not come up is followed by another. */
  FaultEnvironment start(Duration clockOffset) {
    nextClock = clockOffset;
    comeUp();
    return this;
  }

  private void comeUp() {
    while (!closed) {
      OneProcess next = made();
      try {
        next.start(this, pod.keys(), catalog, SETTLE, _ -> leads);
        return;
      } catch (RuntimeException failed) {
        LOG.info("{} did not come up", next.agent, failed);
        if (!ended(next)) {
          return;
        }
        pause(Duration.ofSeconds(1));
      }
    }
  }

  /** It has the clock that was ordered last, also where that was while one before it failed to come up. */
  private synchronized OneProcess made() {
    OneProcess next = new OneProcess(api.port(), nextClock);
    process = next;
    return next;
  }

  /** Ends it; false if it was killed before, so that another one comes up already. */
  private synchronized boolean ended(OneProcess failed) {
    if (failed.isDead()) {
      return false;
    }
    dead.add(failed.agent);
    failed.kill();
    return true;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The process that runs, or comes up. */
  Optional<OneProcess> process() {
    return Optional.ofNullable(process).filter(each -> !each.isDead());
  }

  /** Kills the process, if one runs; the next one to come up has that clock. */
  synchronized void kill(Duration nextClockOffset) {
    nextClock = nextClockOffset;
    OneProcess killed = process;
    if (killed == null || killed.isDead() || closed) {
      return;
    }
    dead.add(killed.agent);
    killed.kill();
    kills.incrementAndGet();
    places.forEach(place -> place.crashes.incrementAndGet());
    Thread.ofVirtual().start(() -> {
      pause(COMES_UP);
      comeUp();
    });
  }

  // What people do

  /** A new organization that nobody is connected to yet. */
  Place organization() {
    Place place = new Place(this, pod);
    places.add(place);
    return place;
  }

  void connect(Place place, String hold) {
    cluster()
        .resource(cluster().getKubernetesSerialization()
            .unmarshal(place.connectionYaml(hold), OrganizationConnection.class))
        .create();
  }

  void disconnect(Place place) {
    ignoringMissing(() -> cluster().resources(OrganizationConnection.class).withName(place.connection).delete());
  }

  Optional<Place> placeOf(Call call) {
    return places.stream().filter(place -> place.concerns(call)).findFirst();
  }

  Optional<Place> placeOf(TrustedServiceAccess object) {
    return places.stream().filter(place -> object.getMetadata().getName().endsWith("." + place.connection)).findFirst();
  }

  /** @param spec lines of the spec, each of two blanks and more */
  void declare(Place place, String principal, String spec) {
    Instant before = Instant.now();
    TrustedServiceAccess made = cluster()
        .resource(cluster().getKubernetesSerialization().unmarshal("""
            apiVersion: trustedaccess.dev/v1alpha1
            kind: TrustedServiceAccess
            metadata: {name: %s}
            spec:
              servicePrincipal: %s
              organizationRef: {name: %s}
            """.formatted(place.name(principal), principal, place.connection) + spec, TrustedServiceAccess.class))
        .create();
    ledger.statuses().edited(made, before);
  }

  Optional<TrustedServiceAccess> find(String name) {
    return Optional.ofNullable(cluster().resources(TrustedServiceAccess.class).withName(name).get());
  }

  /** Edits a declaration by a merge patch, if it is there. */
  void patch(String name, String merge) {
    Instant before = Instant.now();
    ledger.statuses().editing(name);
    ignoringMissing(() -> {
      cluster().resources(TrustedServiceAccess.class)
          .withName(name)
          .patch(PatchContext.of(PatchType.JSON_MERGE), merge);
      newGeneration(name, before);
    });
  }

  void patchConnection(Place place, String merge) {
    place.touched = Instant.now();
    ignoringMissing(() -> cluster().resources(OrganizationConnection.class)
        .withName(place.connection)
        .patch(PatchContext.of(PatchType.JSON_MERGE), merge));
    place.touched = Instant.now();
  }

  void delete(String name) {
    Instant before = Instant.now();
    ignoringMissing(() -> {
      newGeneration(name, before);
      cluster().resources(TrustedServiceAccess.class).withName(name).delete();
    });
    ledger.statuses().editing(name);
  }

  /** The mock does not count generations, which a real API server does for an edit and for a deletion. */
  private void newGeneration(String name, Instant before) {
    find(name).ifPresent(object -> {
      long next = Optional.ofNullable(object.getMetadata().getGeneration()).orElse(0L) + 1;
      ledger.statuses()
          .edited(cluster().resources(TrustedServiceAccess.class)
              .withName(name)
              .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"generation\":" + next + "}}"), before);
    });
  }

  /** The service administrator confirms whatever the declaration waits for now. */
  void confirm(String name) {
    find(name).ifPresent(object -> {
      ObjectMeta about = object.getMetadata();
      String enabled = object.getStatus() == null ? null : object.getStatus().enabledTime();
      ServiceConfirmation confirmation = new ServiceConfirmation();
      confirmation.setMetadata(new ObjectMetaBuilder().withName(name).build());
      confirmation.setSpec(new ServiceConfirmationSpec(
          enabled == null ? null : new ServiceConfirmationSpec.Initialized(about.getUid(), enabled),
          about.getDeletionTimestamp() == null
              ? null
              : new ServiceConfirmationSpec.CleanedUp(about.getUid(), about.getDeletionTimestamp())));
      ignoringMissing(() -> cluster().resource(confirmation).createOr(existing -> existing.update()));
    });
  }

  void takeConfirmationBack(String name) {
    ledger.statuses().editing(name);
    ignoringMissing(() -> cluster().resources(ServiceConfirmation.class).withName(name).delete());
    ledger.statuses().editing(name);
  }

  <T extends HasMetadata> void change(Class<T> kind, String name, UnaryOperator<T> how) {
    ignoringMissing(() -> cluster().resources(kind).withName(name).edit(how));
  }

  /** What is not there any more, or was overtaken, is let be. */
  private static void ignoringMissing(Runnable work) {
    try {
      work.run();
    } catch (KubernetesClientException | NullPointerException gone) {
      // The object went meanwhile: so it is in life.
    }
  }

  @Override
  public void close() {
    closed = true;
    OneProcess last = process;
    if (last != null) {
      last.close();
    }
    ledger.close();
    people.close();
    api.close();
    aws.close();
  }
}
