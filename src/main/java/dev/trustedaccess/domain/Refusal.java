package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * A change that was tried, once or several times in a row, and of which nothing shows: AWS refused it, gave no clear answer,
 * or took it without effect. The first minutes of any such row count as passing, whatever the code: permissions and
 * registrations spread slowly. What lasts is a person's to mend, and is tried ever more rarely.
 *
 * @param finding what a person is told meanwhile
 * @param left until it is due; not positive once it is
 */
record Refusal(Finding finding, Duration left) {
  /** Permissions and trust spread within a minute or two (IAM user guide, "Changes that I make are not always visible"). */
  private static final Duration GRANTS_SPREAD = Duration.ofMinutes(2);
  /** A service's own "not now", and AWS's own trouble, take longer to pass. */
  private static final Duration NOT_NOW = Duration.ofMinutes(15);

  /** Of the last change, if it was of this kind; none where something came to pass that may have mended it. */
  static Optional<Refusal> of(Situation s, Change.Kind kind, String operation, Look look) {
    return s.recorded()
        .lastChange()
        .filter(change -> change.kind() == kind && !change.seen() && !s.cured(change, look))
        .map(change -> of(s, change, operation, look));
  }

  /** As above, but only what was tried more than once: it is told on while the newest try may still show its effect. */
  static Optional<Finding> ofARow(Situation s, Change.Kind kind, String operation, Look look) {
    return of(s, kind, operation, look).map(Refusal::finding)
        .filter(_ -> s.recorded().lastChange().filter(change -> change.attempt() > 1).isPresent());
  }

  private static Refusal of(Situation s, Change change, String operation, Look look) {
    Optional<Reason> refused = change.refused().map(Change.Refused::reason);
    Duration patience = refused.map(Refusal::patience).orElse(NOT_NOW);
    Duration lasted = Duration.between(change.since(), change.time());
    boolean passing = refused.filter(Failure::passes).isPresent();
    Duration wait = passing
        ? Backoff.retry(true, change.attempt(), s.declared().uid())
        : Backoff.change(lasted, patience, change.attempt(), s.declared().uid());
    boolean lasts = lasted.compareTo(patience) >= 0;
    return new Refusal(
        new Finding(
            lasts ? Finding.Weight.STALLED : Finding.Weight.WAITING,
            refused.orElseGet(() -> unseen(change)), message(s, change, operation)),
        wait.minus(Timing.apart(change.time(), s.awsNow(look))));
  }

  private static Duration patience(Reason reason) {
    return switch (reason) {
      case Throttled, ConcurrentModification, ServiceUnavailable, RequestRefused, DelegatedAdministratorsRegistered,
          PolicyTypeEnabled ->
        NOT_NOW;
      // We did not send it: no time that passes puts an account into the organization.
      case AccountNotInOrganization, NotManagementAccount, WrongOrganization -> Duration.ZERO;
      default -> GRANTS_SPREAD;
    };
  }

  private static Reason unseen(Change change) {
    if (change.requestId().isEmpty()) {
      return Reason.ServiceUnavailable;
    }
    return switch (change.kind()) {
      case Enable -> Reason.Enabling;
      case Initialize -> Reason.AwaitingInitialization;
      case Disable, TakeDown -> Reason.Disabling;
    };
  }

  private static String message(Situation s, Change change, String operation) {
    return change.refused()
        .map(refused -> Messages.refused(refused, operation, s.settings()))
        .orElseGet(() -> change.requestId().isEmpty()
            ? ChangeMessages.unanswered(s, operation)
            : ChangeMessages.withoutEffect(s, operation));
  }

  boolean due() {
    return !left.isPositive();
  }
}
