package dev.trustedaccess.faults;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** How often each invariant was checked, and where it did not hold. */
final class Findings {
  private final Map<Invariant, LongAdder> checked = new EnumMap<>(Invariant.class);
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  Findings() {
    for (Invariant each : Invariant.values()) {
      checked.put(each, new LongAdder());
    }
  }

  Map<Invariant, Long> checked() {
    Map<Invariant, Long> sums = new EnumMap<>(Invariant.class);
    checked.forEach((invariant, times) -> sums.put(invariant, times.sum()));
    return sums;
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  /** Counts a check; where it does not hold, it is a violation. */
  void check(Invariant invariant, boolean holds, String otherwise) {
    Objects.requireNonNull(checked.get(invariant)).increment();
    if (!holds) {
      violations.add(invariant + ": " + otherwise);
    }
  }
}
