package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import dev.trustedaccess.domain.Backoff;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.Fact;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.Look;
import dev.trustedaccess.port.AwsGateway;
import org.jspecify.annotations.Nullable;

/**
 * One look for all: whoever needs the organization's state shares the newest look that is young enough, and those who wait
 * for a new one wait for the same. A failed look is one value seen by everyone too.
 */
public final class Looks {
  /**
   * A look as everybody sees it.
   *
   * @param begun when it began, by our clock, also if it failed
   * @param missed looks that failed in a row, this one included
   * @param reachedSince when the first good look after failed ones began; empty where none has failed
   * @param lookBefore the good look before it
   */
  record Looked(
      Instant begun, Fact<Look> look, int missed, Optional<Instant> reachedSince, Optional<Look> lookBefore) {
    /** The newest good look, this one or the one before. */
    private Optional<Look> newest() {
      return look.toOptional().or(() -> lookBefore);
    }
  }

  /** One connection's newest look; another connection of the same name, or changed settings, begin anew. */
  private static final class Board {
    private final ConnectionSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Looked last;

    Board(ConnectionSettings settings) {
      this.settings = settings;
    }
  }

  private final AwsGateway aws;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final Map<String, Board> boards = new ConcurrentHashMap<>();

  public Looks(AwsGateway aws, InstantSource clock, Telemetry telemetry) {
    this.aws = aws;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /**
   * The newest look, if it began at {@code notBefore} or later and is not older than the observe interval; else a new one. It
   * counts as young for whoever asked before it was old: a look can take longer than a short interval, and all who waited for
   * it share it.
   */
  Looked look(ConnectionSettings settings, Instant notBefore) {
    Board board = board(settings);
    Instant asked = clock.instant();
    board.lock.lock();
    try {
      Looked last = board.last;
      if (last == null || last.begun().isBefore(notBefore) || outdated(settings, last, asked)) {
        last = take(settings, last);
        board.last = last;
      }
      return last;
    } finally {
      board.lock.unlock();
    }
  }

  private Board board(ConnectionSettings settings) {
    return boards.compute(settings.name(), (_, known) -> {
      if (known != null && known.settings.equals(settings)) {
        return known;
      }
      if (known != null) {
        aws.forget(known.settings);
      }
      return new Board(settings);
    });
  }

  /** The connection is gone: what was seen through it is forgotten, and so are the sessions that it took. */
  void forget(String connection) {
    Board board = boards.remove(connection);
    if (board != null) {
      aws.forget(board.settings);
    }
  }

  /** How many connections something is kept of. */
  int size() {
    return boards.size();
  }

  private static boolean outdated(ConnectionSettings settings, Looked last, Instant asked) {
    Duration age = Duration.between(last.begun(), asked);
    Duration longest = settings.observeInterval();
    if (last.missed() > 0) {
      Duration retry = Backoff.retry(true, last.missed(), settings.name()).dividedBy(2);
      longest = retry.compareTo(longest) < 0 ? retry : longest;
    }
    return age.compareTo(longest) >= 0;
  }

  private Looked take(ConnectionSettings settings, @Nullable Looked before) {
    Instant begun = clock.instant();
    Fact<Look> look = aws.access(settings).look();
    Optional<Failure> problem = look.problem();
    int missedBefore = before == null ? 0 : before.missed();
    int missed = problem.isPresent() ? missedBefore + 1 : 0;
    Optional<Instant> reachedSince = problem.isEmpty() && missedBefore > 0
        ? Optional.of(begun)
        : Optional.ofNullable(before).flatMap(Looked::reachedSince);
    telemetry.looked(settings.name(), Duration.between(begun, clock.instant()), problem.map(Failure::reason), missed);
    return new Looked(
        begun, look, missed, reachedSince, Optional.ofNullable(before).flatMap(Looked::newest));
  }
}
