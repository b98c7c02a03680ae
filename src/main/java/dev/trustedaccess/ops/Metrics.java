package dev.trustedaccess.ops;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import dev.trustedaccess.domain.Change;
import dev.trustedaccess.domain.Reason;
import dev.trustedaccess.kube.Telemetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Counts and times with Micrometer. Labels are connections, principals, kinds and reasons: all bounded by what is declared;
 * nothing carries an account, a request or a uid.
 */
public final class Metrics implements Telemetry {
  private static final String PREFIX = "trusted_access_";

  private final MeterRegistry registry;
  /** A gauge that we set. */
  private record Series(String name, Tags tags) {
    boolean has(Tags wanted) {
      return wanted.stream().allMatch(tags.stream().toList()::contains);
    }
  }

  private final Map<Series, AtomicLong> gauges = new ConcurrentHashMap<>();

  public Metrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void changed(String connection, Change.Kind kind, Optional<Reason> failure) {
    registry.counter(
        PREFIX + "changes",
        "organization", connection, "action", kind.name().toLowerCase(Locale.ROOT), "result",
        failure.map(Reason::name).orElse("Accepted")).increment();
  }

  @Override
  public void driftCorrected(String connection, String principal) {
    registry.counter(PREFIX + "drift_corrections", "organization", connection, "principal", principal).increment();
  }

  @Override
  public void looked(String connection, Duration took, Optional<Reason> failure, int missedInARow) {
    registry.timer(
        PREFIX + "look_duration", "organization", connection, "result", failure.map(Reason::name).orElse("Seen"))
        .record(took);
    gauge("missed_looks", Tags.of("organization", connection), missedInARow);
  }

  @Override
  public void principals(String connection, int enabled, int undeclared) {
    gauge("enabled_principals", Tags.of("organization", connection), enabled);
    gauge("undeclared_principals", Tags.of("organization", connection), undeclared);
  }

  @Override
  public void swept(String connection, Duration took, int accounts, int unread) {
    registry.timer(PREFIX + "sweep_duration", "organization", connection).record(took);
    gauge("swept_accounts", Tags.of("organization", connection), accounts);
    gauge("unread_accounts", Tags.of("organization", connection), unread);
    gauge("sweep_time_seconds", Tags.of("organization", connection), registry.config().clock().wallTime() / 1000);
  }

  @Override
  public void assessed(
      String connection, String principal, boolean ready, boolean stalled, boolean deleting, String reason) {
    Tags tags = Tags.of("organization", connection, "principal", principal);
    gauge("declaration_ready", tags, ready ? 1 : 0);
    gauge("declaration_stalled", tags, stalled ? 1 : 0);
    gauge("declaration_deleting", tags, deleting ? 1 : 0);
    forgetReasons(tags, reason);
    gauge("declaration_reason", tags.and("reason", reason), 1);
  }

  /** One series a declaration: the reason it had before goes. */
  private void forgetReasons(Tags tags, String reason) {
    remove(series -> series.name().equals(PREFIX + "declaration_reason") && series.has(tags)
        && !series.has(Tags.of("reason", reason)));
  }

  @Override
  public void forgotten(String connection, Optional<String> principal) {
    registry.getMeters()
        .stream()
        .map(Meter::getId)
        .filter(id -> id.getName().startsWith(PREFIX))
        .filter(id -> connection.equals(id.getTag("organization")))
        .filter(id -> principal.equals(Optional.ofNullable(id.getTag("principal"))))
        .toList()
        .forEach(this::remove);
  }

  private void remove(Meter.Id id) {
    gauges.remove(new Series(id.getName(), Tags.of(id.getTags())));
    registry.remove(id);
  }

  private void remove(Predicate<Series> which) {
    List<Series> gone = gauges.keySet().stream().filter(which).toList();
    gone.forEach(series -> remove(new Meter.Id(series.name(), series.tags(), null, null, Meter.Type.GAUGE)));
  }

  private void gauge(String name, Tags tags, long value) {
    gauges.computeIfAbsent(new Series(PREFIX + name, tags), series -> {
      AtomicLong holder = new AtomicLong();
      Gauge.builder(series.name(), holder, AtomicLong::doubleValue)
          .tags(series.tags())
          .strongReference(true)
          .register(registry);
      return holder;
    }).set(value);
  }
}
