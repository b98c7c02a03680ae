package dev.trustedaccess.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import dev.trustedaccess.domain.Change;
import dev.trustedaccess.domain.Reason;
import dev.trustedaccess.kube.Telemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Counts and times with Micrometer. Labels are connections, principals, kinds and reasons: all bounded by what is declared;
 * nothing carries an account, a request or a uid.
 */
public final class Metrics implements Telemetry {
  private static final String ORGANIZATION = "organization";
  private static final String PRINCIPAL = "principal";
  private static final String REASON = "reason";
  private static final String RESULT = "result";
  private static final String ACCEPTED = "Accepted";

  private final MeterRegistry registry;
  /** A gauge that we set. */
  private record Series(Figure figure, Tags tags) {
    boolean has(Tags wanted) {
      return wanted.stream().allMatch(tags.stream().toList()::contains);
    }

    Meter.Id id() {
      return new Meter.Id(figure.id(), tags, null, null, Meter.Type.GAUGE);
    }
  }

  private final Map<Series, AtomicLong> gauges = new ConcurrentHashMap<>();
  private boolean standsBy;

  public Metrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows whether this process is the one that does the work. */
  public void leading(BooleanSupplier leads) {
    Gauge.builder(Figure.LEADING.id(), () -> leads.getAsBoolean() ? 1 : 0)
        .description(Figure.LEADING.meaning())
        .register(registry);
  }

  /**
   * Takes away, and takes no more of, what this process last saw: another one sees on from here. Counters stay.
   *
   * @param stands by from now on, or works again
   */
  public synchronized void standBy(boolean stands) {
    standsBy = stands;
    if (stands) {
      List.copyOf(gauges.keySet()).forEach(series -> remove(series.id()));
    }
  }

  @Override
  public void changed(String connection, Change.Kind kind, Optional<Reason> failure) {
    changes(connection, kind, failure.map(Reason::name).orElse(ACCEPTED)).increment();
  }

  @Override
  public void driftCorrected(String connection, String principal) {
    driftCorrections(connection, principal).increment();
  }

  @Override
  public void looked(String connection, Duration took, Optional<Reason> failure, int missedInARow) {
    time(
        Figure.LOOK_DURATION,
        Tags.of(ORGANIZATION, connection, RESULT, failure.map(Reason::name).orElse("Seen")),
        took);
    gauge(Figure.MISSED_LOOKS, Tags.of(ORGANIZATION, connection), missedInARow);
  }

  @Override
  public void principals(String connection, int enabled, int undeclared) {
    gauge(Figure.ENABLED_PRINCIPALS, Tags.of(ORGANIZATION, connection), enabled);
    gauge(Figure.UNDECLARED_PRINCIPALS, Tags.of(ORGANIZATION, connection), undeclared);
  }

  @Override
  public void swept(String connection, Duration took) {
    time(Figure.SWEEP_DURATION, Tags.of(ORGANIZATION, connection), took);
  }

  @Override
  public void inventory(String connection, int accounts, int unread, Instant read) {
    Tags tags = Tags.of(ORGANIZATION, connection);
    gauge(Figure.SWEPT_ACCOUNTS, tags, accounts);
    gauge(Figure.UNREAD_ACCOUNTS, tags, unread);
    gauge(Figure.SWEEP_TIME, tags, read.getEpochSecond());
  }

  @Override
  public void connected(String connection, boolean ready, boolean stalled, String reason) {
    Tags tags = Tags.of(ORGANIZATION, connection);
    gauge(Figure.CONNECTION_READY, tags, ready ? 1 : 0);
    gauge(Figure.CONNECTION_STALLED, tags, stalled ? 1 : 0);
    reason(Figure.CONNECTION_REASON, tags, reason);
    for (Change.Kind kind : Change.Kind.values()) {
      changes(connection, kind, ACCEPTED);
    }
  }

  @Override
  public void assessed(
      String connection, String principal, boolean ready, boolean stalled, boolean deleting, String reason) {
    Tags tags = Tags.of(ORGANIZATION, connection, PRINCIPAL, principal);
    gauge(Figure.DECLARATION_READY, tags, ready ? 1 : 0);
    gauge(Figure.DECLARATION_STALLED, tags, stalled ? 1 : 0);
    gauge(Figure.DECLARATION_DELETING, tags, deleting ? 1 : 0);
    reason(Figure.DECLARATION_REASON, tags, reason);
    driftCorrections(connection, principal);
  }

  /** One series an object: the reason it had before goes. */
  private void reason(Figure figure, Tags tags, String reason) {
    List<Series> before = gauges.keySet()
        .stream()
        .filter(series -> series.figure() == figure && series.has(tags) && !series.has(Tags.of(REASON, reason)))
        .toList();
    before.forEach(series -> remove(series.id()));
    gauge(figure, tags.and(REASON, reason), 1);
  }

  @Override
  public void forgotten(String connection, Optional<String> principal) {
    registry.getMeters()
        .stream()
        .map(Meter::getId)
        .filter(id -> Figure.isOurs(id.getName()))
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
        Figure.CHANGES,
        Tags.of(ORGANIZATION, connection, "action", kind.name().toLowerCase(Locale.ROOT), RESULT, result));
  }

  private Counter driftCorrections(String connection, String principal) {
    return counter(Figure.DRIFT_CORRECTIONS, Tags.of(ORGANIZATION, connection, PRINCIPAL, principal));
  }

  /** Shown as 0 from when it is first asked for: Prometheus sees no increase in what begins at 1. */
  private Counter counter(Figure figure, Tags tags) {
    return Counter.builder(figure.id()).description(figure.meaning()).tags(tags).register(registry);
  }

  private void time(Figure figure, Tags tags, Duration took) {
    Timer.builder(figure.id()).description(figure.meaning()).tags(tags).register(registry).record(took);
  }

  private synchronized void gauge(Figure figure, Tags tags, long value) {
    if (standsBy) {
      return;
    }
    gauges.computeIfAbsent(new Series(figure, tags), series -> {
      AtomicLong holder = new AtomicLong();
      Gauge.builder(figure.id(), holder, AtomicLong::doubleValue)
          .description(figure.meaning())
          .tags(tags)
          .strongReference(true)
          .register(registry);
      return holder;
    }).set(value);
  }
}
