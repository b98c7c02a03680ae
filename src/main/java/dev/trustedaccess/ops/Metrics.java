package dev.trustedaccess.ops;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

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
  private final Map<Meter.Id, AtomicLong> gauges = new ConcurrentHashMap<>();

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
    remove(id -> id.getName().equals(PREFIX + "declaration_reason") && has(id, tags)
        && !reason.equals(id.getTag("reason")));
  }

  @Override
  public void forgotten(String connection, Optional<String> principal) {
    Tags tags = principal.map(name -> Tags.of("organization", connection, "principal", name))
        .orElseGet(() -> Tags.of("organization", connection));
    remove(id -> has(id, tags));
  }

  private static boolean has(Meter.Id id, Tags tags) {
    return tags.stream().allMatch(tag -> tag.getValue().equals(id.getTag(tag.getKey())));
  }

  private void remove(java.util.function.Predicate<Meter.Id> which) {
    List<Meter.Id> gone = gauges.keySet().stream().filter(which).toList();
    gone.forEach(id -> {
      gauges.remove(id);
      registry.remove(id);
    });
  }

  private void gauge(String name, Tags tags, long value) {
    AtomicLong holder = new AtomicLong(value);
    Gauge candidate = Gauge.builder(PREFIX + name, () -> value(PREFIX + name, tags)).tags(tags).register(registry);
    AtomicLong known = gauges.putIfAbsent(candidate.getId(), holder);
    if (known != null) {
      known.set(value);
    }
  }

  private double value(String name, Tags tags) {
    AtomicLong held = gauges.get(new Meter.Id(name, tags, null, null, Meter.Type.GAUGE));
    return held == null ? Double.NaN : held.doubleValue();
  }
}
