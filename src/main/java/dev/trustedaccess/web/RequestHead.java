package dev.trustedaccess.web;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1 request, parsed as its bytes arrive. Only the request line and the header Host are kept: a
 * client that sends endless headers uses no memory.
 */
final class RequestHead {
  /** A kubelet's request has about 200 bytes, a scraper's about 500. */
  static final int MOST_BYTES = 8 * 1024;
  private static final int MOST_OF_LINE = 1024;
  /** A longer header is not Host, or names no host that is served. */
  private static final int MOST_OF_HEADER = 300;
  private static final String HOST = "host:";
  private static final Pattern LINE = Pattern.compile("([A-Z]+) (/[^ ?#]*)[^ ]* HTTP/1\\.[01]");

  enum State {
    /** More bytes are expected. */
    UNFINISHED,
    /** The head is complete. */
    COMPLETE,
    /** The head is longer than the limit. */
    TOO_LONG
  }

  /**
   * What was requested.
   *
   * @param host the header Host, in lower case; empty without one
   */
  record Asked(String method, String path, String host) {}

  private final StringBuilder line = new StringBuilder();
  private final StringBuilder header = new StringBuilder();
  private String host = "";
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
        headerEnded();
      } else if (next != '\r') {
        inThisLine++;
        if (!lineEnded) {
          line.append(next);
        } else if (header.length() < MOST_OF_HEADER) {
          header.append(next);
        }
      }
      if (bytes >= MOST_BYTES || line.length() > MOST_OF_LINE) {
        return State.TOO_LONG;
      }
    }
    return State.UNFINISHED;
  }

  private void headerEnded() {
    String read = header.toString().toLowerCase(Locale.ROOT);
    header.setLength(0);
    if (host.isEmpty() && read.startsWith(HOST)) {
      host = read.substring(HOST.length()).strip();
    }
  }

  /** The parsed request line and host; empty if the line is not valid. */
  Optional<Asked> asked() {
    Matcher parts = LINE.matcher(line);
    return parts.matches() ? Optional.of(new Asked(parts.group(1), parts.group(2), host)) : Optional.empty();
  }
}
