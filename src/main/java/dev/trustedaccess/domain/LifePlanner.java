package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Plans for a declaration that lives. */
final class LifePlanner {
  /** Looks that may fail in a row before what was last seen counts as outdated. */
  static final int PATIENCE = 3;

  private static final String ENABLE = "organizations:EnableAWSServiceAccess";

  private LifePlanner() {}

  static Decision plan(Situation s) {
    Optional<Finding> early = Checks.cluster(s);
    if (early.isPresent()) {
      return untold(s, early.get(), untilConnection(s));
    }
    return switch (s.observation().answer(Question.LOOK)) {
      case Fact.NotAsked<Look> _ -> new Decision.Ask(Question.LOOK);
      case Fact.Unknown<Look>(Failure failure) -> withoutLook(s, failure);
      case Fact.Known<Look>(Look look) -> withLook(s, look);
    };
  }

  /** The informer tells when a connection appears; time only turns waiting into Stalled. */
  private static Duration untilConnection(Situation s) {
    Duration left = Duration.between(s.now(), s.declared().created().plus(s.timing().arrival()));
    return s.observation().connection() instanceof ConnectionView.Missing && left.isPositive()
        ? Situation.atLeastASecond(left)
        : Duration.ofHours(1);
  }

  private static Decision withoutLook(Situation s, Failure failure) {
    Duration interval = s.settings().observeInterval();
    Duration soon = Backoff.retry(true, s.observation().missedLooks(), s.declared().uid());
    Duration next = Backoff.sooner(soon, interval);
    boolean stale = failure.passing() && s.observation().missedLooks() >= PATIENCE;
    String message = stale ? Messages.stale(s) : Messages.failed(failure, s);
    return untold(s, unanswered(failure, s.observation().missedLooks(), message), next);
  }

  /**
   * A question that Ready rests on was not answered so often in a row. Less than {@value #PATIENCE} times is passing, whatever
   * the code: a grant may be spreading. Then what was last read is outdated, or a person must act.
   */
  static Finding unanswered(Failure failure, int missed, String message) {
    if (missed < PATIENCE) {
      return new Finding(Finding.Weight.PASSING, failure.reason(), message);
    }
    return failure.passing()
        ? new Finding(Finding.Weight.PASSING, Reason.ObservationStale, message)
        : Finding.stalled(failure.reason(), message);
  }

  /** Nothing was read: Ready says what is in the way; the rest stays as it was last read. */
  private static Decision untold(Situation s, Finding finding, Duration next) {
    return Conclusion.of(s, s.recorded()).because(finding).decide(Optional.empty(), next);
  }

  private static Decision withLook(Situation s, Look look) {
    AccessSeen access = s.seen(look);
    if (!access.on() && access.settled() && !access.confirmed()) {
      return new Decision.Ask(Question.SECOND_LOOK);
    }
    Optional<Finding> check = Checks.organization(s, look.organization());
    if (check.isPresent()) {
      return Conclusion.of(s, s.recorded())
          .access(readOnly(s, access, check.get()))
          .because(check.get())
          .decide(Optional.empty(), s.untilNextLook(look));
    }
    if (access.outdatedBy().isPresent()) {
      return outdated(s, look, access.outdatedBy().get());
    }
    if (access.on()) {
      return Initializing.plan(s.remembering(access.recorded()), look, access.listedAs().orElseThrow());
    }
    return whileOff(
        s, look, access, Conclusion.of(s, access.recorded()).access(Verdict.no(Reason.Disabled, Messages.off(s))));
  }

  /**
   * Where a check stops us, what the look shows of access is shown all the same, unless it is another organization's. It is
   * not remembered: who opened access is decided by the first valid read.
   */
  private static Verdict readOnly(Situation s, AccessSeen access, Finding check) {
    if (check.reason() == Reason.WrongOrganization) {
      return Verdict.unknown(check.reason(), check.message());
    }
    if (access.outdatedBy().isPresent()) {
      return Verdict.unchanged(Reason.Enabling, Messages.outdated(s));
    }
    return access.on()
        ? Verdict.yes(Reason.Enabled, Messages.on(s, access.listedAs().orElse(s.principal())))
        : Verdict.no(Reason.Disabled, Messages.off(s));
  }

  /** The list shows access as it was before it was enabled last: what was seen since stays as it is. */
  private static Decision outdated(Situation s, Look look, Instant since) {
    Conclusion conclusion = Conclusion.of(s, s.recorded());
    if (s.recorded().openEnable().isPresent()) {
      return untilSeen(s, look, since, conclusion, Messages.outdated(s));
    }
    if (look.begun().isBefore(s.now())) {
      return new Decision.Ask(Question.FRESH_LOOK);
    }
    return conclusion.because(new Finding(Finding.Weight.PASSING, Reason.Enabling, Messages.outdated(s)))
        .decide(Optional.empty(), s.watch(since, look));
  }

