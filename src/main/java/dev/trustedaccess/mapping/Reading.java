package dev.trustedaccess.mapping;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The result of reading an object.
 *
 * @param <T> the type of the value
 */
public sealed interface Reading<T> {
  /** The object could be read. */
  record Read<T>(T value) implements Reading<T> {}

  /**
   * The object cannot be read.
   *
   * @param problem a sentence that names the field, its value and the values that are expected
   */
  record Unreadable<T>(String problem) implements Reading<T> {}

  /** Runs {@code read}; a {@link Rejection} that it throws becomes the problem. */
  static <T> Reading<T> of(Supplier<T> read) {
    try {
      return new Read<>(read.get());
    } catch (Rejection rejection) {
      return new Unreadable<>(rejection.problem());
    }
  }

  /** The value; empty if the object cannot be read. */
  default Optional<T> toOptional() {
    return this instanceof Read<T>(T value) ? Optional.of(value) : Optional.empty();
  }
}
