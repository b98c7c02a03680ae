package dev.trustedaccess.bench;

/**
 * A line of the table.
 *
 * @param what what is measured
 * @param budget what the design allows
 * @param today what it is, with units
 */
record Row(String what, String budget, String today) {
  static String seconds(double seconds) {
    return "%.2f s".formatted(seconds);
  }
}
