package dev.trustedaccess.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.docs.Alerts;
import dev.trustedaccess.docs.Alerts.Alert;
import dev.trustedaccess.simulator.SdkClients;
import dev.trustedaccess.states.Measured;
import dev.trustedaccess.states.Recorded;
import dev.trustedaccess.states.State;
import dev.trustedaccess.testbed.Binaries;
import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The alerts by Prometheus's own judgement, and the dashboard's queries, against what a running operator shows. */
@ExtendWith(SharedCluster.class)
class AlertsIT {
  private static final Path DASHBOARD = Path.of("helm/trusted-access-operator/files/dashboard.json");
  private static final Pattern OURS = Pattern.compile("trusted_access_\\w+");
  private static final Pattern DRIFT = Pattern.compile("trusted_access_drift_corrections_total\\{.*} [1-9]");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  /** How often a lasting state is evaluated: more often would be the same, and take minutes. */
  private static final String LASTING = "10m";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> ORGANIZATION = Map.of("organization", "default");
  private static final Map<String, String> FMS = Map.of("organization", "default", "principal", "fms.amazonaws.com");
  private static final Map<String, String> NAMED = and(
      and(and(and(FMS, "change", "Access was disabled"), "by", "arn:aws:iam::111122223333:user/anna"), "event", "one"),
      "time", "1970-01-01T00:00:01Z");

  /**
   * A course of a metric, as Prometheus's tests write it, a value a minute.
   *
   * @param at when it is evaluated
   */
  private record Case(
      String alert, String metric, Map<String, String> labels, String course, String at, boolean fires) {
    /** Where it stays the same. */
    String value() {
      return course.replaceAll("x.*", "");
    }
  }

  private static final List<Case> CASES = List.of(
      fires("OperatorDown", "up", Map.of("job", "trusted-access/trusted-access-operator"), "1x5 0x60", "40m"),
      quiet("OperatorDown", "up", Map.of("job", "trusted-access/trusted-access-operator"), "1x60", "40m"),
      fires("NoLeader", "trusted_access_leading", Map.of(), "1 0x60", "10m"),
      quiet("NoLeader", "trusted_access_leading", Map.of(), "0 1x60", "10m"),
      fires("OrganizationNotSeen", "trusted_access_missed_snapshots", ORGANIZATION, "3x60", "20m"),
      quiet("OrganizationNotSeen", "trusted_access_missed_snapshots", ORGANIZATION, "2x60", "20m"),
      fires("ConnectionStalled", "trusted_access_connection_stalled", ORGANIZATION, "1x60", "10m"),
      quiet("ConnectionStalled", "trusted_access_connection_stalled", ORGANIZATION, "1x2 0x60", "10m"),
      fires("Throttled", "trusted_access_snapshot_duration_seconds_count", and(ORGANIZATION, "result", "Throttled"),
          "0+1x60",
          "40m"),
      quiet("Throttled", "trusted_access_snapshot_duration_seconds_count", and(ORGANIZATION, "result", "Throttled"),
          "0 1x60",
          "40m"),
      quiet("Throttled", "trusted_access_snapshot_duration_seconds_count", and(ORGANIZATION, "result", "Seen"),
          "0+1x60",
          "40m"),
      fires("RoleInventoryTooOld", "trusted_access_role_inventory_scan_time_seconds", ORGANIZATION, "0x6000", "80h"),
      quiet("RoleInventoryTooOld", "trusted_access_role_inventory_scan_time_seconds", ORGANIZATION, "0+60x6000", "80h"),
      fires("UndeclaredAppeared", "trusted_access_undeclared_principals", ORGANIZATION, "2x30 3x60", "40m"),
      quiet("UndeclaredAppeared", "trusted_access_undeclared_principals", ORGANIZATION, "3x30 2x60", "40m"),
      fires("Stalled", "trusted_access_declaration_stalled", FMS, "1x60", "20m"),
      quiet("Stalled", "trusted_access_declaration_stalled", FMS, "1x10 0x50", "20m"),
      fires("NotReady", "trusted_access_declaration_ready", FMS, "0x200", "130m"),
      quiet("NotReady", "trusted_access_declaration_ready", FMS, "0x100 1x100", "130m"),
      fires("InitializationOverdue", "trusted_access_declaration_reason", and(FMS, "reason", "InitializationOverdue"),
          "1x60", "5m"),
      quiet("InitializationOverdue", "trusted_access_declaration_reason", and(FMS, "reason", "AwaitingInitialization"),
          "1x60", "5m"),
      fires("DisabledByOthers", "trusted_access_drift_corrections_total", FMS, "0 0 1x60", "5m"),
      quiet("DisabledByOthers", "trusted_access_drift_corrections_total", FMS, "1x60", "10m"),
      fires("ChangedByOthers", "trusted_access_changed_by_others_time_seconds", NAMED, "1x200", "5m"),
      quiet("ChangedByOthers", "trusted_access_changed_by_others_time_seconds", NAMED, "1x200", "90m"),
      fires("DriftContested", "trusted_access_declaration_reason", and(FMS, "reason", "DriftContested"), "1x60", "5m"),
      quiet("DriftContested", "trusted_access_declaration_reason", and(FMS, "reason", "DriftCorrected"), "1x60", "5m"),
      fires("ChangesRefused", "trusted_access_changes_total",
          and(and(ORGANIZATION, "action", "enable"), "result", "AccessDenied"), "0+1x60", "30m"),
      quiet("ChangesRefused", "trusted_access_changes_total",
          and(and(ORGANIZATION, "action", "enable"), "result", "Accepted"), "0+1x60", "30m"),
      fires("DeletionBegun", "trusted_access_declaration_deleting", FMS, "1x60", "1m"),
      fires("DeletionBegun", "trusted_access_declaration_deleting",
          Map.of("organization", "second", "principal", "fms.amazonaws.com"), "1x60", "1m"),
      quiet("DeletionBegun", "trusted_access_declaration_deleting", FMS, "1 0x60", "1m"),
      fires("DeletionWaits", "trusted_access_declaration_deleting", FMS, "1x1500", "24h10m"),
      quiet("DeletionWaits", "trusted_access_declaration_deleting", FMS, "1x1000 0x500", "24h10m"));

