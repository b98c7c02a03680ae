package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.trustedaccess.simulator.front.Call;

/** The most calls of a log in any second, and in any twenty. */
record Rates(int inASecond, int inTwentySeconds) {
  static final Rates NONE = new Rates(0, 0);

  static Rates of(List<Call> calls) {
    List<Instant> times = calls.stream().map(Call::at).sorted().toList();
    return new Rates(most(times, Duration.ofSeconds(1)), most(times, Duration.ofSeconds(20)));
  }

  private static int most(List<Instant> times, Duration within) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (!times.get(last).isBefore(times.get(first).plus(within))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /** How often each action was called in the busiest time of this length. */
  static Map<String, Long> busiest(List<Call> calls, Duration within) {
    List<Call> sorted = calls.stream().sorted(Comparator.comparing(Call::at)).toList();
    List<Call> most = List.of();
    int first = 0;
    for (int last = 0; last < sorted.size(); last++) {
      while (!sorted.get(last).at().isBefore(sorted.get(first).at().plus(within))) {
        first++;
      }
      most = last - first + 1 > most.size() ? sorted.subList(first, last + 1) : most;
    }
    return most.stream().collect(Collectors.groupingBy(Call::action, TreeMap::new, Collectors.counting()));
  }

  Rates or(Rates other) {
    return new Rates(Math.max(inASecond, other.inASecond), Math.max(inTwentySeconds, other.inTwentySeconds));
  }
}
