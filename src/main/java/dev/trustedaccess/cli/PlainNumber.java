package dev.trustedaccess.cli;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What kubectl takes for a number if it is not quoted. An account id with a leading zero is one: to the base of 8, or to that
 * of 10 if it has the digits 8 or 9.
 */
final class PlainNumber {
  private static final Map<String, Double> NAMED = Map.ofEntries(
      Map.entry(".nan", Double.NaN), Map.entry(".NaN", Double.NaN), Map.entry(".NAN", Double.NaN),
      Map.entry(".inf", Double.POSITIVE_INFINITY), Map.entry(".Inf", Double.POSITIVE_INFINITY),
      Map.entry(".INF", Double.POSITIVE_INFINITY), Map.entry("+.inf", Double.POSITIVE_INFINITY),
      Map.entry("+.Inf", Double.POSITIVE_INFINITY), Map.entry("+.INF", Double.POSITIVE_INFINITY),
      Map.entry("-.inf", Double.NEGATIVE_INFINITY), Map.entry("-.Inf", Double.NEGATIVE_INFINITY),
      Map.entry("-.INF", Double.NEGATIVE_INFINITY));

  private record Base(int radix, Pattern form) {
    Base(int radix, String form) {
      this(radix, Pattern.compile(form));
    }
  }

  /** The sign and the digits of whole numbers. */
  private static final List<Base> WHOLE = List.of(
      new Base(2, "([-+]?)0[bB]([01]+)"), new Base(8, "([-+]?)0[oO]?([0-7]+)"),
      new Base(16, "([-+]?)0[xX](\\p{XDigit}+)"), new Base(10, "([-+]?)(0|[1-9][0-9]*)"));
  /** More than 64 bits have with sign and base; what is longer is no whole number, and would take long to read as one. */
  private static final int LONGEST_WHOLE = 70;
  private static final Pattern BROKEN = Pattern.compile(
      "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private PlainNumber() {}

  /** A BigInteger or a Double; empty if the scalar is a text. */
  static Optional<Number> of(String scalar) {
    if (NAMED.containsKey(scalar)) {
      return Optional.ofNullable(NAMED.get(scalar));
    }
    // Underscores may be anywhere behind the first character.
    String plain = scalar.startsWith("_") ? "" : scalar.replace("_", "");
    for (Base base : plain.length() > LONGEST_WHOLE ? List.<Base>of() : WHOLE) {
      Matcher whole = base.form().matcher(plain);
      if (whole.matches()) {
        return Optional.of(new BigInteger(whole.group(1) + whole.group(2), base.radix()));
      }
    }
    // One that is too large is a text.
    return BROKEN.matcher(plain).matches()
        ? Optional.<Number>of(Double.valueOf(plain)).filter(number -> !Double.isInfinite(number.doubleValue()))
        : Optional.empty();
  }
}