  @Test
  void eachFiresWhenItShouldAndNotOtherwise(@TempDir Path folder) throws IOException {
    Map<String, Alert> alerts = Alerts.all().stream().collect(Collectors.toMap(Alert::name, alert -> alert));
    for (boolean fires : List.of(true, false)) {
      assertThat(CASES.stream().filter(each -> each.fires() == fires).map(Case::alert).collect(Collectors.toSet()))
          .containsExactlyInAnyOrderElementsOf(alerts.keySet());
    }
    promtool("check", "rules", "--lint-fatal", Alerts.FILE.toString()).orFail();
    hold(folder, "1m", CASES.stream().map(each -> test(each, alerts.getOrDefault(each.alert(), missing()))).toList());
  }

  @Test
  void eachRecordedStateFiresWhatItShouldAndNothingElse(@TempDir Path folder) throws IOException {
    var states = Recorded.all().stream().filter(each -> !Measured.of(each).isEmpty()).toList();
    assertThat(states).hasSizeGreaterThan(State.values().length / 2);
    hold(folder, LASTING, states.stream().map(AlertsIT::lasting).toList());
  }

  /** Has Prometheus judge these cases by the alerts of the chart. */
  private static void hold(Path folder, String interval, List<Map<String, Object>> cases) throws IOException {
    Files.copy(Alerts.FILE, folder.resolve("alerts.yaml"));
    Path tests = folder.resolve("tests.json");
    JSON.writeValue(tests.toFile(), Map.of(
        "rule_files", List.of("alerts.yaml"), "evaluation_interval", interval, "tests", cases));
    var result = promtool("test", "rules", tests.toString());
    assertThat(result.exitCode()).as("%s%s", result.stdout(), result.stderr()).isZero();
  }

