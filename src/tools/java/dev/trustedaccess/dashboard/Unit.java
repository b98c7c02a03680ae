package dev.trustedaccess.dashboard;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How a number is written. */
enum Unit {
  SHORT {
    @Override
    String text(double value) {
      return number(value);
    }
  },
  SECONDS {
    @Override
    String text(double value) {
      if (value == 0) {
        return "0 s";
      }
      if (Math.abs(value) < 1) {
        return number(value * 1000) + " ms";
      }
      if (Math.abs(value) < 60) {
        return number(value) + " s";
      }
      if (Math.abs(value) < 3600) {
        return number(value / 60) + " min";
      }
      return Math.abs(value) < 86_400 ? number(value / 3600) + " h" : number(value / 86_400) + " d";
    }
  };

  /** As Grafana's ids of units have it. */
  static Unit of(String id) {
    return switch (id) {
      case "", "short" -> SHORT;
      case "s" -> SECONDS;
      default -> throw new IllegalArgumentException("no way to write the unit " + id + " is known");
    };
  }

  abstract String text(double value);

  /** With three digits that count, and never as a power of ten. */
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    var exact = BigDecimal.valueOf(value);
    var rounded = Math.abs(value) >= 100
        ? exact.setScale(0, RoundingMode.HALF_UP)
        : exact.round(new MathContext(3, RoundingMode.HALF_UP));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
