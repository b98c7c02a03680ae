package dev.trustedaccess.kube;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.plan.Backoff;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * One organization snapshot for all. Everyone who needs the organization's state shares the newest snapshot that is
 * recent enough, and those who wait for a new one wait for the same one. A failed snapshot is also one value that
 * everyone sees.
 */
public final class OrganizationSnapshots {
  /**
   * A snapshot as everyone sees it.
   *
   * @param begun when it began, by our clock, even if it failed
   * @param missed consecutive failed snapshots, including this one
   * @param reachedSince when the first successful snapshot after failed ones began; empty if none has failed
   * @param previousSnapshot the previous successful snapshot
   */
  record SnapshotRead(
      Instant begun, Fact<OrganizationSnapshot> snapshot, int missed, Optional<Instant> reachedSince,
      Optional<OrganizationSnapshot> previousSnapshot) {
    /** The newest successful snapshot, this one or the previous one. */
    private Optional<OrganizationSnapshot> newest() {
      return snapshot.toOptional().or(() -> previousSnapshot);
    }
  }

  /** One connection's newest snapshot; another connection of the same name, or changed settings, start a new entry. */
  private static final class Board {
    private final ConnectionSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SnapshotRead last;

    Board(ConnectionSettings settings) {
      this.settings = settings;
    }
  }

  private final AwsGateway aws;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final Map<String, Board> boards = new ConcurrentHashMap<>();

  public OrganizationSnapshots(AwsGateway aws, InstantSource clock, Telemetry telemetry) {
    this.aws = aws;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /**
   * The newest snapshot if it began at {@code notBefore} or later and is not older than the observe interval, otherwise
   * a new one. A caller that asked before it became too old still gets it: a snapshot can take longer than a short
   * interval, and all who waited for it share it.
   */
  SnapshotRead snapshot(ConnectionSettings settings, Instant notBefore) {
    Board board = board(settings);
    Instant requestedAt = clock.instant();
    board.lock.lock();
    try {
      SnapshotRead last = board.last;
      if (last == null || last.begun().isBefore(notBefore) || outdated(settings, last, requestedAt)) {
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

  /** Forgets a deleted connection: its snapshots and its sessions. */
  void forget(String connection) {
    Board board = boards.remove(connection);
    if (board != null) {
      aws.forget(board.settings);
    }
  }

  /** Number of connections with stored state. */
  int size() {
    return boards.size();
  }

  private static boolean outdated(ConnectionSettings settings, SnapshotRead last, Instant requestedAt) {
    Duration age = Duration.between(last.begun(), requestedAt);
    Duration longest = settings.observeInterval();
    if (last.missed() > 0) {
      Duration retry = Backoff.retry(true, last.missed(), settings.name()).dividedBy(2);
      longest = retry.compareTo(longest) < 0 ? retry : longest;
    }
    return age.compareTo(longest) >= 0;
  }

  private SnapshotRead take(ConnectionSettings settings, @Nullable SnapshotRead before) {
    Instant begun = clock.instant();
    Fact<OrganizationSnapshot> snapshot = aws.access(settings).snapshot();
    Optional<Failure> problem = snapshot.problem();
    int missedBefore = before == null ? 0 : before.missed();
    int missed = problem.isPresent() ? missedBefore + 1 : 0;
    Optional<Instant> reachedSince = problem.isEmpty() && missedBefore > 0
        ? Optional.of(begun)
        : Optional.ofNullable(before).flatMap(SnapshotRead::reachedSince);
    telemetry.snapshotRead(settings.name(), Duration.between(begun, clock.instant()), problem.map(Failure::reason),
        missed);
    return new SnapshotRead(
        begun, snapshot, missed, reachedSince, Optional.ofNullable(before).flatMap(SnapshotRead::newest));
  }
}
