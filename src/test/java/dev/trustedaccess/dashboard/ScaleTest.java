package dev.trustedaccess.dashboard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

/** Axes have few ticks, at round numbers that are easily read. */
class ScaleTest {
  @ParameterizedTest
  @CsvSource({"0, 1, 0.2", "1, 1, 0.2", "4, 4, 1", "8, 8, 2", "1.34, 1.5, 0.5", "60, 60, 20", "0.043, 0.05, 0.01"})
  void reachesAsFarAsTheHighest(double highest, double end, double step) {
    Scale scale = Scale.forValues(highest, false);
    assertThat(scale.end()).isCloseTo(end, offset(1e-9));
    assertThat(scale.step()).isCloseTo(step, offset(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1.34, 2", "3, 3", "14, 15"})
  void countsAreNotSplit(double highest, double end) {
    Scale scale = Scale.forValues(highest, true);
    assertThat(scale.end()).isEqualTo(end);
    assertThat(scale.ticks()).allMatch(tick -> tick == Math.rint(tick)).hasSizeLessThanOrEqualTo(6);
  }

  @Test
  void timeHasTicksAsAClockHasThem() {
    assertThat(Scale.forTime(66).ticks()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0);
    assertThat(Scale.forTime(95).step()).isEqualTo(15);
    assertThat(Scale.forTime(300).step()).isEqualTo(60);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 s", "0.0234, 23.4 ms", "12, 12 s", "90, 1.5 min", "7200, 2 h", "259200, 3 d"})
  void timesAreWrittenInTheUnitThatFits(double seconds, String text) {
    assertThat(Unit.SECONDS.text(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1.33333, 1.33", "1234, 1234", "0.30000000000000004, 0.3"})
  void numbersAreShort(double value, String text) {
    assertThat(Unit.SHORT.text(value)).isEqualTo(text);
  }
}
