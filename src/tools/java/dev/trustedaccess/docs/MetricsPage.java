package dev.trustedaccess.docs;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.telemetry.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The page of the metrics, from a scrape that has each of them. */
final class MetricsPage {
  private MetricsPage() {}

  /** Every metric once. */
  static String scrape() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var metrics = new Metrics(registry);
    metrics.leading(() -> true);
    metrics.changed("default", Change.Kind.ENABLE, Optional.of(Reason.THROTTLED));
    metrics.driftCorrected("default", "ds.amazonaws.com");
    metrics.changedByOthers("default", "ds.amazonaws.com", ChangeByOthers
        .ofAccess(ChangeByOthers.Kind.DISABLE, Instant.EPOCH, Instant.EPOCH)
        .by(Optional.of(new ChangeByOthers.Author("anna", Instant.EPOCH, "event"))));
    metrics.snapshotRead("default", Duration.ofMillis(3), Optional.empty(), 0);
    metrics.principals("default", 3, 2);
    metrics.scanned("default", Duration.ofSeconds(1));
    metrics.inventory("default", 5, 0, Instant.EPOCH);
    metrics.connected("default", true, false, "Ready");
    metrics.assessed("default", "ds.amazonaws.com", true, false, false, "Ready");
    return registry.scrape();
  }

  static String text() {
    Map<String, String> meanings = new TreeMap<>();
    Map<String, String> types = new TreeMap<>();
    Map<String, Set<String>> labels = new TreeMap<>();
    scrape().lines().forEach(line -> {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        meanings.put(words[2], words[3]);
      } else if (line.startsWith("# TYPE ")) {
        types.put(words[2], words[3]);
      } else {
        String series = line.substring(0, line.lastIndexOf(' '));
        labels.merge(family(types, series.replaceAll("\\{.*", "")), names(series), (a, b) -> a);
      }
    });
    var page = new StringBuilder(
        """
            # Metrics

            Served at `/metrics` on the port `http`. Labels are connections (`organization`), principals, kinds of change and reasons. No
            label has an account, a request or a uid, except the caller in `trusted_access_changed_by_others_time_seconds`, which has one series for each
            declaration. A summary has `_count` and `_sum`; its `_max` is the longest time in the last minutes.

            | metric | type | labels | meaning |
            |---|---|---|---|
            """);
    types.forEach((name, type) -> page.append("| `%s` | %s | %s | %s |%n".formatted(
        name, type, labels.getOrDefault(name, Set.of())
            .stream()
            .map(label -> "`" + label + "`")
            .collect(
                Collectors.joining(", ")),
        meanings.get(name))));
    return page.toString();
  }

  private static String family(Map<String, String> types, String name) {
    return types.containsKey(name) ? name : name.replaceAll("_(count|sum)$", "");
  }

  private static Set<String> names(String series) {
    return series.contains("{")
        ? Arrays.stream(series.replaceAll(".*\\{|}.*", "").split("\",?"))
            .filter(pair -> pair.contains("="))
            .map(pair -> pair.substring(0, pair.indexOf('=')))
            .collect(Collectors.toCollection(LinkedHashSet::new))
        : Set.of();
  }
}