  private static Decision whileOff(Situation s, Look look, AccessSeen access, Conclusion conclusion) {
    boolean drift = access.recorded().enabledTime().isPresent();
    if (s.observeOnly()) {
      Reason reason = drift ? Reason.DriftReported : Reason.ObserveOnly;
      String told = noDoor(s).map(Finding::message).orElseGet(() -> Messages.wouldEnable(s));
      return conclusion.because(Finding.askedFor(reason, told))
          .decide(Optional.empty(), s.untilNextLook(look));
    }
    Optional<Instant> lagging = openedAt(s, look);
    if (lagging.isPresent()) {
      boolean asked = s.recorded().lastChange().filter(change -> change.is(Change.Kind.Enable)).isPresent();
      return untilSeen(s, look, lagging.get(), conclusion, asked ? Messages.enabling(s) : Messages.lagging(s));
    }
    Optional<Finding> inTheWay = drift ? contest(s, look) : Optional.empty();
    inTheWay = inTheWay.or(() -> noDoor(s));
    if (inTheWay.isPresent()) {
      return conclusion.because(inTheWay.get()).decide(Optional.empty(), s.untilNextLook(look));
    }
    Optional<Refusal> tried = Refusal.of(s, Change.Kind.Enable, ENABLE, look);
    if (tried.filter(refusal -> !refusal.due()).isPresent()) {
      return conclusion.because(tried.get().finding())
          .decide(Optional.empty(), s.until(tried.get().left(), look));
    }
    if (!s.fresh(look)) {
      return new Decision.Ask(Question.FRESH_LOOK);
    }
    Finding opening = tried.map(Refusal::finding)
        .orElseGet(() -> drift
            ? Finding.waiting(Reason.DriftCorrected, Messages.correcting(s))
            : Finding.waiting(Reason.Enabling, Messages.enabling(s)));
    return conclusion.tries(Change.Kind.Enable, tried)
        .access(Verdict.no(opening.reason(), opening.message()))
        .because(opening)
        .decide(
            Optional.of(new Action.Enable(s.principal(), s.awsNow(look), drift)), Duration.ofSeconds(1));
  }

  /** When access last went on or was asked to, if that is so lately that a list that shows it off may lag behind. */
  private static Optional<Instant> openedAt(Situation s, Look look) {
    Optional<Instant> asked = s.recorded()
        .lastChange()
        .filter(change -> change.is(Change.Kind.Enable))
        .map(Change::time);
    return Stream.concat(asked.stream(), s.recorded().enabledTime().stream())
        .filter(time -> !s.timing().settled(time, look.awsTime()))
        .max(Comparator.naturalOrder());
  }

  /** It was asked for, or was on, so lately that the list may lag behind: look again, and ask no second time. */
  private static Decision untilSeen(
      Situation s, Look look, Instant since, Conclusion conclusion, String message) {
    if (look.begun().isBefore(s.now())) {
      return new Decision.Ask(Question.FRESH_LOOK);
    }
    Finding finding = Refusal.ofARow(s, Change.Kind.Enable, ENABLE, look)
        .orElseGet(() -> Finding.waiting(Reason.Enabling, message));
    return conclusion.access(Verdict.no(finding.reason(), finding.message()))
        .because(finding)
        .decide(Optional.empty(), s.watch(since, look));
  }

  /** Drift that is not ours to correct, or not again. */
  private static Optional<Finding> contest(Situation s, Look look) {
    Optional<String> manager = s.entry()
        .filter(entry -> entry.principal().featureOf().isEmpty())
        .flatMap(entry -> entry.service().alsoManagedBy())
        .filter(other -> look.enabledAt(other).isPresent());
    if (manager.isPresent()) {
      return Optional.of(Finding.stalled(Reason.DriftReported, Messages.managedByOther(s, manager.get())));
    }
    long recent = s.recorded()
        .corrections()
        .stream()
        .filter(time -> Timing.apart(time, look.awsTime()).compareTo(s.timing().contest()) < 0)
        .count();
    return recent >= Recorded.KEPT_CORRECTIONS
        ? Optional.of(Finding.stalled(Reason.DriftContested, Messages.contested(s)))
        : Optional.empty();
  }

  private static Optional<Finding> noDoor(Situation s) {
    return s.entry()
        .map(entry -> entry.principal().wayIn())
        .filter(door -> door.by() != Door.By.Organizations)
        .map(door -> Finding.stalled(Reason.ServiceApiRequired, Messages.serviceApi(s, door)));
  }
}
