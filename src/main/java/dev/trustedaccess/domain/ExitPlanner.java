package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.trustedaccess.domain.Desired.DeletionPolicy;

/**
 * Plans for a declaration that is being deleted: the exit table, first match wins, then the hold; the {@link Gate} does the
 * rest. Everything uncertain stays, and every message that says so ends in the way to call the deletion back.
 */
final class ExitPlanner {
  private static final Duration RARELY = Duration.ofHours(1);
  static final String DISABLE = "organizations:DisableAWSServiceAccess";
  private static final String NOT_OURS = "Access is left as it is: this declaration did not open it, and"
      + " spec.deletionPolicy is Restore.";

  private final Situation s;
  private final Conclusion conclusion;

  private ExitPlanner(Situation s) {
    this.s = s;
    this.conclusion = Conclusion.of(s, s.recorded());
  }

  static Decision plan(Situation s) {
    ExitPlanner planner = new ExitPlanner(s);
    return s.declared().held() ? planner.plan() : planner.notHeld();
  }

  /** Without our finalizer it goes as soon as others let it; we have nothing to undo. */
  private Decision notHeld() {
    return conclusion.because(leaving(Reason.Retained, "Our finalizer does not hold it."))
        .decide(Optional.empty(), RARELY);
  }

  private Decision plan() {
    if (s.desired().deletionPolicy() == DeletionPolicy.Retain) {
      return leave("Access is left as it is, as spec.deletionPolicy says.");
    }
    if (s.desired().mode() == Mode.Observe) {
      return leave("Access is left as it is, as spec.mode says.");
    }
    if (s.recorded().isEmpty()) {
      return leave("Nothing was changed for it.");
    }
    return switch (s.observation().answer(Question.CRD_DELETING)) {
      case Fact.NotAsked<Boolean> _ -> new Decision.Ask(Question.CRD_DELETING);
      case Fact.Unknown<Boolean>(Failure failure) -> stays(Finding.waiting(
          failure.reason(), ExitMessages.stays(s, "The API server does not say whether the CRD is being deleted.")));
      case Fact.Known<Boolean>(Boolean deleting) -> deleting
          ? leave("Access is left as it is, since the whole kind is being deleted.")
          : withCrd();
    };
  }

  private Decision withCrd() {
    if (s.recorded().openEnable().isEmpty() && notOurs(s.recorded())) {
      return leave(NOT_OURS);
    }
    Optional<Finding> stays = inTheWay();
    if (stays.isPresent()) {
      return stays(stays.get());
    }
    return switch (s.observation().answer(Question.LOOK)) {
      case Fact.NotAsked<Look> _ -> new Decision.Ask(Question.LOOK);
      case Fact.Unknown<Look>(Failure failure) -> notLooked(failure);
      case Fact.Known<Look>(Look look) -> withLook(look);
    };
  }

  private boolean notOurs(Recorded recorded) {
    return s.desired().deletionPolicy() == DeletionPolicy.Restore
        && !recorded.openedBy().equals(Optional.of(OpenedBy.Operator));
  }

  /** Row 5: what the cluster says against acting. */
  private Optional<Finding> inTheWay() {
    return Checks.cluster(s)
        .map(found -> stay(found.reason(), found.message()))
        .or(() -> s.settings().mode() == Mode.Observe
            ? Optional.of(stay(Reason.ObserveOnly, "The connection only observes."))
            : Checks.allowed(s).map(found -> stay(found.reason(), found.message())));
  }

  private Finding stay(Reason reason, String why) {
    return Finding.stalled(reason, ExitMessages.stays(s, why));
  }

  private Decision notLooked(Failure failure) {
    String why = ExitMessages.stays(s, "Not read: " + failure.told() + " (" + failure.reason() + ").");
    return stays(
        failure.passing() || s.observation().missedLooks() < LifePlanner.PATIENCE
            ? Finding.waiting(failure.reason(), why)
            : Finding.stalled(failure.reason(), why));
  }

  private Decision withLook(Look look) {
    Optional<Finding> wrong = Checks.organization(s.settings(), look.organization())
        .or(() -> Checks.moved(s))
        .or(() -> Checks.management(s.settings(), look.organization()));
    if (wrong.isPresent()) {
      return stays(stay(wrong.get().reason(), wrong.get().message()));
    }
    return new ExitPlanner(s.remembering(s.recorded().withDeletionSeen(s.awsNow(look)))).seen(look);
  }

