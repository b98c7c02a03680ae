package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.domain.plan.RememberedInventory;
import dev.trustedaccess.domain.plan.ScanSchedule;
import dev.trustedaccess.domain.plan.ScanSchedule.Trouble;
import dev.trustedaccess.domain.plan.ScanSchedule.Work;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The role inventories, one per connection, shared by all declarations. Scans run in the background, one at a time per
 * organization, when {@link ScanSchedule} requires one. A connection's own pass provides the settings; declarations
 * only request inventories.
 */
public final class RoleInventories {
  private static final Logger LOG = LoggerFactory.getLogger(RoleInventories.class);
  private static final Failure NOT_YET = new Failure(Failure.Kind.NOT_SENT, "the role inventory scan");

  /**
   * What a connection's pass knows about when its accounts are due for a scan.
   *
   * @param managementAccountId as AWS returns it
   * @param since an earlier scan is not sufficient, because a person acted then; the beginning of time if nobody has
   * @param remembered the last scan according to status; empty if status has none
   * @param enabledTimes when access was enabled, by our clock
   */
  record ScanPlan(
      String managementAccountId, Instant since, Optional<RememberedInventory> remembered,
      List<Instant> enabledTimes) {}

  /** One connection's inventory, and when the next scan is due; guarded by its own monitor. */
  private static final class InventoryState {
    private @Nullable ConnectionSettings settings;
    private String management = "";
    private ScanSchedule schedule = ScanSchedule.NEW;
    private @Nullable RoleInventory inventory;
    private @Nullable Failure problem;
    private @Nullable RoleInventoryScan running;

    /**
     * An organization's id never changes; if a connection's organization changes, nothing of the old inventory holds.
     */
    void take(ConnectionSettings now) {
      if (settings != null && !settings.equals(now)) {
        callOff();
        if (!settings.organizationId().equals(now.organizationId())) {
          inventory = null;
          problem = null;
          schedule = ScanSchedule.NEW;
        }
      }
      settings = now;
    }

    void callOff() {
      if (running != null) {
        running.callOff();
      }
    }
  }

  private final AwsGateway aws;
  private final ServiceCatalog catalog;
  private final InstantSource clock;
  private final ExecutorService workers;
  private final Telemetry telemetry;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, InventoryState> states = new ConcurrentHashMap<>();
  /** Organizations with a running scan. */
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  public RoleInventories(
      AwsGateway aws,
      ServiceCatalog catalog,
      InstantSource clock,
      ExecutorService workers,
      Telemetry telemetry) {
    this.aws = aws;
    this.catalog = catalog;
    this.clock = clock;
    this.workers = workers;
    this.telemetry = telemetry;
  }

