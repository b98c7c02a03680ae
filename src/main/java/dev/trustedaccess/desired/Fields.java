package dev.trustedaccess.desired;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** Reads single fields: strictly where a person wrote them, tolerantly where status is remembered. */
final class Fields {
  private static final Pattern SPAN = Pattern.compile("(\\d+h)?(\\d+m)?(\\d+s)?");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final int SHOWN = 60;
  /** The first time that RFC 3339 has no words for. */
  private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

  private Fields() {}

  /** The text, or a rejection where it is absent or empty. */
  static String required(String field, @Nullable String value, String takes) {
    if (value == null || value.isBlank()) {
      throw new Rejection(field, "", takes);
    }
    return value;
  }

  static Optional<String> text(@Nullable String value) {
    return Optional.ofNullable(value).filter(Predicate.not(String::isBlank));
  }

  /** The enum constant of that name; {@code absent} where there is none. */
  static <E extends Enum<E>> E word(String field, @Nullable String value, E absent) {
    if (value == null || value.isEmpty()) {
      return absent;
    }
    E[] words = absent.getDeclaringClass().getEnumConstants();
    return known(value, words).orElseThrow(() -> new Rejection(
        field, shown(value), Arrays.stream(words).map(Enum::name).collect(Collectors.joining(" or "))));
  }

  /** The enum constant of that name, if it is one: for what is remembered. */
  static <E extends Enum<E>> Optional<E> known(@Nullable String value, E[] words) {
    return Arrays.stream(words).filter(word -> word.name().equals(value)).findFirst();
  }

  static Optional<String> account(String field, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    if (!ACCOUNT.matcher(value).matches()) {
      throw new Rejection(field, shown(value), "the twelve digits of an account");
    }
    return Optional.of(value);
  }

  /** A span such as {@code 1h30m}; {@code absent} where there is none. */
  static Duration span(String field, @Nullable String value, Duration absent, Duration least) {
    if (value == null || value.isEmpty()) {
      return absent;
    }
    Duration span = SPAN.matcher(value).matches() ? parsed(value) : Duration.ofNanos(-1);
    if (span.compareTo(least) < 0) {
      throw new Rejection(
          field, shown(value), "hours, minutes and seconds such as 1h30m, at least " + least.toSeconds() + "s");
    }
    return span;
  }

  private static Duration parsed(String value) {
    try {
      return Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException | ArithmeticException tooLong) {
      return Duration.ofNanos(-1);
    }
  }

  /** A time, if it is one that can be reckoned with. */
  static Optional<Instant> time(@Nullable String value) {
    try {
      return Optional.ofNullable(value)
          .map(Instant::parse)
          .filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(BEYOND));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  private static String shown(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }
}
