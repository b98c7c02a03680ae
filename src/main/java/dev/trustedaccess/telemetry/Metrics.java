package dev.trustedaccess.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.port.Telemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Records metrics with Micrometer. Labels are connections, principals, kinds and reasons, all bounded by what is
 * declared; no label holds an account, a request or a uid. Only who made the newest change by others is a label too, in
 * one series for each declaration, because an alert can name nothing else.
 */
public final class Metrics implements Telemetry {
  private static final String ORGANIZATION = "organization";
  private static final String PRINCIPAL = "principal";
  private static final String REASON = "reason";
  private static final String RESULT = "result";
  private static final String ACCEPTED = "Accepted";

  private final MeterRegistry registry;
  /** Identifies a gauge that this class sets. */
  private record Series(MeterName meter, Tags tags) {
    boolean has(Tags wanted) {
      return wanted.stream().allMatch(tags.stream().toList()::contains);
    }

    Meter.Id id() {
      return new Meter.Id(meter.id(), tags, null, null, Meter.Type.GAUGE);
    }
  }

  private final Map<Series, AtomicLong> gauges = new ConcurrentHashMap<>();
  private boolean onStandby;

  public Metrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Exports whether this process is the leader. */
  public void leading(BooleanSupplier leads) {
    Gauge.builder(MeterName.LEADING.id(), () -> leads.getAsBoolean() ? 1 : 0)
        .description(MeterName.LEADING.meaning())
        .register(registry);
  }

  /**
   * On standby, removes all gauges and ignores new values, because another process now reports them. Counters stay.
   *
   * @param standby true: go on standby; false: record gauges again
   */
  public synchronized void standBy(boolean standby) {
    onStandby = standby;
    if (standby) {
      List.copyOf(gauges.keySet()).forEach(series -> remove(series.id()));
    }
  }

  @Override
  public void changed(String connection, Change.Kind kind, Optional<Reason> failure) {
    changes(connection, kind, failure.map(Reason::apiName).orElse(ACCEPTED)).increment();
  }

  @Override
  public void driftCorrected(String connection, String principal) {
    driftCorrections(connection, principal).increment();
  }

  @Override
  public void snapshotRead(String connection, Duration took, Optional<Reason> failure, int missedInARow) {
    time(
        MeterName.SNAPSHOT_DURATION,
        Tags.of(ORGANIZATION, connection, RESULT, failure.map(Reason::apiName).orElse("Seen")),
        took);
    gauge(MeterName.MISSED_SNAPSHOTS, Tags.of(ORGANIZATION, connection), missedInARow);
  }

  @Override
  public void principals(String connection, int enabled, int undeclared) {
    gauge(MeterName.ENABLED_PRINCIPALS, Tags.of(ORGANIZATION, connection), enabled);
    gauge(MeterName.UNDECLARED_PRINCIPALS, Tags.of(ORGANIZATION, connection), undeclared);
  }

  @Override
  public void scanned(String connection, Duration took) {
    time(MeterName.SCAN_DURATION, Tags.of(ORGANIZATION, connection), took);
  }

  @Override
  public void inventory(String connection, int accounts, int unread, Instant read) {
    Tags tags = Tags.of(ORGANIZATION, connection);
    gauge(MeterName.SCANNED_ACCOUNTS, tags, accounts);
    gauge(MeterName.UNREAD_ACCOUNTS, tags, unread);
    gauge(MeterName.SCAN_TIME, tags, read.getEpochSecond());
  }

  @Override
  public void connected(String connection, boolean ready, boolean stalled, String reason) {
    Tags tags = Tags.of(ORGANIZATION, connection);
    gauge(MeterName.CONNECTION_READY, tags, ready ? 1 : 0);
    gauge(MeterName.CONNECTION_STALLED, tags, stalled ? 1 : 0);
    reason(MeterName.CONNECTION_REASON, tags, reason);
    for (Change.Kind kind : Change.Kind.values()) {
      changes(connection, kind, ACCEPTED);
    }
  }

  @Override
  public void assessed(
      String connection, String principal, boolean ready, boolean stalled, boolean deleting, String reason) {
    Tags tags = Tags.of(ORGANIZATION, connection, PRINCIPAL, principal);
    gauge(MeterName.DECLARATION_READY, tags, ready ? 1 : 0);
    gauge(MeterName.DECLARATION_STALLED, tags, stalled ? 1 : 0);
    gauge(MeterName.DECLARATION_DELETING, tags, deleting ? 1 : 0);
    reason(MeterName.DECLARATION_REASON, tags, reason);
    driftCorrections(connection, principal);
  }

  private void reason(MeterName meter, Tags tags, String reason) {
    only(meter, tags, Tags.of(REASON, reason), 1);
  }

  @Override
  public void changedByOthers(String connection, String principal, ChangeByOthers change) {
    change.author()
        .ifPresent(author -> only(
            MeterName.CHANGED_BY_OTHERS, Tags.of(ORGANIZATION, connection, PRINCIPAL, principal),
            Tags.of("change", change.inWords(), "by", author.principalArn(), "event", author.eventId(), "time",
                author.time().toString()),
            author.time().getEpochSecond()));
  }

  /** Keeps one series per object: removes the series with other tags than {@code more}. */
  private void only(MeterName meter, Tags tags, Tags more, long value) {
    List<Series> before = gauges.keySet()
        .stream()
        .filter(series -> series.meter() == meter && series.has(tags) && !series.has(more))
        .toList();
    before.forEach(series -> remove(series.id()));
    gauge(meter, tags.and(more), value);
  }

  @Override
  public void forgotten(String connection, Optional<String> principal) {
    registry.getMeters()
        .stream()
        .map(Meter::getId)
        .filter(id -> MeterName.isOurs(id.getName()))
        .filter(id -> connection.equals(id.getTag(ORGANIZATION)))
        .filter(id -> principal.equals(Optional.ofNullable(id.getTag(PRINCIPAL))))
        .toList()
        .forEach(this::remove);
  }

  private void remove(Meter.Id id) {
    gauges.keySet().removeIf(series -> series.id().equals(id));
    registry.remove(id);
  }

  private Counter changes(String connection, Change.Kind kind, String result) {
    return counter(
        MeterName.CHANGES,
        Tags.of(ORGANIZATION, connection, "action", kind.name().toLowerCase(Locale.ROOT), RESULT, result));
  }

  private Counter driftCorrections(String connection, String principal) {
    return counter(MeterName.DRIFT_CORRECTIONS, Tags.of(ORGANIZATION, connection, PRINCIPAL, principal));
  }

  /** Registers the counter at 0 on first use: Prometheus sees no increase in a series that begins at 1. */
  private Counter counter(MeterName meter, Tags tags) {
    return Counter.builder(meter.id()).description(meter.meaning()).tags(tags).register(registry);
  }

  private void time(MeterName meter, Tags tags, Duration took) {
    Timer.builder(meter.id()).description(meter.meaning()).tags(tags).register(registry).record(took);
  }

  private synchronized void gauge(MeterName meter, Tags tags, long value) {
    if (onStandby) {
      return;
    }
    gauges.computeIfAbsent(new Series(meter, tags), series -> {
      AtomicLong holder = new AtomicLong();
      Gauge.builder(meter.id(), holder, AtomicLong::doubleValue)
          .description(meter.meaning())
          .tags(tags)
          .strongReference(true)
          .register(registry);
      return holder;
    }).set(value);
  }
}
