package dev.trustedaccess.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * The last change at AWS that was meant for a declaration, stored before it is sent.
 *
 * @param time AWS's clock, from the Date header of the look before it, so that no skew between clocks is guessed
 * @param kind what was meant
 * @param subject what it was about where that is not the principal, such as an account id
 * @param requestId AWS's answer; empty while it is not known whether the change was sent
 * @param refused why it certainly did not take place; empty if it did, or may have
 * @param attempt how many times in a row the same change was meant, from 1
 */
public record Change(
    Instant time,
    Kind kind,
    Optional<String> subject,
    Optional<String> requestId,
    Optional<Reason> refused,
    int attempt) {
  public enum Kind {
    Enable, Disable, Initialize, TakeDown
  }

  public static Change intent(Instant awsTime, Kind kind, Optional<String> subject, Optional<Change> before) {
    int attempt = before.filter(change -> change.kind == kind && change.refused.isPresent())
        .map(change -> change.attempt + 1)
        .orElse(1);
    return new Change(awsTime, kind, subject, Optional.empty(), Optional.empty(), attempt);
  }

  /** The same change with its outcome; an uncertain failure leaves it open. */
  public Change ended(ChangeOutcome outcome) {
    return switch (outcome) {
      case ChangeOutcome.Accepted(String id) ->
        new Change(time, kind, subject, Optional.of(id), Optional.empty(), attempt);
      case ChangeOutcome.Failed(Failure failure) when failure.surelyNotDone() ->
        new Change(time, kind, subject, Optional.empty(), Optional.of(failure.reason()), attempt);
      case ChangeOutcome.Failed _ -> this;
    };
  }

  public boolean is(Kind wanted) {
    return kind == wanted && refused.isEmpty();
  }
}
