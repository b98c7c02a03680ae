package dev.trustedaccess.ops;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1 request, taken as its bytes come. Of all of it only the request line is kept, since nothing that is
 * served here depends on a header: a client that sends headers without end takes no memory by that.
 */
final class RequestHead {
  /** A kubelet's request has some 200 bytes, a scraper's some 500. */
  static final int MOST_BYTES = 8 * 1024;
  private static final int MOST_OF_LINE = 1024;
  private static final Pattern LINE = Pattern.compile("([A-Z]+) (/[^ ?#]*)[^ ]* HTTP/1\\.[01]");

  enum State {
    /** More has to come. */
    UNFINISHED,
    /** It has ended. */
    COMPLETE,
    /** It is longer than any that is served. */
    TOO_LONG
  }

  /** What is asked for. */
  record Asked(String method, String path) {}

  private final StringBuilder line = new StringBuilder();
  private boolean lineEnded;
  private int bytes;
  private int inThisLine;

  /** Takes all that is there. */
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

  /** What the request line asks for; empty where it is none. */
  Optional<Asked> asked() {
    Matcher parts = LINE.matcher(line);
    return parts.matches() ? Optional.of(new Asked(parts.group(1), parts.group(2))) : Optional.empty();
  }
}
