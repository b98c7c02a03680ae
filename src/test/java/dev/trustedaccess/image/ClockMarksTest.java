package dev.trustedaccess.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClockMarksTest {
  private static final int CHECKSUM = 4;
  private static final int FIRST_MARK = 2048;
  private static final int SECOND_MARK = 4096;
  private static final int OTHER = 6144;

  private static byte[] cache(int checksum, long firstMark, long secondMark) {
    ByteBuffer bytes = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putInt(CHECKSUM, checksum)
        .putLong(FIRST_MARK, firstMark)
        .putLong(SECOND_MARK, secondMark)
        .putLong(OTHER, 42)
        .array();
  }

  @Test
  void twoPairsOfCachesComeOutTheSame() {
    byte[] today = cache(1, 1000, 1000);
    byte[] tomorrow = cache(3, 3000, 3000);
    ClockMarks.clear(today, cache(2, 2000, 2000));
    ClockMarks.clear(tomorrow, cache(4, 4000, 4000));
    assertThat(today).isEqualTo(tomorrow).isEqualTo(cache(0, 0, 0));
  }

  @Test
  void anyOtherDifferenceIsRefused() {
    byte[] cache = cache(1, 1000, 1001);
    assertThatThrownBy(() -> ClockMarks.clear(cache, cache(1, 2000, 2001)))
        .hasMessageContaining("differ at byte " + SECOND_MARK);
  }

  @Test
  void aCacheOfAnotherSizeIsRefused() {
    assertThatThrownBy(() -> ClockMarks.clear(new byte[2048], new byte[4096])).hasMessageContaining("2048 and 4096");
  }
}
