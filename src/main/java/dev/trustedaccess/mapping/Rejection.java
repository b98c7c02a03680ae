package dev.trustedaccess.mapping;

/** Ends a nested read with a problem; {@link Reading#of} catches it, so it is not thrown outside this package. */
final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A problem with one field.
   *
   * @param field its path
   * @param value its value; empty if it is absent
   * @param expected the values that are accepted, as a noun phrase
   */
  Rejection(String field, String value, String expected) {
    this("%s is %s; expected %s.".formatted(field, value.isEmpty() ? "absent" : "'" + value + "'", expected));
  }

  /** A problem that is not the value of one field, as a sentence. */
  Rejection(String problem) {
    super(problem, null, false, false);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
