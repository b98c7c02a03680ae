package dev.trustedaccess.aws.sdk;

import java.util.List;
import java.util.function.Function;

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

  /**
   * A list of an answer in whose protocol an empty list leaves nothing behind, so that a missing one is empty. This is so for
   * a flattened list in REST-XML, which has no element of its own; every other list that is missing says nothing.
   */
  public static <T> List<T> emptyIfMissing(List<T> flattened) {
    return List.copyOf(flattened);
  }

  /**
   * The answer to a change, which AWS made unless it answers that it did not. Throws {@link AwsFailure} in that case; no
   * reason comes with it.
   *
   * @param success the member that says whether AWS made the change
   * @param action the IAM action of the response
   * @param member the name of that member in the API
   */
  public static <T> T accepted(T answer, Function<T, @Nullable Boolean> success, String action, String member) {
    if (Boolean.FALSE.equals(success.apply(answer))) {
      throw lacks(action, member + " true");
    }
    return answer;
  }

  /** The failure of a response without this member. */
  public static AwsFailure lacks(String action, String member) {
    return new AwsFailure(new Failure(Failure.Kind.UNAVAILABLE, action + " (response without " + member + ")"));
  }
}
