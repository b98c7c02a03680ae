package dev.trustedaccess.aws.parts;

import java.util.function.Function;

import dev.trustedaccess.aws.sdk.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A text of a thing that a service lists.
 *
 * @param name its name in the API
 * @param value reads it; null where AWS left it out
 * @param given whether the name is also the value, of every thing
 */
record Member<T>(String name, Function<T, @Nullable String> value, boolean given) {
  Member(String name, Function<T, @Nullable String> value) {
    this(name, value, false);
  }

  /**
   * The text. Throws {@link dev.trustedaccess.aws.sdk.AwsFailure} where AWS left it out.
   *
   * @param action the IAM action of the answer
   */
  String of(T thing, String action) {
    return Answer.has(value.apply(thing), action, name);
  }

  /** The part of an ARN with this number, from 0. Throws {@link dev.trustedaccess.aws.sdk.AwsFailure} where it is no ARN. */
  String partOfArn(int number, T thing, String action) {
    String[] parts = of(thing, action).split(":", 6);
    if (parts.length < 6) {
      throw Answer.lacks(action, "an ARN in " + name);
    }
    return parts[number];
  }
}
