package dev.trustedaccess.simulator.twin;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.trustedaccess.aws.parts.Parts.Asked;
import dev.trustedaccess.aws.parts.Parts.Found;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * One run of a listing against made-up answers.
 *
 * @param found what it found; nothing if it failed
 * @param failed whether it failed, other than by a call to which there is no answer yet
 * @param next that call, and its request
 */
record Run(List<Found> found, boolean failed, Optional<Next> next) {
  record Next(SdkCall call, SdkRequest request) {}

  /** Runs it; {@code answers} gives null for a call to which there is no answer yet. */
  static Run of(Asked<?, ?> asked, BiFunction<SdkCall, SdkRequest, @Nullable SdkResponse> answers) {
    Next[] unanswered = new Next[1];
    Object client = SdkCall.client(asked.client(), (call, request) -> {
      SdkResponse answer = answers.apply(call, request);
      if (answer == null) {
        unanswered[0] = new Next(call, request);
        throw SdkClientException.create("no answer yet");
      }
      return answer;
    });
    try {
      return new Run(asked.run(client), false, Optional.ofNullable(unanswered[0]));
    } catch (RuntimeException e) {
      return new Run(List.of(), unanswered[0] == null, Optional.ofNullable(unanswered[0]));
    }
  }

  /** Whether the answers let it find something, or ask further. */
  boolean counts() {
    return next.isPresent()
        || (!found.isEmpty() && found.stream().allMatch(one -> one.stage().orElse(Stage.DONE) == Stage.DONE));
  }

  /** Whether the answers tell it that there is nothing. */
  boolean findsNothing() {
    return !failed && next.isEmpty() && found.isEmpty();
  }
}
