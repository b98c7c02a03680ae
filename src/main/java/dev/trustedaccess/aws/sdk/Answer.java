package dev.trustedaccess.aws.sdk;

import dev.trustedaccess.domain.Failure;
import org.jspecify.annotations.Nullable;

/** What an answer of AWS must have to mean anything; in the SDK's models nearly every member of an answer is optional. */
public final class Answer {
  private Answer() {}

  /**
   * The member's value. Throws {@link AwsFailure} where AWS left it out: that it is missing says nothing about the world.
   *
   * @param action the IAM action that was answered
   * @param member its name in the API
   */
  public static <T> T has(@Nullable T value, String action, String member) {
    if (value == null) {
      throw lacks(action, member);
    }
    return value;
  }

  /** The failure of an answer that lacks this. */
  public static AwsFailure lacks(String action, String member) {
    return new AwsFailure(new Failure(Failure.Kind.UNAVAILABLE, action + " (answer without " + member + ")"));
  }
}
