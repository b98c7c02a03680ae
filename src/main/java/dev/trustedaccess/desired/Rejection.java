package dev.trustedaccess.desired;

/** Carries a problem out of the middle of reading; never leaves this package. */
final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Rejection(String field, String seen, String takes) {
    super("%s is %s; it takes %s.".formatted(field, seen.isEmpty() ? "absent" : "'" + seen + "'", takes), null, false,
        false);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
