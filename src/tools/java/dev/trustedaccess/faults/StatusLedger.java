package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Reading;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;

/** Sees every status that a watch delivers, checks it, and remembers the intents in it and the edits by people. */
final class StatusLedger implements AutoCloseable {
  /** An intent to enable explains a DateEnabled that is no later than this after it. */
  private static final Duration EXPLAINED = Duration.ofSeconds(30);

  private final FaultEnvironment stage;
  private final ServiceCatalog catalog;
  private final Findings findings;
  /** When people last edited, by uid and generation, and by name. */
  private final Map<String, Instant> edits = new ConcurrentHashMap<>();
  /** When it was meant to enable access, by uid and AWS's clock. */
  private final Map<String, Set<Instant>> intents = new ConcurrentHashMap<>();
  private final Watch watch;

  StatusLedger(FaultEnvironment stage, ServiceCatalog catalog, Findings findings) {
    this.stage = stage;
    this.catalog = catalog;
    this.findings = findings;
    watch = stage.cluster().resources(TrustedServiceAccess.class).watch(new Watcher<>() {
      @Override
      public void eventReceived(Action action, TrustedServiceAccess object) {
        if (action == Action.DELETED) {
          gone(object);
        } else {
          reported(object);
        }
      }

      @Override
      public void onClose(WatcherException cause) {
        // The stage is over, or the API server is.
      }
    });
  }

  /** People edit this declaration now, or have just done so. */
  void editing(String name) {
    edits.put(name, Instant.now());
  }

  /** People edited this declaration; {@code before} is when they began. */
  void edited(TrustedServiceAccess object, Instant before) {
    edits.putIfAbsent(life(object), before);
    editing(object.getMetadata().getName());
  }

  /** When people last edited the declaration of this name. */
  Instant lastEdit(String name) {
    return edits.getOrDefault(name, Instant.EPOCH);
  }

  /** When it was meant to enable access for the declaration with this uid. */
  Set<Instant> intents(String uid) {
    return intents.getOrDefault(uid, Set.of());
  }

  /** Whether others enabled access so soon after an intent of ours that nobody can tell: known and accepted. */
  boolean mayBeOurs(String uid, Instant date) {
    return intents(uid).stream()
        .anyMatch(intent -> !date.isBefore(intent) && !date.isAfter(intent.plus(EXPLAINED)));
  }

  private static String life(TrustedServiceAccess object) {
    return object.getMetadata().getUid() + "/" + object.getMetadata().getGeneration();
  }

  private void reported(TrustedServiceAccess object) {
    var change = object.getStatus() == null ? null : object.getStatus().lastChange();
    if (change != null && "Enable".equals(change.action()) && change.time() != null) {
      intents.computeIfAbsent(object.getMetadata().getUid(), _ -> ConcurrentHashMap.newKeySet())
          .add(Instant.parse(change.time()));
    }
    if (object.getStatus() == null || object.getStatus().conditions() == null) {
      return;
    }
    for (Condition condition : object.getStatus().conditions()) {
      Instant edited = edits.get(life(object));
      if ("Ready".equals(condition.type()) && "True".equals(condition.status()) && edited != null
          && Objects.equals(condition.observedGeneration(), object.getMetadata().getGeneration())) {
        Optional<Place> place = stage.placeOf(object);
        boolean read = place.isPresent() && !stage.aws()
            .calls()
            .matching(call -> call.done() && !call.at().isBefore(edited)
                && call.action().equals("organizations:ListAWSServiceAccessForOrganization")
                && place.get().concerns(call))
            .isEmpty();
        findings.check(Invariant.I6, read, life(object) + " is Ready without a read since " + edited);
      }
    }
  }

  private void gone(TrustedServiceAccess object) {
    if (!(DeclarationReader.desired(object) instanceof Reading.Read<Desired>(Desired desired))
        || object.getStatus() == null || desired.deletionPolicy() == Desired.DeletionPolicy.RETAIN
        || desired.mode() == Mode.OBSERVE || !"Operator".equals(object.getStatus().enabledBy())) {
      return;
    }
    String enabledTime = object.getStatus().enabledTime();
    stage.placeOf(object).ifPresent(place -> {
      boolean left = names(desired.principal()).stream()
          .flatMap(name -> place.organization.enabledSince(name).stream())
          .anyMatch(date -> date.toString().equals(enabledTime));
      boolean another = names(desired.principal()).stream()
          .filter(name -> !name.equals(desired.principal()))
          .anyMatch(name -> stage.find(place.name(name)).isPresent());
      findings.check(Invariant.I5, !left || another, object.getMetadata().getName() + " went with its access enabled");
    });
  }

  private List<String> names(String principal) {
    return catalog.find(principal).map(ServiceCatalog.Entry::names).orElse(List.of(principal));
  }

  @Override
  public void close() {
    watch.close();
  }
}
