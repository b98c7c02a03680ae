package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

  Rates or(Rates other) {
    return new Rates(Math.max(inASecond, other.inASecond), Math.max(inTwentySeconds, other.inTwentySeconds));
  }
}
