package dev.trustedaccess.demo;

/** Something of the story did not happen. */
final class Missed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String about;

  /** {@code about} names the declaration whose conditions tell more; empty for the connection's. */
  Missed(String expected, String about) {
    super(expected);
    this.about = about;
  }

  String about() {
    return about;
  }
}