  /** {@code listener} receives the connection's name each time that a scan has ended. */
  public void whenScanned(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** For the connection's own pass: uses these settings from now on, and starts a scan at once if one is due. */
  void connected(ConnectionSettings settings, ScanPlan plan) {
    InventoryState state = state(settings.name());
    synchronized (state) {
      state.take(settings);
      state.management = plan.managementAccountId();
      if (state.schedule.isUnknown()) {
        plan.remembered().ifPresent(last -> remember(state, settings, last));
      }
      state.schedule = state.schedule.enabledAt(plan.enabledTimes());
      if (plan.since().isAfter(Instant.MIN)) {
        state.schedule = state.schedule.requesting(plan.since());
      }
      start(state);
    }
  }

  private void remember(InventoryState state, ConnectionSettings settings, RememberedInventory last) {
    state.schedule = state.schedule.remembering(last);
    telemetry.inventory(settings.name(), last.accounts(), last.unread(), last.scanned());
  }

  /**
   * The last inventory. Does not wait for a newer one.
   *
   * @param wanted requests an inventory whose scan began at this time or later; empty to request none
   */
  Fact<RoleInventory> inventory(ConnectionSettings settings, Optional<Instant> wanted) {
    InventoryState state = state(settings.name());
    synchronized (state) {
      if (wanted.isPresent()) {
        state.schedule = state.schedule.requesting(wanted.get());
        start(state);
      }
      if (state.inventory != null
          && (state.settings == null || state.settings.organizationId().equals(settings.organizationId()))) {
        return Fact.known(state.inventory);
      }
      return Fact.unknown(state.problem == null ? NOT_YET : state.problem);
    }
  }

  /** The last inventory in memory; empty if there is none. */
  Optional<RoleInventory> inventory(ConnectionSettings settings) {
    return inventory(settings, Optional.empty()).toOptional();
  }

  /** The last inventories in memory, by the connection's name. */
  public Map<String, RoleInventory> held() {
    Map<String, RoleInventory> held = new HashMap<>();
    states.forEach((connection, state) -> {
      synchronized (state) {
        if (state.inventory != null) {
          held.put(connection, state.inventory);
        }
      }
    });
    return held;
  }

  /** Time until the next scan of a connection is due; a running scan wakes its waiters itself. */
  Optional<Duration> untilDue(ConnectionSettings settings) {
    InventoryState state = states.get(settings.name());
    if (state == null) {
      return Optional.empty();
    }
    synchronized (state) {
      Instant now = clock.instant();
      return state.running == null && state.settings != null
          ? Optional.of(Duration.between(now, state.schedule.next(state.settings.roleInventoryInterval(), now)))
          : Optional.empty();
    }
  }

  /** Forgets a connection that was deleted or no longer reads roles. */
  void forget(String connection) {
    InventoryState state = states.remove(connection);
    if (state != null) {
      synchronized (state) {
        state.callOff();
      }
    }
  }

  /** Number of connections with stored state. */
  int size() {
    return states.size();
  }

  /** Number of organizations with a running scan. */
  int busy() {
    return busy.size();
  }

  private InventoryState state(String connection) {
    return states.computeIfAbsent(connection, _ -> new InventoryState());
  }

  private void start(InventoryState state) {
    ConnectionSettings settings = state.settings;
    if (settings == null || state.running != null) {
      return;
    }
    Instant now = clock.instant();
    Work work = state.schedule.due(settings.roleInventoryInterval(), now);
    if (work == Work.NOTHING || !busy.add(settings.organizationId())) {
      return;
    }
    RoleInventoryScan scan = new RoleInventoryScan(aws.access(settings), state.management, catalog, workers, now);
    state.running = scan;
    try {
      workers.execute(() -> run(state, settings, scan, work, now));
    } catch (RejectedExecutionException stopping) {
      ended(state, settings);
    }
  }

  private void run(InventoryState state, ConnectionSettings settings, RoleInventoryScan scan, Work work,
      Instant begun) {
    try {
      if (work == Work.ALL) {
        Fact<RoleInventory> scanned = scan.all(Optional.ofNullable(state.inventory));
        synchronized (state) {
          if (!scan.calledOff()) {
            scanned.toOptional().ifPresent(inventory -> scanned(state, settings, inventory, begun));
            scanned.problem().ifPresent(failure -> notListed(state, settings, failure));
          }
        }
      } else {
        again(state, settings, scan, work == Work.PASSING ? Trouble.PASSING : Trouble.REFUSED);
      }
    } catch (CancellationException calledOff) {
      LOG.info("Cancelled the role inventory scan of {}: the connection has changed", settings.name());
    } catch (RejectedExecutionException stopping) {
      LOG.debug("The role inventory scan of {} ends because the operator is stopping", settings.name());
    } catch (RuntimeException bug) {
      LOG.error("The role inventory scan of {} failed because of a bug", settings.name(), bug);
      synchronized (state) {
        notListed(state, settings, new Failure(Failure.Kind.UNAVAILABLE, "the role inventory scan"));
      }
    } finally {
      synchronized (state) {
        ended(state, settings);
      }
      wake(settings.organizationId());
    }
  }

  private void scanned(InventoryState state, ConnectionSettings settings, RoleInventory inventory, Instant begun) {
    Instant now = clock.instant();
    state.inventory = inventory;
    state.problem = null;
    state.schedule = state.schedule.scanned(inventory, now, settings.name());
    telemetry.scanned(settings.name(), Duration.between(begun, now));
    report(settings, inventory);
  }

  /** A failed scan keeps what earlier scans observed. */
  private void notListed(InventoryState state, ConnectionSettings settings, Failure failure) {
    state.problem = failure;
    state.schedule = state.schedule.notListed(failure, clock.instant(), settings.name());
    LOG.warn("Could not scan the accounts of {}: {} ({})", settings.name(), failure.detail(), failure.reason());
  }

  private void again(InventoryState state, ConnectionSettings settings, RoleInventoryScan scan, Trouble trouble) {
    RoleInventory before;
    int round;
    synchronized (state) {
      before = state.inventory;
      ScanSchedule.Wait wait = state.schedule.retries().get(trouble);
      round = wait == null ? 0 : wait.failures();
    }
    if (before == null) {
      return;
    }
    RoleInventory after = scan.repeat(before, trouble == Trouble.PASSING, round);
    synchronized (state) {
      if (!scan.calledOff()) {
        state.inventory = after;
        state.schedule = state.schedule.tried(trouble, after, clock.instant(), settings.name());
        report(settings, after);
      }
    }
  }

  private void report(ConnectionSettings settings, RoleInventory inventory) {
    telemetry.inventory(
        settings.name(), inventory.accounts().size(), inventory.unreadCount(), inventory.begun());
  }

  /** Includes scans that were waiting for the same organization. */
  private void wake(String organization) {
    for (Map.Entry<String, InventoryState> each : states.entrySet()) {
      ConnectionSettings settings;
      synchronized (each.getValue()) {
        settings = each.getValue().settings;
      }
      if (settings != null && settings.organizationId().equals(organization)) {
        listeners.forEach(listener -> listener.accept(each.getKey()));
      }
    }
  }

  private void ended(InventoryState state, ConnectionSettings settings) {
    state.running = null;
    busy.remove(settings.organizationId());
  }
}
