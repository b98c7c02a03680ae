package dev.trustedaccess.ops;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WatchingTest {
  private static final long BEGIN = Long.MAX_VALUE - Duration.ofMinutes(2).toNanos();

  /** A clock that is never set may begin anywhere, and pass the end of its numbers. */
  private static long after(int seconds) {
    return BEGIN + Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void betweenTwoWatchesItIsReady() {
    Watching cut = Watching.ALL.seen(false, true, after(0));
    assertThat(cut.ready(after(0))).isTrue();
    assertThat(cut.seen(false, true, after(59)).ready(after(59))).isTrue();
    assertThat(cut.seen(false, true, after(60)).ready(after(60))).as("a minute without").isFalse();
  }

  @Test
  void aWatchThatIsBackBeginsAnew() {
    Watching again = Watching.ALL.seen(false, true, after(0)).seen(true, true, after(50)).seen(false, true, after(55));
    assertThat(again.ready(after(100))).isTrue();
    assertThat(again.ready(after(115))).isFalse();
    assertThat(again.seen(true, true, after(116))).isEqualTo(Watching.ALL);
  }

  /** A new process could not reach it either. */
  @Test
  void anApiServerThatIsAwayForLongEndsNothing() {
    Watching away = Watching.ALL.seen(false, true, after(0)).seen(false, true, after(3_600));
    assertThat(away.ready(after(3_600))).isFalse();
    assertThat(away.alive(after(3_600))).isTrue();
  }

  @Test
  void anInformerThatEndedAsksForANewProcessWithinMinutes() {
    Watching ended = Watching.ALL.seen(false, false, after(0)).seen(true, false, after(30));
    assertThat(ended.ready(after(59))).isTrue();
    assertThat(ended.ready(after(60))).isFalse();
    assertThat(ended.alive(after(179))).isTrue();
    assertThat(ended.alive(after(180))).isFalse();
    assertThat(Watching.ALL.alive(after(9_000))).isTrue();
  }
}
