package dev.trustedaccess.component;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A test with a bench of its own; whatever it does, AWS's limits and the invariants hold. */
@Execution(ExecutionMode.CONCURRENT)
abstract class OnBench {
  protected final Bench bench = new Bench();

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
