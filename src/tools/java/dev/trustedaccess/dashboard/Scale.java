package dev.trustedaccess.dashboard;

import java.util.List;
import java.util.stream.LongStream;

/**
 * An axis from 0 on.
 *
 * @param end what it reaches to
 * @param step between two ticks
 */
record Scale(double end, double step) {
  private static final List<Integer> SECONDS = List.of(1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1800, 3600);
  private static final int MOST_TICKS = 5;
  private static final int MOST_TIMES = 8;

  /** One that has room for this value. */
  static Scale forValues(double highest, boolean wholeNumbers) {
    double most = highest > 0 ? highest : 1;
    double power = Math.pow(10, Math.floor(Math.log10(most / MOST_TICKS)));
    double step = LongStream.of(1, 2, 5, 10)
        .mapToDouble(factor -> factor * power)
        .filter(each -> most / each <= MOST_TICKS)
        .findFirst()
        .orElse(10 * power);
    if (wholeNumbers) {
      step = Math.max(1, step);
    }
    return new Scale(step * Math.ceil(most / step - 1e-9), step);
  }

  /** One of so many seconds, with ticks where people expect them. */
  static Scale forTime(double seconds) {
    int last = SECONDS.getLast();
    return new Scale(seconds, SECONDS.stream().filter(each -> seconds / each <= MOST_TIMES).findFirst().orElse(last));
  }

  List<Double> ticks() {
    return LongStream.rangeClosed(0, (long) Math.floor(end / step + 1e-9)).mapToObj(each -> each * step).toList();
  }

  /** How far along a value stands, from 0 to 1. */
  double at(double value) {
    return value / end;
  }
}
