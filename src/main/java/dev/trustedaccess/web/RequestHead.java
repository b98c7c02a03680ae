package dev.trustedaccess.web;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1 request, parsed as its bytes arrive. Only the request line is kept, because no response depends
 * on a header: a client that sends endless headers uses no memory.
 */
final class RequestHead {
  /** A kubelet's request has about 200 bytes, a scraper's about 500. */
  static final int MOST_BYTES = 8 * 1024;
  private static final int MOST_OF_LINE = 1024;
  private static final Pattern LINE = Pattern.compile("([A-Z]+) (/[^ ?#]*)[^ ]* HTTP/1\\.[01]");

  enum State {
    /** More bytes are expected. */
    UNFINISHED,
    /** The head is complete. */
    COMPLETE,
    /** The head is longer than the limit. */
    TOO_LONG
  }

  /** The requested method and path. */
  record Asked(String method, String path) {}

  private final StringBuilder line = new StringBuilder();
  private boolean lineEnded;
  private int bytes;
  private int inThisLine;

  /** Consumes all bytes in the buffer. */
  State take(ByteBuffer read) {
    while (read.hasRemaining()) {
      char next = (char) (read.get() & 0xFF);
      bytes++;
      if (next == '\n') {
        if (lineEnded && inThisLine == 0) {
          return State.COMPLETE;
        }
        lineEnded |= inThisLine > 0;
        inThisLine = 0;
      } else if (next != '\r') {
        inThisLine++;
        if (!lineEnded) {
          line.append(next);
        }
      }
      if (bytes >= MOST_BYTES || line.length() > MOST_OF_LINE) {
        return State.TOO_LONG;
      }
    }
    return State.UNFINISHED;
  }

  /** The parsed request line; empty if it is not valid. */
  Optional<Asked> asked() {
    Matcher parts = LINE.matcher(line);
    return parts.matches() ? Optional.of(new Asked(parts.group(1), parts.group(2))) : Optional.empty();
  }
}
