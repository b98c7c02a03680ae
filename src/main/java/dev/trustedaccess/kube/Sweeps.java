package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import dev.trustedaccess.domain.Account;
import dev.trustedaccess.domain.Backoff;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.RoleId;
import dev.trustedaccess.domain.RoleInventory;
import dev.trustedaccess.domain.ServiceCatalog;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps over the accounts' roles, in the background, one at a time for an organization, shared by all declarations: one
 * ListRoles page an account. Due once an interval, and 2, 10 and 30 minutes after access was opened, since services make
 * their roles late.
 */
public final class Sweeps {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);
  private static final List<Duration> AFTER_ENABLING = List.of(Duration.ofMinutes(2), Duration.ofMinutes(10),
      Duration.ofMinutes(30));
  /** Accounts read side by side: enough to hide STS's and IAM's latency, few enough for any host. */
  private static final int WIDTH = 8;
  private static final Failure NOT_YET = new Failure(Failure.Kind.NOT_SENT, "the sweep over the accounts");

  /** One connection's newest inventory; changed settings begin anew. */
  private static final class Board {
    private final ConnectionSettings settings;
    private volatile Fact<RoleInventory> last = Fact.unknown(NOT_YET);
    private Instant begun = Instant.MIN;
    private int failures;
    private Duration retry = Duration.ZERO;
    private boolean running;
    private List<Instant> extra = List.of();

    Board(ConnectionSettings settings) {
      this.settings = settings;
    }
  }

  private final AwsGateway aws;
  private final ServiceCatalog catalog;
  private final InstantSource clock;
  private final ExecutorService workers;
  private final Telemetry telemetry;
  private final Consumer<String> finished;
  private final Map<String, Board> boards = new ConcurrentHashMap<>();

  /** {@code finished} is told the connection's name when a sweep has ended. */
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

  /** The last inventory; starts a sweep if one is due, and does not wait for it. */
  Fact<RoleInventory> inventory(ConnectionSettings settings, String managementAccountId) {
    Board board = board(settings);
    Instant now = clock.instant();
    synchronized (board) {
      if (!board.running && due(board, settings, now)) {
        board.running = true;
        board.begun = now;
        board.extra = board.extra.stream().filter(time -> time.isAfter(now)).toList();
        workers.execute(() -> run(settings, managementAccountId, board, now));
      }
    }
    return board.last;
  }

  private Board board(ConnectionSettings settings) {
    return boards.compute(
        settings.name(),
        (_, known) -> known != null && known.settings.equals(settings) ? known : new Board(settings));
  }

  private static boolean due(Board board, ConnectionSettings settings, Instant now) {
    return board.begun.equals(Instant.MIN)
        // The clock was set back.
        || board.begun.isAfter(now)
        || !now.isBefore(board.begun.plus(settings.roleInventoryInterval()))
        || (board.failures > 0 && !now.isBefore(board.begun.plus(board.retry)))
        || board.extra.stream().anyMatch(time -> !time.isAfter(now));
  }

  /** Access was opened at {@code time}: roles will come. */
  void expectRoles(ConnectionSettings settings, Instant time) {
    Board board = board(settings);
    synchronized (board) {
      board.extra = AFTER_ENABLING.stream().map(time::plus).toList();
    }
  }

  private void run(ConnectionSettings settings, String management, Board board, Instant begun) {
    try {
      note(board, sweep(settings, management, begun));
    } catch (RejectedExecutionException stopping) {
      LOG.debug("The sweep over the accounts of {} ends with the operator", settings.name());
    } catch (RuntimeException bug) {
      LOG.error("The sweep over the accounts of {} broke off", settings.name(), bug);
    } finally {
      synchronized (board) {
        board.running = false;
      }
      finished.accept(settings.name());
    }
  }

  /** A sweep that failed takes nothing away of what was seen before, and is repeated sooner than the next one is due. */
  private static void note(Board board, Fact<RoleInventory> swept) {
    synchronized (board) {
      Optional<Failure> problem = swept.problem();
      board.failures = problem.isPresent() ? board.failures + 1 : 0;
      problem.ifPresent(failure -> {
        board.retry = Backoff.retry(failure.passing(), board.failures, board.settings.name());
        LOG.warn("The accounts of {} could not be swept: {} ({})", board.settings.name(), failure.detail(),
            failure.reason());
      });
      if (problem.isEmpty() || board.last.toOptional().isEmpty()) {
        board.last = swept;
      }
    }
  }

  private Fact<RoleInventory> sweep(ConnectionSettings settings, String management, Instant begun) {
    OrganizationAccess access = aws.access(settings);
    return access.accounts().map(accounts -> {
      RoleInventory inventory = new RoleInventory(begun, accounts);
      int unread = fill(inventory, accounts, access, management);
      telemetry.swept(settings.name(), Duration.between(begun, clock.instant()), accounts.size(), unread);
      return inventory;
    });
  }

  /** Reads every active account; returns how many could not be read. */
  private int fill(RoleInventory inventory, List<Account> accounts, OrganizationAccess access, String management) {
    Semaphore width = new Semaphore(WIDTH);
    List<Future<Boolean>> reads = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      Account account = accounts.get(i);
      if (account.active()) {
        int index = i;
        width.acquireUninterruptibly();
        reads.add(workers.submit(() -> {
          try {
            return read(inventory, index, account.id(), access, management);
          } finally {
            width.release();
          }
        }));
      }
    }
    return (int) reads.stream().filter(read -> !succeeded(read)).count();
  }

  private static boolean succeeded(Future<Boolean> read) {
    try {
      return read.get();
    } catch (ExecutionException bug) {
      LOG.error("An account could not be swept", bug.getCause());
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean read(
      RoleInventory inventory, int index, String account, OrganizationAccess access, String management) {
    @Nullable
    Set<RoleId> roles = access.serviceLinkedRoles(account).toOptional().orElse(null);
    if (roles == null) {
      return false;
    }
    Set<RoleId> all = new HashSet<>(roles);
    if (account.equals(management)) {
      // ListRoles below /aws-service-role/ does not show these.
      catalog.ordinaryRoles()
          .stream()
          .filter(role -> access.hasRole(account, role.name()).toOptional().orElse(false))
          .forEach(all::add);
    }
    synchronized (inventory) {
      inventory.note(index, all);
    }
    return true;
  }
}
