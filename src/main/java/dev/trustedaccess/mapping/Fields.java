package dev.trustedaccess.mapping;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Reads single fields: strictly in what a person wrote, leniently in what status remembers. */
final class Fields {
  private static final Pattern DURATION = Pattern.compile("(\\d+h)?(\\d+m)?(\\d+s)?");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final int MAX_SHOWN = 60;
  /** The first time that RFC 3339 cannot express. */
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private Fields() {}

  /** The text; throws a {@link Rejection} if it is absent or blank. */
  static String required(String field, @Nullable String value, String expected) {
    if (value == null || value.isBlank()) {
      throw new Rejection(field, "", expected);
    }
    return value;
  }

  /** The text; empty if it is absent or blank. */
  static Optional<String> text(@Nullable String value) {
    return Optional.ofNullable(value).filter(Predicate.not(String::isBlank));
  }

  /**
   * The enum constant with this spelling; {@code defaultValue} if there is no value. Throws a {@link Rejection} for any
   * other value.
   */
  static <E extends Enum<E>> E choice(String field, @Nullable String value, E defaultValue) {
    if (value == null || value.isEmpty()) {
      return defaultValue;
    }
    E[] choices = defaultValue.getDeclaringClass().getEnumConstants();
    return known(value, choices).orElseThrow(() -> new Rejection(
        field, shown(value), Arrays.stream(choices).map(String::valueOf).collect(Collectors.joining(" or "))));
  }

  /** The enum constant with this spelling, if there is one; for what status remembers. */
  static <E extends Enum<E>> Optional<E> known(@Nullable String value, E[] choices) {
    return Arrays.stream(choices).filter(choice -> choice.toString().equals(value)).findFirst();
  }

  /** An account id of twelve digits; empty if there is no value. Throws a {@link Rejection} for any other value. */
  static Optional<String> account(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    if (!ACCOUNT.matcher(value).matches()) {
      throw new Rejection(field, shown(value), "an account ID of twelve digits");
    }
    return Optional.of(value);
  }

  /** Account ids of twelve digits, each once; empty if there is no value. Throws a {@link Rejection} for another value. */
  static List<String> accounts(String field, @Nullable List<String> values) {
    return (values == null ? Stream.<String>empty() : values.stream())
        .flatMap(value -> account(field, value).stream())
        .distinct()
        .toList();
  }

  /**
   * A duration such as {@code 1h30m}, at least {@code minimum}; {@code defaultValue} if there is no value. Throws a
   * {@link Rejection} for any other value.
   */
  static Duration duration(String field, @Nullable String value, Duration defaultValue, Duration minimum) {
    if (value == null || value.isEmpty()) {
      return defaultValue;
    }
    Duration duration = DURATION.matcher(value).matches() ? parsed(value) : Duration.ofNanos(-1);
    if (duration.compareTo(minimum) < 0) {
      throw new Rejection(
          field, shown(value), "hours, minutes and seconds such as 1h30m, at least " + minimum.toSeconds() + "s");
    }
    return duration;
  }

  /** The duration; a negative one if the value is out of range. */
  private static Duration parsed(String value) {
    try {
      return Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException | ArithmeticException outOfRange) {
      return Duration.ofNanos(-1);
    }
  }

  /** The time, if it can be parsed and is after the epoch and within the years that RFC 3339 can express. */
  static Optional<Instant> time(@Nullable String value) {
    try {
      return Optional.ofNullable(value)
          .map(Instant::parse)
          .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(YEAR_10000));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  private static String shown(String value) {
    return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
  }
}
