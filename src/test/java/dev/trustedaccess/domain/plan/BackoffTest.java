package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How long is waited: longer each time, up to a bound, and not for all declarations alike. */
class BackoffTest {
  private static final String NO_JITTER = "";
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  @Test
  void passingTroubleIsTriedAfterFiveSecondsThenTwiceAsLateUpToFiveMinutes() {
    assertThat(IntStream.rangeClosed(0, 8).mapToObj(attempt -> Backoff.retry(true, attempt, NO_JITTER).toSeconds()))
        .containsExactly(5L, 5L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
    assertThat(Backoff.retry(true, Integer.MAX_VALUE, NO_JITTER)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void whatAPersonMustMendIsTriedAfterTenMinutesThenHourly() {
    assertThat(Backoff.retry(false, 1, NO_JITTER)).isEqualTo(Duration.ofMinutes(10));
    assertThat(Backoff.retry(false, 2, NO_JITTER)).isEqualTo(Duration.ofHours(1));
    assertThat(Backoff.retry(false, 99, NO_JITTER)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void jitterIsLessThanATenthAndComesFromTheUidAlone() {
    assertThat(IntStream.range(0, 500).mapToObj(i -> Backoff.retry(true, 1, "uid-" + i)))
        .allSatisfy(wait -> assertThat(wait).isBetween(FIVE_SECONDS, Duration.ofMillis(5499)))
        .anySatisfy(wait -> assertThat(wait).isGreaterThan(Duration.ofMillis(5400)))
        .contains(Backoff.retry(true, 1, "uid-7"));
  }

  @Test
  void watchingBeginsEverySecondAndSlowsDownWithWhatHasPassed() {
    Duration most = Duration.ofMinutes(1);
    assertThat(Backoff.watch(Duration.ofSeconds(-9), most)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Backoff.watch(Duration.ofMillis(999), most)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Backoff.watch(Duration.ofSeconds(7), most)).isEqualTo(Duration.ofSeconds(7));
    assertThat(Backoff.watch(Duration.ofSeconds(61), most)).isEqualTo(most);
  }
}
