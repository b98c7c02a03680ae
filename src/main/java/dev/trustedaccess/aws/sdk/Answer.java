package dev.trustedaccess.aws.sdk;

import dev.trustedaccess.domain.organization.Failure;
import org.jspecify.annotations.Nullable;

/** Required members of AWS's responses; in the SDK's models nearly every member of a response is optional. */
public final class Answer {
  private Answer() {}

  /**
   * The member's value. Throws {@link AwsFailure} if AWS omitted it: its absence proves nothing.
   *
   * @param action the IAM action of the response
   * @param member its name in the API
   */
  public static <T> T has(@Nullable T value, String action, String member) {
    if (value == null) {
      throw lacks(action, member);
    }
    return value;
  }

  /** The failure of a response without this member. */
  public static AwsFailure lacks(String action, String member) {
    return new AwsFailure(new Failure(Failure.Kind.UNAVAILABLE, action + " (response without " + member + ")"));
  }
}
