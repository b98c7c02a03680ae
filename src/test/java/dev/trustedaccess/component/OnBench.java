package dev.trustedaccess.component;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static dev.trustedaccess.component.Bench.SECURITY;
import static org.assertj.core.api.Assertions.assertThat;

/** A test with a bench of its own; whatever it does, AWS's limits and the invariants hold. */
@Execution(ExecutionMode.CONCURRENT)
abstract class OnBench {
  protected final Bench bench = new Bench();

  /** Connects the organization to these managed Regions, and lets deletions begin at once. */
  protected void connectIn(String home, String... managed) {
    bench.connect(connection -> {
      connection.put("deletionHold", "0s");
      connection.put("regions", Map.of("home", home, "managed", List.of(managed)));
    });
  }

  /** Asks for a pass now. Ask once in a test: the value stays the same. */
  protected void requestReconcile(String name) {
    bench.patch(name, """
        {"metadata":{"annotations":{"trustedaccess.dev/reconcile-requested-at":"now"}}}""");
  }

  /** An account that others register after the operator looked is named by the refusal of this call, and awaited. */
  protected void refusedForTheRegistered(String principal, String call) {
    bench.declareService(principal);
    bench.awaitReady(principal, "True", "Ready");
    bench.aws().faults().next(call).run(() -> bench.organization().delegate(principal, SECURITY));
    bench.delete(principal);
    bench.awaitReady(principal, "False", "DelegatedAdministratorsRegistered");
    assertThat(bench.message(principal, "Ready")).contains(SECURITY);
    assertThat(bench.organization().isEnabled(principal)).isTrue();

    bench.organization().endDelegation(principal, SECURITY);
    requestReconcile(principal);
    bench.awaitGone(principal);
  }

  @AfterEach
  void invariantsHold() {
    bench.stopOperator();
    try {
      Invariants.hold(bench);
    } finally {
      bench.close();
    }
  }
}
