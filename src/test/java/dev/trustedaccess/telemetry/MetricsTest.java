package dev.trustedaccess.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.organization.Reason;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsTest {
  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Metrics metrics = new Metrics(registry);

  @Test
  void aDeclarationHasOneReasonAtATime() {
    metrics.assessed("default", "ds.amazonaws.com", false, false, false, "Enabling");
    metrics.assessed("default", "ds.amazonaws.com", true, false, false, "Ready");
    assertThat(registry.scrape()).contains("reason=\"Ready\"").doesNotContain("reason=\"Enabling\"");
  }

  @Test
  void aProcessThatStandsByShowsNothingThatItSawBefore() {
    metrics.snapshotRead("default", Duration.ofMillis(3), Optional.of(Reason.THROTTLED), 3);
    metrics.assessed("default", "ds.amazonaws.com", true, false, false, "Ready");
    metrics.standBy(true);
    metrics.assessed("default", "ds.amazonaws.com", true, false, false, "Ready");
    assertThat(registry.scrape()).doesNotContain("declaration_ready", "missed_snapshots")
        .contains("drift_corrections_total");
    metrics.standBy(false);
    metrics.assessed("default", "ds.amazonaws.com", false, false, false, "Enabling");
    assertThat(registry.scrape()).containsPattern("declaration_ready\\{[^}]*} 0\\.0");
  }

  @Test
  void aDeclarationHasOneAuthorOfAChangeAtATime() {
    ChangeByOthers disabled = ChangeByOthers.ofAccess(ChangeByOthers.Kind.DISABLE, Instant.EPOCH, Instant.EPOCH);
    metrics.changedByOthers("default", "ds.amazonaws.com", disabled);
    assertThat(registry.scrape()).doesNotContain("changed_by_others");
    for (String caller : List.of("anna", "bert")) {
      metrics.changedByOthers("default", "ds.amazonaws.com", disabled.by(
          Optional.of(new ChangeByOthers.Author(caller, Instant.ofEpochSecond(7), "event of " + caller))));
    }
    assertThat(registry.scrape()).containsPattern("changed_by_others_time_seconds\\{[^}]*by=\"bert\"[^}]*} 7\\.0")
        .contains("change=\"Access was disabled\"", "event=\"event of bert\"", "time=\"1970-01-01T00:00:07Z\"")
        .doesNotContain("anna");
    metrics.forgotten("default", Optional.of("ds.amazonaws.com"));
    assertThat(registry.scrape()).doesNotContain("bert");
  }

  @Test
  void everySeriesOfADeclarationGoesWithIt() {
    metrics.assessed("default", "ds.amazonaws.com", true, false, false, "Ready");
    metrics.driftCorrected("default", "ds.amazonaws.com");
    metrics.assessed("default", "ram.amazonaws.com", true, false, false, "Ready");
    metrics.forgotten("default", Optional.of("ds.amazonaws.com"));
    assertThat(registry.scrape()).doesNotContain("ds.amazonaws.com").contains("ram.amazonaws.com");
  }

  @Test
  void aConnectionsSeriesGoWithItAndItsDeclarationsStay() {
    metrics.snapshotRead("default", Duration.ofMillis(3), Optional.empty(), 0);
    metrics.changed("default", Change.Kind.ENABLE, Optional.of(Reason.THROTTLED));
    metrics.scanned("default", Duration.ofSeconds(1));
    metrics.inventory("default", 5, 0, Instant.EPOCH);
    metrics.principals("default", 3, 2);
    metrics.snapshotRead("other", Duration.ofMillis(3), Optional.of(Reason.ACCESS_DENIED), 1);
    metrics.assessed("default", "ds.amazonaws.com", false, true, false, "ConnectionNotFound");
    metrics.forgotten("default", Optional.empty());
    assertThat(registry.scrape().lines().filter(line -> line.contains("organization=\"default\"")))
        .isNotEmpty()
        .allMatch(line -> line.contains("ds.amazonaws.com"));
    assertThat(registry.scrape()).contains("organization=\"other\"");
  }

  @Test
  void aSeriesThatComesBackCountsAnew() {
    metrics.assessed("default", "ds.amazonaws.com", true, false, false, "Ready");
    metrics.forgotten("default", Optional.of("ds.amazonaws.com"));
    metrics.assessed("default", "ds.amazonaws.com", false, false, false, "Enabling");
    assertThat(registry.scrape()).containsPattern("declaration_ready\\{[^}]*} 0\\.0");
  }

  /** A rise is seen only from a value that was scraped before it: a counter that begins at 1 never rose. */
  @Test
  void whatMayBeCountedStandsAtZeroBefore() {
    metrics.connected("default", true, false, "Ready");
    metrics.assessed("default", "ds.amazonaws.com", true, false, false, "Ready");
    assertThat(registry.scrape())
        .containsPattern("drift_corrections_total\\{[^}]*ds.amazonaws.com[^}]*} 0\\.0")
        .containsPattern("changes_total\\{action=\"enable\"[^}]*result=\"Accepted\"} 0\\.0")
        .containsPattern("changes_total\\{action=\"remove_owned_resource\"[^}]*result=\"Accepted\"} 0\\.0");
    metrics.driftCorrected("default", "ds.amazonaws.com");
    metrics.assessed("default", "ds.amazonaws.com", true, false, false, "Ready");
    assertThat(registry.scrape()).containsPattern("drift_corrections_total\\{[^}]*ds.amazonaws.com[^}]*} 1\\.0");
  }
}
