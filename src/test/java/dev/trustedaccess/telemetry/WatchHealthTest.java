package dev.trustedaccess.telemetry;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WatchHealthTest {
  private static final long BEGIN = Long.MAX_VALUE - Duration.ofMinutes(2).toNanos();

  /** A clock that is never set may begin anywhere, and pass the end of its numbers. */
  private static long after(int seconds) {
    return BEGIN + Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void betweenTwoWatchesItIsReady() {
    WatchHealth cut = WatchHealth.ALL.seen(false, true, after(0));
    assertThat(cut.ready(after(0))).isTrue();
    assertThat(cut.seen(false, true, after(59)).ready(after(59))).isTrue();
    assertThat(cut.seen(false, true, after(60)).ready(after(60))).as("a minute without").isFalse();
  }

  @Test
  void aWatchThatIsBackBeginsAnew() {
    WatchHealth again = WatchHealth.ALL.seen(false, true, after(0))
        .seen(true, true, after(50))
        .seen(false, true, after(55));
    assertThat(again.ready(after(100))).isTrue();
    assertThat(again.ready(after(115))).isFalse();
    assertThat(again.seen(true, true, after(116))).isEqualTo(WatchHealth.ALL);
  }

  /** A new process could not reach it either. */
  @Test
  void anApiServerThatIsAwayForLongEndsNothing() {
    WatchHealth away = WatchHealth.ALL.seen(false, true, after(0)).seen(false, true, after(3_600));
    assertThat(away.ready(after(3_600))).isFalse();
    assertThat(away.alive(after(3_600))).isTrue();
  }

  @Test
  void anInformerThatEndedAsksForANewProcessWithinMinutes() {
    WatchHealth ended = WatchHealth.ALL.seen(false, false, after(0)).seen(true, false, after(30));
    assertThat(ended.ready(after(59))).isTrue();
    assertThat(ended.ready(after(60))).isFalse();
    assertThat(ended.alive(after(179))).isTrue();
    assertThat(ended.alive(after(180))).isFalse();
    assertThat(WatchHealth.ALL.alive(after(9_000))).isTrue();
  }
}
