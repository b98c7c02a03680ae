package dev.trustedaccess.desired;

import java.util.Optional;
import java.util.function.Supplier;

/** What came of reading an object. */
public sealed interface Reading<T> {
  record Read<T>(T value) implements Reading<T> {}

  /** {@code problem} names the field, what was seen and what it takes. */
  record Unreadable<T>(String problem) implements Reading<T> {}

  /** Runs {@code read}; a {@link Rejection} within it becomes the problem. */
  static <T> Reading<T> of(Supplier<T> read) {
    try {
      return new Read<>(read.get());
    } catch (Rejection rejection) {
      return new Unreadable<>(rejection.problem());
    }
  }

  default Optional<T> toOptional() {
    return this instanceof Read<T>(T value) ? Optional.of(value) : Optional.empty();
  }
}
