package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The last change at AWS that was meant for a declaration, stored before it is sent.
 *
 * @param time AWS's clock when it was meant, never later than when AWS carries it out: {@link Situation#awsNow}
 * @param kind what was meant
 * @param subject what it was about where that is not the principal, such as an account id
 * @param requestId AWS's answer; empty while it is not known whether the change was sent
 * @param refused why it certainly did not take place; empty if it did, or may have
 * @param attempt how many times in a row the same change was meant, from 1
 * @param since when the first of these was meant
 * @param seen whether its effect has been read since; what was never seen cannot have been undone by others
 * @param circumstances what could cure a refusal, as it was: the generation of the declaration, the connection, the
 *     confirmation; empty where that is not known
 */
public record Change(
    Instant time,
    Kind kind,
    Optional<String> subject,
    Optional<String> requestId,
    Optional<Refused> refused,
    int attempt,
    Instant since,
    boolean seen,
    Optional<String> circumstances) {
  public enum Kind {
    Enable, Disable, Initialize, TakeDown
  }

  /**
   * Why a change did not take place.
   *
   * @param cause what AWS said about who can end that
   * @param detail what was tried and where, as {@link Failure#detail}; empty where that is not known
   */
  public record Refused(Reason reason, Cause cause, String detail) {}

  /** A change that is meant now, after {@code before}: the next of a row, as long as nothing of the row was seen. */
  public static Change intent(Instant awsTime, Kind kind, Optional<String> subject, Optional<Change> before) {
    Optional<Change> row = before.filter(
        change -> change.kind == kind && change.subject.equals(subject) && !change.seen);
    return new Change(
        awsTime, kind, subject, Optional.empty(), Optional.empty(), row.map(change -> change.attempt + 1).orElse(1),
        row.map(Change::since).orElse(awsTime), false, Optional.empty());
  }

  /** The same, meant under these circumstances. */
  public Change under(String seenCircumstances) {
    return new Change(
        time, kind, subject, requestId, refused, attempt, since, seen, Optional.of(seenCircumstances));
  }

  /** The same, meant so much later: it had to wait for its turn. */
  public Change later(Duration wait) {
    Instant then = time.plus(wait).truncatedTo(ChronoUnit.SECONDS);
    return new Change(
        then, kind, subject, requestId, refused, attempt, since.equals(time) ? then : since, seen, circumstances);
  }

  /** The same with its outcome; an uncertain failure leaves it open. */
  public Change ended(ChangeOutcome outcome) {
    return switch (outcome) {
      case ChangeOutcome.Accepted(String id) -> outcome(Optional.of(id), Optional.empty());
      case ChangeOutcome.Failed(Failure failure) when failure.surelyNotDone() ->
        outcome(Optional.empty(), Optional.of(new Refused(failure.reason(), failure.cause(), failure.detail())));
      case ChangeOutcome.Failed _ -> this;
    };
  }

  private Change outcome(Optional<String> id, Optional<Refused> why) {
    return new Change(time, kind, subject, id, why, attempt, since, seen, circumstances);
  }

  /** The same, with its effect seen. */
  Change withEffectSeen() {
    return new Change(time, kind, subject, requestId, refused, attempt, since, true, circumstances);
  }

  public boolean is(Kind wanted) {
    return kind == wanted && refused.isEmpty();
  }
}
