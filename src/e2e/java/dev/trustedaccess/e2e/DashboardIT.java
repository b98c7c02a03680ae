package dev.trustedaccess.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.component.WithoutIntegration;
import dev.trustedaccess.dashboard.Answers;
import dev.trustedaccess.dashboard.Dashboard;
import dev.trustedaccess.dashboard.Picture;
import dev.trustedaccess.dashboard.Query;
import dev.trustedaccess.dashboard.Series;
import dev.trustedaccess.dashboard.Span;
import dev.trustedaccess.docs.Alerts;
import dev.trustedaccess.testbed.PrometheusServer;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard's queries, and the alerts that fire at once, on what Prometheus scraped of a run in which something
 * happens to each panel. With {@code -Ddashboard.write=true} it draws the dashboard anew for the documentation.
 */
@ExtendWith(SharedCluster.class)
class DashboardIT {
  private static final Duration SCRAPES = Duration.ofSeconds(1);
  private static final String DIRECTORIES = "ds.amazonaws.com";
  private static final String FMS = "fms.amazonaws.com";
  private static final String SIGN_ON = "sso.amazonaws.com";
  private static final String IN_ITS_CONSOLE = WithoutIntegration.Q_DEVELOPER;
  private static final String ACCOUNT_ACCESS = WithoutIntegration.ACCOUNT_ACCESS;
  private static final String LIST = "organizations:ListAWSServiceAccessForOrganization";
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";

  @Test
  void eachPanelShowsARunAndItsAlertsFire(RealApiServer server) throws IOException {
    Dashboard dashboard = Dashboard.ofChart();
    try (var live = new Live(server)) {
      live.organization().accounts(6).subList(0, 4).forEach(account -> account.role("trusted-access-read"));
      live.startOperator();
      try (var prometheus = PrometheusServer.start(live.address(), SCRAPES, Alerts.FILE)) {
        Instant from = Instant.now();
        declarationsComeOn(live);
        oneIsDisabledAndEnabledAgain(live, prometheus);
        somebodyEnablesWhatNobodyDeclared(live, prometheus);
        awsThrottles(live, prometheus);
        peopleDoTheirPartAndADeletionBegins(live);
        Live.await("alerts of what happened")
            .untilAsserted(() -> assertThat(firing(prometheus)).contains(
                "TrustedAccessDisabledByOthers", "TrustedAccessUndeclaredAppeared", "TrustedAccessDeletionBegun"));

        Answers answers = ask(prometheus, dashboard, new Span(from, Instant.now(), SCRAPES));
        assertThat(dashboard.panels()).hasSizeGreaterThan(8)
            .allSatisfy(panel -> assertThat(panel.queries()).isNotEmpty()
                .allSatisfy(query -> assertThat(answers.byQuery().getOrDefault(query, List.of()))
                    .as("%s: %s", panel.title(), query.expression())
                    .anySatisfy(series -> assertThat(series.highest()).isPositive())));
        if (Boolean.getBoolean("dashboard.write")) {
          Files.writeString(Dashboard.PICTURE, Picture.of(dashboard, answers));
        }
      }
    }
  }

  private static void declarationsComeOn(Live live) {
    live.kubectl("apply", "-f", Live.EXAMPLES);
    live.hurry("15m");
    live.patch(OrganizationConnection.class, "default", "{\"spec\":{\"roleInventoryInterval\":\"20s\"}}");
    live.declare(IN_ITS_CONSOLE);
    live.awaitReady(DIRECTORIES, "True Ready");
    live.awaitReady(FMS, "True Ready");
    live.awaitReady(IN_ITS_CONSOLE, "False ServiceApiRequired");
    live.awaitAnotherSnapshot();
  }

  private static void oneIsDisabledAndEnabledAgain(Live live, PrometheusServer prometheus) {
    live.organization().disableAccess(DIRECTORIES);
    awaitScraped(prometheus, "trusted_access_drift_corrections_total{principal=\"" + DIRECTORIES + "\"} == 1");
    live.awaitReady(DIRECTORIES, "True Ready");
  }

  private static void somebodyEnablesWhatNobodyDeclared(Live live, PrometheusServer prometheus) {
    live.organization().enableAccess("guardduty.amazonaws.com");
    awaitScraped(prometheus, "trusted_access_undeclared_principals == 1");
    live.awaitAnotherSnapshot();
  }

  private static void awsThrottles(Live live, PrometheusServer prometheus) {
    live.aws().faults().calls(1, 2, ENABLE).about(ACCOUNT_ACCESS).fail("TooManyRequestsException", 400);
    live.declare(ACCOUNT_ACCESS);
    live.awaitReady(ACCOUNT_ACCESS, "True Ready");
    live.aws().faults().every(LIST).fail("TooManyRequestsException", 400);
    awaitScraped(prometheus, "trusted_access_missed_snapshots >= 3 and trusted_access_connection_ready == 0");
    live.aws().faults().clear();
    awaitScraped(prometheus, "trusted_access_missed_snapshots == 0 and trusted_access_connection_ready == 1");
  }

  private static void peopleDoTheirPartAndADeletionBegins(Live live) {
    live.everythingToWaitForIsThere();
    live.awaitReady(SIGN_ON, "True Ready");
    live.delete(SIGN_ON);
    live.awaitReady(SIGN_ON, "False DeletionHeld");
    live.awaitAnotherSnapshot();
  }

  /** What Prometheus has not seen cannot be shown. */
  private static void awaitScraped(PrometheusServer prometheus, String promql) {
    Live.await(promql).until(() -> !prometheus.ask("query", Map.of("query", promql)).path("result").isEmpty());
  }

  private static List<String> firing(PrometheusServer prometheus) {
    return StreamSupport.stream(prometheus.ask("alerts", Map.of()).path("alerts").spliterator(), false)
        .filter(alert -> alert.path("state").asText().equals("firing"))
        .map(alert -> alert.at("/labels/alertname").asText())
        .toList();
  }

  private static Answers ask(PrometheusServer prometheus, Dashboard dashboard, Span span) {
    Map<Query, List<Series>> answers = new LinkedHashMap<>();
    dashboard.panels().stream().flatMap(panel -> panel.queries().stream()).forEach(query -> {
      String promql = query.promql(SCRAPES, span);
      String to = String.valueOf(span.to().getEpochSecond());
      var answer = query.instant()
          ? prometheus.ask("query", Map.of("query", promql, "time", to))
          : prometheus.ask("query_range", Map.of(
              "query", promql, "end", to, "start", String.valueOf(span.from().getEpochSecond()),
              "step", String.valueOf(span.step().toSeconds())));
      answers.put(query, Series.of(answer.path("result")));
    });
    return new Answers(span, answers);
  }
}
