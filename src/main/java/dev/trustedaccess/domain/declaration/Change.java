package dev.trustedaccess.domain.declaration;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.ApiName;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Reason;

/**
 * The last change at AWS that was planned for a declaration, stored before it is sent.
 *
 * @param time when it was planned, by AWS's clock; never later than when AWS carries it out
 * @param kind the kind of change
 * @param subject what it affects, such as an account id; empty if that is the principal
 * @param requestId the request id of AWS's answer; empty while it is not known whether the change was sent
 * @param refused why it certainly had no effect; empty if it had an effect or may have had one
 * @param attempt the number of this attempt in a series of attempts at the same change, from 1
 * @param since when the first attempt of the series was planned, by AWS's clock
 * @param seen whether a later read showed its effect; others cannot have undone an effect that was never seen
 * @param circumstances what could resolve a refusal, as it was when the change was planned: the generation of the
 *     declaration, the connection, the confirmation; empty if that is not known
 * @param evidence what was read before access is disabled; empty for another kind of change
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
    Optional<String> circumstances,
    Optional<Evidence> evidence) {
  /** Without evidence. */
  public Change(
      Instant time, Kind kind, Optional<String> subject, Optional<String> requestId, Optional<Refused> refused,
      int attempt, Instant since, boolean seen, Optional<String> circumstances) {
    this(time, kind, subject, requestId, refused, attempt, since, seen, circumstances, Optional.empty());
  }

  /** Kinds of changes at AWS. */
  public enum Kind implements ApiName {
    ENABLE("Enable"), DISABLE("Disable"), INITIALIZE("Initialize"), REMOVE_OWNED_RESOURCE("RemoveOwnedResource");

    private final String apiName;

    Kind(String apiName) {
      this.apiName = apiName;
    }

    @Override
    public String apiName() {
      return apiName;
    }

    @Override
    public String toString() {
      return apiName;
    }
  }

  /**
   * Why a change had no effect.
   *
   * @param reason the reason, as status shows it
   * @param cause what AWS's answer shows about who can resolve it
   * @param detail what was attempted and where, as {@link Failure#detail}; empty if that is not known
   */
  public record Refused(Reason reason, Cause cause, String detail) {}

  /**
   * A change that is planned now. It continues the series of attempts at the same change as long as no effect of the
   * series was seen.
   *
   * @param awsTime the time of the plan, by AWS's clock
   * @param before the last change that was planned; empty if there was none
   */
  public static Change intent(Instant awsTime, Kind kind, Optional<String> subject, Optional<Change> before) {
    Optional<Change> series = before.filter(
        change -> change.kind == kind && change.subject.equals(subject) && !change.seen);
    return new Change(
        awsTime, kind, subject, Optional.empty(), Optional.empty(), series.map(change -> change.attempt + 1).orElse(1),
        series.map(Change::since).orElse(awsTime), false, Optional.empty());
  }

  /** The same, planned under these circumstances. */
  public Change under(String currentCircumstances) {
    return new Change(
        time, kind, subject, requestId, refused, attempt, since, seen, Optional.of(currentCircumstances), evidence);
  }

  /** The same, with what was read before it. */
  public Change after(Evidence read) {
    return with(Optional.of(read));
  }

  /** The same, without what was read before it. */
  public Change withoutEvidence() {
    return with(Optional.empty());
  }

  private Change with(Optional<Evidence> read) {
    return new Change(time, kind, subject, requestId, refused, attempt, since, seen, circumstances, read);
  }

  /** The same, but later by {@code wait}, the time that it waited for its turn. */
  public Change later(Duration wait) {
    Instant laterTime = time.plus(wait).truncatedTo(ChronoUnit.SECONDS);
    return new Change(
        laterTime, kind, subject, requestId, refused, attempt, since.equals(time) ? laterTime : since, seen,
        circumstances, evidence);
  }

  /** The same, with its outcome. After a failure that may have had an effect, the outcome stays unknown. */
  public Change ended(ChangeOutcome outcome) {
    return switch (outcome) {
      case ChangeOutcome.Accepted(String id) -> outcome(Optional.of(id), Optional.empty());
      case ChangeOutcome.Failed(Failure failure) when failure.surelyNotDone() ->
        outcome(Optional.empty(), Optional.of(new Refused(failure.reason(), failure.cause(), failure.detail())));
      case ChangeOutcome.Failed _ -> this;
    };
  }

  private Change outcome(Optional<String> id, Optional<Refused> refusal) {
    return new Change(time, kind, subject, id, refusal, attempt, since, seen, circumstances, evidence);
  }

  /** The same, with its effect seen. */
  public Change withEffectSeen() {
    return new Change(time, kind, subject, requestId, refused, attempt, since, true, circumstances, evidence);
  }

  /** Whether it is of this kind and was not refused. */
  public boolean is(Kind expected) {
    return kind == expected && refused.isEmpty();
  }
}
