package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.RoleInventory;
import dev.trustedaccess.domain.RoleSchedule;
import dev.trustedaccess.domain.RoleSchedule.Trouble;
import dev.trustedaccess.domain.RoleSchedule.Work;
import dev.trustedaccess.domain.RolesRemembered;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.port.AwsGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inventories of roles, one for a connection, shared by all declarations. They are read in the background, one reading at a
 * time for an organization, when {@link RoleSchedule} says so. A connection's own pass says what to read with; declarations
 * only ask.
 */
public final class Sweeps {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);
  private static final Failure NOT_YET = new Failure(Failure.Kind.NOT_SENT, "the sweep over the accounts");

  /**
   * What a connection's pass knows of when its accounts are to be read.
   *
   * @param managementAccountId as AWS tells it
   * @param since a scan that began earlier does not do: a person has acted then; the beginning of time if nobody has
   * @param remembered what status says of the last scan; empty if it says nothing
   * @param opened when access was enabled, by our clock
   */
  record Plan(
      String managementAccountId, Instant since, Optional<RolesRemembered> remembered, List<Instant> opened) {}

  /** One connection's inventory, and when it is to be read anew; guarded by itself. */
  private static final class Board {
    private @Nullable ConnectionSettings settings;
    private String management = "";
    private RoleSchedule schedule = RoleSchedule.NEW;
    private @Nullable RoleInventory inventory;
    private @Nullable Failure problem;
    private @Nullable Sweep running;

    /** An organization never becomes another one; where a connection does, nothing of the old one holds. */
    void take(ConnectionSettings now) {
      if (settings != null && !settings.equals(now)) {
        callOff();
        if (!settings.organizationId().equals(now.organizationId())) {
          inventory = null;
          problem = null;
          schedule = RoleSchedule.NEW;
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
  private final Consumer<String> finished;
  private final Map<String, Board> boards = new ConcurrentHashMap<>();
  /** Organizations that are being read. */
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  /** {@code finished} is told the connection's name when a reading has ended. */
  public Sweeps(
      AwsGateway aws,
      ServiceCatalog catalog,
      InstantSource clock,
      ExecutorService workers,
      Telemetry telemetry,
      Consumer<String> finished) {
    this.aws = aws;
    this.catalog = catalog;
    this.clock = clock;
    this.workers = workers;
    this.telemetry = telemetry;
    this.finished = finished;
  }

  /** The connection's own pass: reads with these settings from now on, at once if something is due. */
  void connected(ConnectionSettings settings, Plan plan) {
    Board board = board(settings.name());
    synchronized (board) {
      board.take(settings);
      board.management = plan.managementAccountId();
      if (board.schedule.knowsNothing()) {
        plan.remembered().ifPresent(last -> remember(board, settings, last));
      }
      board.schedule = board.schedule.opened(plan.opened());
      if (plan.since().isAfter(Instant.MIN)) {
        board.schedule = board.schedule.wanting(plan.since());
      }
      start(board);
    }
  }

  private void remember(Board board, ConnectionSettings settings, RolesRemembered last) {
    board.schedule = board.schedule.remembering(last);
    telemetry.inventory(settings.name(), last.accounts(), last.unread(), last.scanned());
  }

  /**
   * The last inventory; does not wait for a newer one.
   *
   * @param wanted asks for one whose scan began then or later; empty if none will do
   */
  Fact<RoleInventory> inventory(ConnectionSettings settings, Optional<Instant> wanted) {
    Board board = board(settings.name());
    synchronized (board) {
      if (wanted.isPresent()) {
        board.schedule = board.schedule.wanting(wanted.get());
        start(board);
      }
      if (board.inventory != null
          && (board.settings == null || board.settings.organizationId().equals(settings.organizationId()))) {
        return Fact.known(board.inventory);
      }
      return Fact.unknown(board.problem == null ? NOT_YET : board.problem);
    }
  }

  /** The last inventory, if there is one in memory. */
  Optional<RoleInventory> inventory(ConnectionSettings settings) {
    return inventory(settings, Optional.empty()).toOptional();
  }

  /** Until something is due for a connection; a reading that runs wakes whoever waits. */
  Optional<Duration> untilDue(ConnectionSettings settings) {
    Board board = boards.get(settings.name());
    if (board == null) {
      return Optional.empty();
    }
    synchronized (board) {
      Instant now = clock.instant();
      return board.running == null && board.settings != null
          ? Optional.of(Duration.between(now, board.schedule.next(board.settings.roleInventoryInterval(), now)))
          : Optional.empty();
    }
  }

  /** The connection is gone, or reads no roles any more. */
  void forget(String connection) {
    Board board = boards.remove(connection);
    if (board != null) {
      synchronized (board) {
        board.callOff();
      }
    }
  }

  /** How many connections something is kept of. */
  int size() {
    return boards.size();
  }

  /** How many organizations are being read. */
  int busy() {
    return busy.size();
  }

  private Board board(String connection) {
    return boards.computeIfAbsent(connection, _ -> new Board());
  }

  private void start(Board board) {
    ConnectionSettings settings = board.settings;
    if (settings == null || board.running != null) {
      return;
    }
    Instant now = clock.instant();
    Work work = board.schedule.due(settings.roleInventoryInterval(), now);
    if (work == Work.NOTHING || !busy.add(settings.organizationId())) {
      return;
    }
    Sweep sweep = new Sweep(aws.access(settings), board.management, catalog, workers, now);
    board.running = sweep;
    try {
      workers.execute(() -> run(board, settings, sweep, work, now));
    } catch (RejectedExecutionException stopping) {
      ended(board, settings);
    }
  }

  private void run(Board board, ConnectionSettings settings, Sweep sweep, Work work, Instant begun) {
    try {
      if (work == Work.ALL) {
        Fact<RoleInventory> scanned = sweep.all(Optional.ofNullable(board.inventory));
        synchronized (board) {
          if (!sweep.calledOff()) {
            scanned.toOptional().ifPresent(inventory -> scanned(board, settings, inventory, begun));
            scanned.problem().ifPresent(failure -> notListed(board, settings, failure));
          }
        }
      } else {
        again(board, settings, sweep, work == Work.PASSING ? Trouble.PASSING : Trouble.REFUSED);
      }
    } catch (CancellationException calledOff) {
      LOG.info("The sweep over the accounts of {} was called off: the connection has changed", settings.name());
    } catch (RejectedExecutionException stopping) {
      LOG.debug("The sweep over the accounts of {} ends with the operator", settings.name());
    } catch (RuntimeException bug) {
      LOG.error("The sweep over the accounts of {} broke off", settings.name(), bug);
      synchronized (board) {
        notListed(board, settings, new Failure(Failure.Kind.UNAVAILABLE, "the sweep over the accounts"));
      }
    } finally {
      synchronized (board) {
        ended(board, settings);
      }
      wake(settings.organizationId());
    }
  }

  private void scanned(Board board, ConnectionSettings settings, RoleInventory inventory, Instant begun) {
    Instant now = clock.instant();
    board.inventory = inventory;
    board.problem = null;
    board.schedule = board.schedule.scanned(inventory, now, settings.name());
    telemetry.swept(settings.name(), Duration.between(begun, now));
    tell(settings, inventory);
  }

  /** It takes nothing away of what was seen before. */
  private void notListed(Board board, ConnectionSettings settings, Failure failure) {
    board.problem = failure;
    board.schedule = board.schedule.notListed(failure, clock.instant(), settings.name());
    LOG.warn("The accounts of {} could not be swept: {} ({})", settings.name(), failure.detail(), failure.reason());
  }

  private void again(Board board, ConnectionSettings settings, Sweep sweep, Trouble trouble) {
    RoleInventory before;
    int round;
    synchronized (board) {
      before = board.inventory;
      RoleSchedule.Wait wait = board.schedule.again().get(trouble);
      round = wait == null ? 0 : wait.failures();
    }
    if (before == null) {
      return;
    }
    RoleInventory after = sweep.again(before, trouble == Trouble.PASSING, round);
    synchronized (board) {
      if (!sweep.calledOff()) {
        board.inventory = after;
        board.schedule = board.schedule.tried(trouble, after, clock.instant(), settings.name());
        tell(settings, after);
      }
    }
  }

  private void tell(ConnectionSettings settings, RoleInventory inventory) {
    telemetry.inventory(
        settings.name(), inventory.accounts().size(), inventory.unreadCount(), inventory.begun());
  }

  /** Also those that waited for their turn with the same organization. */
  private void wake(String organization) {
    for (Map.Entry<String, Board> each : boards.entrySet()) {
      ConnectionSettings settings;
      synchronized (each.getValue()) {
        settings = each.getValue().settings;
      }
      if (settings != null && settings.organizationId().equals(organization)) {
        finished.accept(each.getKey());
      }
    }
  }

  private void ended(Board board, ConnectionSettings settings) {
    board.running = null;
    busy.remove(settings.organizationId());
  }
}
