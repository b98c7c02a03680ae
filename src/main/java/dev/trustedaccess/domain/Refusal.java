package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * A change that AWS refused and that is not due again.
 *
 * @param finding what a person is told meanwhile
 * @param left until it is due
 */
record Refusal(Finding finding, Duration left) {
  /** Of the last change, if it was of this kind and refused; a person who just acted cuts the wait short. */
  static Optional<Refusal> of(Situation s, Change.Kind kind, String operation, Look look) {
    return s.recorded()
        .lastChange()
        .filter(change -> change.kind() == kind && !s.observation().prompted())
        .flatMap(change -> change.refused().flatMap(reason -> of(s, change, reason, operation, look)));
  }

  private static Optional<Refusal> of(Situation s, Change change, Reason reason, String operation, Look look) {
    boolean passes = Failure.passes(reason);
    Duration wait = Backoff.retry(passes, change.attempt(), s.declared().uid());
    Duration left = Duration.between(s.awsNow(look), change.time().plus(wait));
    String message = Messages.refused(reason, operation, s.settings());
    Finding finding = passes ? Finding.waiting(reason, message) : Finding.stalled(reason, message);
    return left.isPositive() ? Optional.of(new Refusal(finding, Situation.atLeastASecond(left))) : Optional.empty();
  }
}
