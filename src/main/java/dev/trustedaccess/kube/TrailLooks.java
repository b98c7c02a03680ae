package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.TrailEvent;
import dev.trustedaccess.domain.organization.TrailLookup;
import dev.trustedaccess.domain.plan.TrailSearch;
import dev.trustedaccess.mapping.Notice;
import dev.trustedaccess.port.AwsGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at CloudTrail's event history, for all searches of a connection together: in the background, at most once in an
 * interval, and only while a search is due. No pass waits for a look.
 */
public final class TrailLooks {
  private static final Logger LOG = LoggerFactory.getLogger(TrailLooks.class);

  /** A declaration that searches, by its name. */
  private record Open(String name, TrailSearch search) {}

  /**
   * A look that succeeded.
   *
   * @param begun when it began, by AWS's clock
   */
  private record Look(
      Instant begun, Set<TrailLookup> lookups, Instant from, Instant until, List<TrailEvent> events) {
    boolean answers(TrailSearch search) {
      return lookups.containsAll(search.lookups()) && !from.isAfter(search.from()) && !until.isBefore(search.until())
          && !begun.isBefore(search.due());
    }
  }

  /** The searches of one connection; guarded by its own monitor. */
  private static final class Board {
    private final ConnectionSettings settings;
    /** By the declaration's uid. */
    private final Map<String, Open> open = new HashMap<>();
    private @Nullable Look last;
    private boolean running;
    private Instant notBefore = Instant.MIN;
    private boolean said;
    private @Nullable Notice unsaid;

    Board(ConnectionSettings settings) {
      this.settings = settings;
    }
  }

  private final AwsGateway aws;
  private final InstantSource clock;
  private final ExecutorService workers;
  private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, Board> boards = new ConcurrentHashMap<>();

  public TrailLooks(AwsGateway aws, InstantSource clock, ExecutorService workers) {
    this.aws = aws;
    this.clock = clock;
    this.workers = workers;
  }

  /** {@code listener} receives the names of the declarations that search each time that a look has ended. */
  public void whenLooked(Consumer<Set<String>> listener) {
    listeners.add(listener);
  }

  /** How often a connection's event history is looked at. */
  static Duration interval(ConnectionSettings settings) {
    return settings.observeInterval().compareTo(Timing.TRAIL_INTERVAL) < 0
        ? settings.observeInterval()
        : Timing.TRAIL_INTERVAL;
  }

  /**
   * What is known of the change by the last look; starts a look in the background if one is due.
   *
   * @param awsNow the time by AWS's clock, by which changes and events are dated; ours may differ by minutes
   */
  ChangeByOthers known(ConnectionSettings settings, Declared declared, TrailSearch search, Instant awsNow) {
    Board board = boards.compute(settings.name(),
        (_, before) -> before != null && before.settings.equals(settings) ? before : new Board(settings));
    synchronized (board) {
      Look last = board.last;
      ChangeByOthers known = last != null && last.answers(search)
          ? search.answered(last.events(), last.begun())
          : search.unanswered(awsNow);
      if (known.ended() || (known.author().isPresent() && awsNow.isBefore(search.due()))) {
        board.open.remove(declared.uid());
      } else {
        board.open.put(declared.uid(), new Open(declared.name(), search));
        start(board, awsNow);
      }
      return known;
    }
  }

  private void start(Board board, Instant awsNow) {
    List<TrailSearch> due = board.open.values()
        .stream()
        .map(Open::search)
        .filter(search -> !awsNow.isBefore(search.due()))
        .toList();
    Instant now = clock.instant();
    if (board.running || due.isEmpty() || now.isBefore(board.notBefore)) {
      return;
    }
    Set<TrailLookup> lookups = due.stream().flatMap(search -> search.lookups().stream()).collect(Collectors.toSet());
    Instant from = due.stream().map(TrailSearch::from).min(Instant::compareTo).orElseThrow();
    Instant until = due.stream().map(TrailSearch::until).max(Instant::compareTo).orElseThrow();
    board.running = true;
    try {
      workers.execute(() -> look(board, now, awsNow, lookups, from, until));
    } catch (RejectedExecutionException stopping) {
      board.running = false;
    }
  }

  private void look(
      Board board, Instant now, Instant awsNow, Set<TrailLookup> lookups, Instant from, Instant until) {
    Fact<List<TrailEvent>> events = Fact.unknown(new Failure(Failure.Kind.NOT_SENT, "cloudtrail:LookupEvents"));
    try {
      events = aws.access(board.settings).trailEvents(lookups, from, until);
    } finally {
      ended(
          board, now, new Look(awsNow, lookups, from, until, events.toOptional().orElse(List.of())), events.problem());
    }
  }

  private void ended(Board board, Instant begun, Look look, Optional<Failure> problem) {
    Set<String> names;
    synchronized (board) {
      board.running = false;
      boolean lasting = problem.filter(failure -> !failure.passing()).isPresent();
      board.notBefore = begun.plus(lasting ? Timing.STALLED_FIRST : interval(board.settings));
      if (problem.isEmpty()) {
        board.last = look;
        board.said = false;
      } else if (lasting && !board.said) {
        board.said = true;
        board.unsaid = denied(problem.get());
        LOG.warn("{}: {}", board.settings.name(), board.unsaid.message());
      } else {
        LOG.debug("{}: CloudTrail was not read: {}", board.settings.name(), problem.get().description());
      }
      names = new HashSet<>();
      board.open.values().forEach(one -> names.add(one.name()));
    }
    if (problem.isEmpty()) {
      listeners.forEach(listener -> listener.accept(names));
    }
  }

  private static Notice denied(Failure failure) {
    return new Notice(
        true, failure.reason().apiName(),
        "CloudTrail cannot be asked who made a change. " + failure.problem() + failure.description()
            + ". Grant cloudtrail:LookupEvents to the organizations role, or set spec.cloudTrail to None.");
  }

  /** What keeps a connection's event history from being read, once. */
  Optional<Notice> problem(String connection) {
    Board board = boards.get(connection);
    if (board == null) {
      return Optional.empty();
    }
    synchronized (board) {
      Optional<Notice> problem = Optional.ofNullable(board.unsaid);
      board.unsaid = null;
      return problem;
    }
  }

  /** Forgets a deleted connection. */
  void forget(String connection) {
    boards.remove(connection);
  }

  /** Forgets a deleted declaration. */
  void forget(String connection, String uid) {
    Board board = boards.get(connection);
    if (board != null) {
      synchronized (board) {
        board.open.remove(uid);
      }
    }
  }

  /** Number of connections with stored state. */
  int size() {
    return boards.size();
  }
}
