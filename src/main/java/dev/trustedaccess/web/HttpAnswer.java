package dev.trustedaccess.web;

import java.nio.ByteBuffer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The response to an HTTP request; the connection is closed after it.
 *
 * @param headers further ones, each ending in a line break
 * @param body must not be modified: responses share it
 */
record HttpAnswer(int status, String type, String headers, ByteBuffer body) {
  static HttpAnswer text(int status, String text) {
    return of(status, "text/plain", text);
  }

  static HttpAnswer of(int status, String type, String text) {
    return new HttpAnswer(status, type, "", ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer());
  }

  /** The response's bytes; a HEAD request gets no body. */
  ByteBuffer[] bytes(boolean withBody) {
    String head = "HTTP/1.1 " + status + " " + phrase() + "\r\nContent-Type: " + type + "\r\nContent-Length: "
        + body.remaining()
        + "\r\nConnection: close\r\n" + headers + "\r\n";
    return new ByteBuffer[]{ByteBuffer.wrap(head.getBytes(UTF_8)),
        withBody ? body.duplicate() : ByteBuffer.allocate(0)};
  }

  private String phrase() {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      default -> "Service Unavailable";
    };
  }
}
