package dev.trustedaccess.domain.organization;

import java.util.Optional;
import java.util.function.Function;

/**
 * An observed fact: known, unknown for a stated reason, or not asked for in this pass. Unknown never counts as
 * absence.
 *
 * @param <T> the type of the value
 */
public sealed interface Fact<T> {
  record Known<T>(T value) implements Fact<T> {}

  record Unknown<T>(Failure failure) implements Fact<T> {}

  record NotAsked<T>() implements Fact<T> {}

  static <T> Fact<T> known(T value) {
    return new Known<>(value);
  }

  static <T> Fact<T> unknown(Failure failure) {
    return new Unknown<>(failure);
  }

  static <T> Fact<T> notAsked() {
    return new NotAsked<>();
  }

  /** The value, if it is known. */
  default Optional<T> toOptional() {
    return this instanceof Known<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** Why it is unknown; empty if it is known or was not asked for. */
  default Optional<Failure> problem() {
    return this instanceof Unknown<T>(Failure failure) ? Optional.of(failure) : Optional.empty();
  }

  /** The fact with its value converted; unchanged if no value is known. */
  default <U> Fact<U> map(Function<? super T, ? extends U> conversion) {
    return switch (this) {
      case Known<T>(T value) -> new Known<>(conversion.apply(value));
      case Unknown<T>(Failure failure) -> new Unknown<>(failure);
      case NotAsked<T>() -> new NotAsked<>();
    };
  }
}