  @Test
  void theMetricsAreWellMadeAndTheDashboardAsksForNoOthers(RealApiServer server) throws IOException {
    try (var live = new Live(server).startOperator()) {
      live.connect("0s");
      live.patch(OrganizationConnection.class, "default", "{\"spec\":{\"cloudTrail\":\"Read\"}}");
      live.declare("ds.amazonaws.com");
      live.awaitReady("ds.amazonaws.com", "True Ready");
      try (var others = SdkClients.of(live.aws(), live.organization().management()).organizations()) {
        others.disableAWSServiceAccess(request -> request.servicePrincipal("ds.amazonaws.com"));
      }
      Live.await("the correction").until(() -> DRIFT.matcher(live.scrape()).find());
      Live.await("who disabled access")
          .until(() -> live.scrape().contains("trusted_access_changed_by_others_time_seconds{"));
      Live.await("the role inventory scan")
          .until(() -> live.scrape().contains("trusted_access_role_inventory_scan_time_seconds{"));
      String scrape = live.scrape();

      var linted = new Command(List.of(Binaries.gitops("promtool").toString(), "check", "metrics"), Map.of(), LIMIT)
          .run(scrape);
      assertThat(linted.exitCode()).as("%s%s", linted.stdout(), linted.stderr()).isZero();
      var shown = new TreeSet<String>();
      scrape.lines().filter(line -> !line.startsWith("#")).forEach(line -> shown.add(line.replaceAll("[{ ].*", "")));
      var asked = new TreeSet<String>();
      for (Path file : List.of(DASHBOARD, Alerts.FILE)) {
        Matcher names = OURS.matcher(Files.readString(file));
        names.results().forEach(name -> asked.add(name.group()));
      }
      assertThat(asked).hasSizeGreaterThan(10).allSatisfy(name -> assertThat(shown).contains(name));
    }
  }

  /** A state that stays for more than a day, of an operator that is well. */
  private static Map<String, Object> lasting(Recorded state) {
    var series = Stream.concat(Measured.of(state).stream().map(sample -> lasting(sample.series(), sample.value())),
        Stream.of(
            lasting("up{job=\"trusted-access/trusted-access-operator\"}", 1), lasting("trusted_access_leading", 1)));
    var wanted = Measured.alerts(state);
    return Map.of(
        "name", state.toString(),
        "interval", LASTING,
        "input_series", series.toList(),
        "alert_rule_test", Alerts.all()
            .stream()
            .map(alert -> Map.of(
                "eval_time", "25h", "alertname", alert.name(), "exp_alerts",
                wanted.contains(alert.name()) ? List.of(alert.firing(Measured.labels(state), "1")) : List.of()))
            .toList());
  }

  private static Map<String, String> lasting(String series, int value) {
    return Map.of("series", series, "values", value + "x150");
  }

  private static Map<String, Object> test(Case each, Alert alert) {
    var series = each.labels()
        .entrySet()
        .stream()
        .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
        .collect(Collectors.joining(",", each.metric() + "{", "}"));
    return Map.of(
        "name", each.alert() + (each.fires() ? " fires" : " does not"),
        "interval", "1m",
        "input_series", List.of(Map.of("series", series, "values", each.course())),
        "alert_rule_test", List.of(Map.of(
            "eval_time", each.at(), "alertname", each.alert(), "exp_alerts",
            each.fires() ? List.of(alert.firing(each.labels(), each.value())) : List.of())));
  }

  private static Command.Result promtool(String... arguments) {
    List<String> line = new ArrayList<>(List.of(Binaries.gitops("promtool").toString()));
    line.addAll(List.of(arguments));
    return new Command(line, Map.of(), LIMIT).run();
  }

  private static Alert missing() {
    return new Alert("missing", "", "", Map.of());
  }

  private static Case fires(String alert, String metric, Map<String, String> labels, String course, String at) {
    return new Case("TrustedAccess" + alert, metric, labels, course, at, true);
  }

  private static Case quiet(String alert, String metric, Map<String, String> labels, String course, String at) {
    return new Case("TrustedAccess" + alert, metric, labels, course, at, false);
  }

  private static Map<String, String> and(Map<String, String> labels, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(labels);
    more.put(name, value);
    return more;
  }
}