  private Decision seen(Look look) {
    AccessSeen access = s.seen(look);
    if (!access.settled()) {
      return untilSettled(look, access);
    }
    if (!access.on() && access.settled() && !access.confirmed()) {
      return new Decision.Ask(Question.SECOND_LOOK);
    }
    Conclusion seen = Conclusion.of(s, access.recorded());
    if (!access.on()) {
      return leave(
          seen.access(Verdict.no(Reason.Disabled, Messages.off(s))), Reason.Disabled, "Access is off.");
    }
    if (notOurs(access.recorded())) {
      return leave(seen.access(on(access)), Reason.Retained, NOT_OURS);
    }
    Situation known = s.remembering(access.recorded());
    String listedAs = access.listedAs().orElseThrow();
    if (!s.settings().allows(listedAs)) {
      // It is this name that would be closed.
      Finding forbidden = stay(Reason.PrincipalNotAllowed, Messages.notAllowed(s, listedAs));
      return Conclusion.of(known, access.recorded())
          .access(on(access))
          .because(forbidden)
          .decide(Optional.empty(), s.settings().observeInterval());
    }
    Duration left = holdLeft(look);
    if (left.isPositive()) {
      if (administratorsAreToBeSeen()) {
        return new Decision.Ask(Question.DELEGATED_ADMINISTRATORS);
      }
      Finding held = Finding.waiting(Reason.DeletionHeld, ExitMessages.held(s));
      return Conclusion.of(known, access.recorded())
          .access(on(access))
          .because(held)
          .cleanedUp(Verdict.no(held.reason(), held.message()))
          .decide(Optional.empty(), s.until(left, look));
    }
    // Not before the hold is over: who deletes both at once deletes them one after the other.
    Optional<Sibling> other = s.observation()
        .siblings()
        .stream()
        .filter(sibling -> sibling.manages() && s.names().contains(sibling.principal()))
        .findFirst();
    if (other.isPresent()) {
      return leave(seen.access(on(access)), Reason.Retained,
          "Access is left as it is, since another declaration manages it: " + other.get().name() + ".");
    }
    return Gate.plan(known, look, listedAs);
  }

  /**
   * How much of the hold is left. It counts from the deletion, by our clock and by AWS's: either may be ahead of the API
   * server's, which gave the deletion its time. That one may be behind, so it counts from our first look for it too, by AWS's
   * clock alone. What was deleted while no operator ran is held from there on: nothing else proves when that was.
   */
  private Duration holdLeft(Look look) {
    Instant earlier = s.now().isBefore(s.awsNow(look)) ? s.now() : s.awsNow(look);
    Duration sinceDeleted = Duration.between(s.declared().deleted().orElseThrow(), earlier);
    Duration sinceSeen = Duration.between(s.recorded().deletionSeen().orElseThrow(), s.awsNow(look));
    return s.settings().deletionHold().minus(Backoff.sooner(sinceDeleted, sinceSeen));
  }

  /** Whoever is deregistered while the deletion is held may leave something behind, so it is remembered who there is. */
  private boolean administratorsAreToBeSeen() {
    return s.mayHaveDelegatedAdministrators()
        && s.observation().integration().filter(Observation.Integration::looksIntoAdministrators).isPresent()
        && s.observation().answer(Question.DELEGATED_ADMINISTRATORS) instanceof Fact.NotAsked<?>;
  }

  /** Our last change may not show yet: an Enable is resolved before the table is applied, a Disable is seen off. */
  private Decision untilSettled(Look look, AccessSeen access) {
    if (look.begun().isBefore(s.now())) {
      return new Decision.Ask(Question.FRESH_LOOK);
    }
    Optional<Change> last = s.recorded().lastChange();
    Instant since = access.outdatedBy().or(() -> last.map(Change::time)).orElse(look.awsTime());
    if (access.outdatedBy().isPresent() && s.recorded().openEnable().isEmpty()) {
      return Conclusion.of(s, access.recorded())
          .because(Finding.waiting(Reason.Enabling, ExitMessages.outdated(s)))
          .decide(Optional.empty(), s.watch(since, look));
    }
    Finding finding = last.filter(change -> change.is(Change.Kind.Disable)).isPresent()
        ? Refusal.ofARow(s, Change.Kind.Disable, DISABLE, look)
            .map(found -> new Finding(found.weight(), found.reason(), ExitMessages.stays(s, found.message())))
            .orElseGet(() -> Finding.waiting(Reason.Disabling, ExitMessages.disabling(s)))
        : Finding.waiting(Reason.Enabling, ExitMessages.unsettled(s));
    return Conclusion.of(s, access.recorded()).because(finding).decide(Optional.empty(), s.watch(since, look));
  }

  private Verdict on(AccessSeen access) {
    return Verdict.yes(Reason.Enabled, Messages.on(s, access.listedAs().orElseThrow()));
  }

  private Decision stays(Finding finding) {
    Duration next = s.usable().map(ConnectionSettings::observeInterval).orElse(RARELY);
    return conclusion.because(finding).decide(Optional.empty(), next);
  }

  private Decision leave(String why) {
    return leave(conclusion, Reason.Retained, why);
  }

  private Decision leave(Conclusion concluded, Reason reason, String why) {
    return concluded.because(leaving(reason, why)).decide(Optional.of(new Action.Leave()), Duration.ofSeconds(5));
  }

  private Finding leaving(Reason reason, String why) {
    return Finding.waiting(reason, ExitMessages.leaving(s, why));
  }
}
