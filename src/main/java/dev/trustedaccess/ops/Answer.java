package dev.trustedaccess.ops;

import java.nio.ByteBuffer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What an HTTP request is answered; the connection ends with it.
 *
 * @param body never changed: answers share it
 */
record Answer(int status, String type, ByteBuffer body) {
  static Answer text(int status, String text) {
    return of(status, "text/plain", text);
  }

  static Answer of(int status, String type, String text) {
    return new Answer(status, type, ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer());
  }

  /** As it goes over the wire; a HEAD gets no body. */
  ByteBuffer[] bytes(boolean withBody) {
    String head = "HTTP/1.1 " + status + " " + phrase() + "\r\nContent-Type: " + type + "\r\nContent-Length: "
        + body.remaining()
        + "\r\nConnection: close\r\n\r\n";
    return new ByteBuffer[]{ByteBuffer.wrap(head.getBytes(UTF_8)),
        withBody ? body.duplicate() : ByteBuffer.allocate(0)};
  }

  private String phrase() {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      default -> "Service Unavailable";
    };
  }
}
