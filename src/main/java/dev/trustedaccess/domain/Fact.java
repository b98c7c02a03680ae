package dev.trustedaccess.domain;

import java.util.Optional;
import java.util.function.Function;

/**
 * A fact about the world: known, unknown for a reason that can be told, or not asked for in this pass. Unknown is never
 * taken for absent.
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

  /** Why it is unknown; empty while it is known or was not asked for. */
  default Optional<Failure> problem() {
    return this instanceof Unknown<T>(Failure failure) ? Optional.of(failure) : Optional.empty();
  }

  default <U> Fact<U> map(Function<? super T, ? extends U> change) {
    return switch (this) {
      case Known<T>(T value) -> new Known<>(change.apply(value));
      case Unknown<T>(Failure failure) -> new Unknown<>(failure);
      case NotAsked<T>() -> new NotAsked<>();
    };
  }
}
