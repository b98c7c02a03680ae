package dev.trustedaccess.component;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.trustedaccess.simulator.front.Call;

import static org.assertj.core.api.Assertions.assertThat;

/** What AWS's call log must never show, in any scenario. */
final class Invariants {
  private static final List<String> SWITCHES = List.of(
      "organizations:EnableAWSServiceAccess", "organizations:DisableAWSServiceAccess");

  private Invariants() {}

  static void hold(Bench bench) {
    assertThat(bench.aws().throttling().excesses()).as("calls above AWS's limits").isEmpty();
    // People call, too.
    List<Call> switches = bench.aws()
        .calls()
        .matching(call -> SWITCHES.contains(call.action()) && call.userAgent().contains("trusted-access-operator/"));
    onlyDeclared(bench, switches);
    noneRepeated(switches, bench.settle());
    eachInASessionOfItsOwn(switches);
  }

  private static void onlyDeclared(Bench bench, List<Call> switches) {
    assertThat(switches).as("changes for what nobody declared")
        .allSatisfy(call -> assertThat(bench.everDeclared()).contains(call.principal().orElseThrow()));
  }

  /** AWS's answer may be lost, and lists may lag; the same change is not sent twice within the settle time. */
  private static void noneRepeated(List<Call> switches, Duration settle) {
    Map<String, Instant> last = new HashMap<>();
    for (Call call : switches) {
      if (call.done()) {
        Instant before = last.put(call.action() + call.principal(), call.at());
        assertThat(before == null || !call.at().isBefore(before.plus(settle)))
            .as("%s was repeated within the settle time, at %s", call, before)
            .isTrue();
      }
    }
  }

  private static void eachInASessionOfItsOwn(List<Call> switches) {
    List<Call> assumed = switches.stream().filter(call -> call.role() != null).toList();
    assertThat(assumed).allSatisfy(call -> {
      assertThat(call.sessionName()).matches("tao-" + Bench.CLUSTER + "-[0-9a-f-]{36}");
      assertThat(call.userAgent()).contains(Bench.CLUSTER);
    });
  }
}
