package dev.trustedaccess.demo;

/** Something that a scene promises did not happen. */
final class ExpectationFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String about;

  /** {@code about} names the declaration whose conditions explain it; empty for the connection's. */
  ExpectationFailed(String expected, String about) {
    super(expected);
    this.about = about;
  }

  String about() {
    return about;
  }
}
