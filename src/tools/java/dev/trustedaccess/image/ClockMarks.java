package dev.trustedaccess.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one thing by which two caches of the same classes differ: each soft reference in the cache's heap is marked with the
 * machine's uptime when the JVM began. A mark says only how long a reference was not used, so 0 does as well.
 */
final class ClockMarks {
  /** The header ends within this many bytes; of it only the checksums differ, which {@code -XX:+VerifySharedSpaces} reads. */
  private static final int HEADER = 1024;

  private ClockMarks() {}

  /** Clears the marks in {@code cache}, found by comparing it with {@code second}, and the checksums over them. */
  static void clear(Path cache, Path second) throws IOException {
    byte[] bytes = Files.readAllBytes(cache);
    clear(bytes, Files.readAllBytes(second));
    Files.write(cache, bytes);
  }

  static void clear(byte[] bytes, byte[] others) {
    if (bytes.length != others.length) {
      throw new IllegalStateException(
          "two caches of the same classes have " + bytes.length + " and " + others.length + " bytes");
    }
    ByteBuffer cache = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer second = ByteBuffer.wrap(others).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < HEADER; i += Integer.BYTES) {
      if (cache.getInt(i) != second.getInt(i)) {
        cache.putInt(i, 0);
      }
    }
    long mark = 0;
    long markOfSecond = 0;
    for (int i = HEADER; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      long one = cache.getLong(i);
      long other = second.getLong(i);
      if (one != other) {
        if (mark == 0) {
          mark = one;
          markOfSecond = other;
        }
        if (one != mark || other != markOfSecond) {
          throw new IllegalStateException(
              "two caches of the same classes differ at byte %d by more than their clock: %x, %x"
                  .formatted(i, one, other));
        }
        cache.putLong(i, 0);
      }
    }
  }
}
