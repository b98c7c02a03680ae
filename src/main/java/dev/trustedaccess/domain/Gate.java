package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What must hold before a deletion changes anything, from reads of this very pass; then our own set-up goes, and the door is
 * closed. Nothing may block; and if anything would be lost, if disabling hurts, or if what remains cannot be read, the
 * service administrator must have confirmed the cleanup for this deletion. No confirmation stands for the end of our set-up.
 */
final class Gate {
  private final Situation s;
  private final Look look;
  private final String listedAs;
  private final List<SetUp> leaving;
  private final Conclusion conclusion;
  private final boolean confirmed;

  private Gate(Situation s, Look look, String listedAs) {
    this(s, look, listedAs, List.of());
  }

  private Gate(Situation s, Look look, String listedAs, List<SetUp> leaving) {
    this.s = s;
    this.look = look;
    this.listedAs = listedAs;
    this.leaving = leaving;
    this.conclusion = Conclusion.of(s, s.recorded()).access(Verdict.yes(Reason.Enabled, Messages.on(s, listedAs)));
    this.confirmed = s.observation()
        .confirmation()
        .saysCleanedUp(s.declared().uid(), s.declared().deleted().orElseThrow());
  }

  /** Plans on with access seen on, the hold over and our last change settled. */
  static Decision plan(Situation s, Look look, String listedAs) {
    if (s.recorded().setUp().isEmpty()) {
      return new Gate(s, look, listedAs).plan();
    }
    Optional<Change> initialize = s.recorded().lastChange().filter(change -> change.is(Change.Kind.Initialize));
    if (initialize.isPresent() && !s.timing().settled(initialize, look.awsTime())) {
      return new Gate(s, look, listedAs).hold(
          Finding.waiting(Reason.AwaitingInitialization, ExitMessages.unsettled(s)),
          s.watch(initialize.get().time(), look));
    }
    if (!knowsOurSetUp(s)) {
      return new Gate(s, look, listedAs).plan();
    }
    return switch (ourSetUp(s)) {
      case Fact.NotAsked<Standing> _ -> new Decision.Ask(
          askedOnce(s) ? Question.SECOND_STANDING : Question.STANDING);
      case Fact.Unknown<Standing>(Failure failure) -> new Gate(s, look, listedAs).standingUnknown(failure);
      case Fact.Known<Standing>(Standing standing) ->
        new Gate(s.remembering(s.recorded().withSetUp(standing.all())), look, listedAs, standing.leaving()).plan();
    };
  }

  private static boolean askedOnce(Situation s) {
    return !(s.observation().answer(Question.STANDING) instanceof Fact.NotAsked<?>);
  }

  /** One answer that lacks what we set up is no ground to forget it: what remains of it, two answers in a row say. */
  private static Fact<Standing> ourSetUp(Situation s) {
    Fact<Standing> first = s.observation().answer(Question.STANDING);
    return first instanceof Fact.Known<Standing>(Standing standing)
        && !standing.all().containsAll(s.recorded().setUp())
            ? s.observation().answer(Question.SECOND_STANDING).map(standing::then)
            : first;
  }

  /** Whether anybody can be asked for what we set up: another connection, or another version, may have made it. */
  private static boolean knowsOurSetUp(Situation s) {
    return s.observation().integration().filter(Observation.Integration::initializes).isPresent();
  }

  private Decision standingUnknown(Failure failure) {
    String why = ExitMessages.standingUnread(s, failure);
    return hold(
        failure.passing() ? Finding.waiting(failure.reason(), why) : Finding.stalled(failure.reason(), why));
  }

  private Decision plan() {
    Optional<Question<?>> open = Optional.empty();
    if (s.observation().integration().isPresent()) {
      open = unasked(Question.REMAINING);
    }
    if (s.mayHaveDelegatedAdministrators()) {
      open = open.or(() -> unasked(Question.DELEGATED_ADMINISTRATORS));
    }
    if (!Leftovers.policyTypes(s).isEmpty()) {
      open = open.or(() -> unasked(Question.POLICY_TYPES));
    }
    if (open.isPresent()) {
      return new Decision.Ask(open.get());
    }
    Cleanup cleanup = Leftovers.of(s, look);
    conclusion.cleanup(cleanup);
    Optional<Finding> blocked = blocked(cleanup).or(this::outOfReach);
    Optional<Failure> passing = Leftovers.passing(s);
    if (blocked.isEmpty() && confirmed && passing.isPresent()) {
      // The confirmation stands for what cannot be read, not for what one answer lacked.
      return hold(
          Finding.waiting(Reason.CleanupNotVerifiable, ExitMessages.readAgain(s, passing.get())),
          Backoff.sooner(Backoff.retry(true, 1, s.declared().uid()), s.settings().observeInterval()));
    }
    return blocked.or(() -> unconfirmed(cleanup)).map(this::hold).orElseGet(this::open);
  }

  private Optional<Question<?>> unasked(Question<?> question) {
    return s.observation().answer(question) instanceof Fact.NotAsked<?> ? Optional.of(question) : Optional.empty();
  }

  private Optional<Finding> blocked(Cleanup cleanup) {
    List<Cleanup.Item> blocking = with(cleanup, Effect.Blocks);
    if (blocking.isEmpty()) {
      return Optional.empty();
    }
    List<Cleanup.Item> seen = seenOf(blocking);
    if (seen.isEmpty()) {
      return Optional.of(Finding.stalled(
          Reason.CleanupPending, ExitMessages.blockedUnseen(s, named(blocking), place(blocking.getFirst()))));
    }
    String message = ExitMessages.blocked(s, named(seen));
    List<String> kinds = seen.stream().map(item -> item.thing().kind()).distinct().toList();
    return Optional.of(switch (kinds.size() == 1 ? kinds.getFirst() : "") {
      case Leftovers.DECLARATION -> Finding.waiting(Reason.CleanupPending, message);
      case Leftovers.DELEGATED_ADMINISTRATOR ->
        Finding.stalled(Reason.DelegatedAdministratorsRegistered, message);
      case Leftovers.POLICY_TYPE -> Finding.stalled(Reason.PolicyTypeEnabled, message);
      default -> Finding.stalled(Reason.CleanupPending, message);
    });
  }

  /** What we set up, where nobody can be asked whether it is gone: whoever confirmed a cleanup was never shown it. */
  private Optional<Finding> outOfReach() {
    return s.recorded()
        .setUp()
        .stream()
        .filter(_ -> !knowsOurSetUp(s))
        .findFirst()
        .map(made -> s.settings().serviceDuty().isEmpty()
            ? ExitMessages.takeDownRole(s, made)
            : ExitMessages.takeDownVersion(s, made))
        .map(message -> Finding.stalled(Reason.AwaitingServiceAdministrator, message));
  }

  private Optional<Finding> unconfirmed(Cleanup cleanup) {
    if (confirmed) {
      return Optional.empty();
    }
    List<Cleanup.Item> lost = with(cleanup, Effect.Lost);
    if (!lost.isEmpty()) {
      List<Cleanup.Item> seen = seenOf(lost);
      return Optional.of(Finding.stalled(Reason.CleanupPending, seen.isEmpty()
          ? ExitMessages.confirmUnseen(s, named(lost), place(lost.getFirst()))
          : ExitMessages.confirmLost(s, named(seen))));
    }
    if (cleanup.beyond()) {
      return Optional.of(Finding.stalled(Reason.CleanupNotVerifiable, ExitMessages.confirmBeyond(s)));
    }
    Optional<Failure> unread = Leftovers.unread(s);
    if (unread.isPresent() || s.observation().integration().isEmpty()) {
      String message = ExitMessages.confirmUnread(s, unread);
      boolean passing = unread.filter(Failure::passing).isPresent();
      return Optional.of(
          new Finding(
              passing ? Finding.Weight.WAITING : Finding.Weight.STALLED, Reason.CleanupNotVerifiable, message));
    }
    List<String> regions = Leftovers.regionsNotRead(s);
    if (!regions.isEmpty()) {
      return Optional.of(Finding.stalled(Reason.CleanupNotVerifiable, ExitMessages.confirmDropped(s, regions)));
    }
    List<String> accounts = Leftovers.accountsNotRead(s);
    if (!accounts.isEmpty()) {
      return Optional.of(Finding.stalled(Reason.CleanupNotVerifiable, ExitMessages.confirmNotAsked(s, accounts)));
    }
    return s.impact().needsConfirmation()
        ? Optional.of(Finding.stalled(Reason.ImpactNotConfirmed, ExitMessages.confirmImpact(s)))
        : Optional.empty();
  }

  /** Those that this pass saw; while reading is in trouble that will pass, all of them are told as they were seen before. */
  private List<Cleanup.Item> seenOf(List<Cleanup.Item> items) {
    boolean passing = Leftovers.unread(s).filter(Failure::passing).isPresent();
    return items.stream().filter(item -> item.seen() || passing).toList();
  }

  private static List<Cleanup.Item> with(Cleanup cleanup, Effect effect) {
    return cleanup.items().stream().filter(item -> item.effect() == effect).toList();
  }

  /** Why the place of a thing that was once seen is not read, and how it comes to be read again. */
  private NotRead place(Cleanup.Item item) {
    Remaining thing = item.thing();
    boolean ofIntegration = Leftovers.questionOf(thing.kind()) == Question.REMAINING;
    if (ofIntegration && s.observation().integration().isEmpty()) {
      return NotRead.until("Give the connection its spec.serviceRole back");
    }
    if (!thing.region().equals("global") && !s.regions(s.settings()).contains(thing.region())) {
      return NotRead.until("Put " + thing.region() + " back in spec.regions.managed");
    }
    return Leftovers.unread(s, thing)
        .map(NotRead::because)
        .orElseGet(
            () -> NotRead.until("Name " + thing.accountId() + " in spec.initialization.administratorAccountId"));
  }

  private static List<String> named(List<Cleanup.Item> items) {
    return items.stream()
        .map(Cleanup.Item::thing)
        .map(
            thing -> thing.kind() + " " + thing.id() + (thing.region().equals("global") ? "" : " in " + thing.region()))
        .toList();
  }

  /** The gate is open: our set-up goes first, and its end is seen before the door is closed. */
  private Decision open() {
    if (!s.fresh(look)) {
      return new Decision.Ask(Question.FRESH_LOOK);
    }
    conclusion.cleanedUp(
        confirmed
            ? Verdict.yes(Reason.CleanupConfirmed, ExitMessages.confirmedCleanup())
            : Verdict.yes(Reason.CleanedUp, ExitMessages.nothingRemains()));
    return s.recorded().setUp().stream().findFirst().map(this::takeDown).orElseGet(this::close);
  }

  private Decision takeDown(SetUp setUp) {
    if (leaving.contains(setUp)) {
      return awaitEnd(setUp);
    }
    if (!s.settings().mayInitialize()) {
      return decide(Finding.stalled(Reason.AwaitingServiceAdministrator, ExitMessages.takeDownDuty(s, setUp)));
    }
    Optional<Failure> closed = Leftovers.closed(s, setUp);
    if (closed.isPresent()) {
      return decide(Finding.stalled(closed.get().reason(), ExitMessages.takeDownClosed(s, closed.get())));
    }
    return change(
        Change.Kind.TakeDown, "The service's take-down call", ExitMessages.takingDown(s, setUp),
        new Action.TakeDown(setUp, s.awsNow(look), confirmed));
  }

  /** Whoever asked for its end, and however long that takes: asked again, the service would refuse. */
  private Decision awaitEnd(SetUp setUp) {
    Duration next = s.recorded()
        .lastChange()
        .filter(change -> change.is(Change.Kind.TakeDown))
        .map(change -> s.watch(change.time(), look))
        .orElse(s.settings().observeInterval());
    return decide(Finding.waiting(Reason.Disabling, ExitMessages.takingDown(s, setUp)), next);
  }

  private Decision close() {
    Door door = s.entry()
        .map(entry -> entry.principal().wayOut())
        .orElse(new Door(Door.By.Organizations, "organizations:DisableAWSServiceAccess"));
    if (door.by() != Door.By.Organizations) {
      return decide(Finding.stalled(Reason.ServiceApiRequired, ExitMessages.wayOut(s, door)));
    }
    return change(
        Change.Kind.Disable, ExitPlanner.DISABLE, ExitMessages.disabling(s),
        new Action.Disable(listedAs, s.awsNow(look), confirmed));
  }

  /** Changes it, unless an earlier try of the same still has to show its effect or is not due again. */
  private Decision change(Change.Kind kind, String operation, String doing, Action action) {
    Optional<Change> sent = s.recorded().lastChange().filter(change -> change.is(kind));
    if (sent.isPresent() && !s.timing().settled(sent, look.awsTime())) {
      Finding finding = Refusal.ofARow(s, kind, operation, look)
          .map(this::stays)
          .orElseGet(() -> Finding.waiting(Reason.Disabling, ExitMessages.disabling(s)));
      return conclusion.because(finding).decide(Optional.empty(), s.watch(sent.get().time(), look));
    }
    Optional<Refusal> tried = Refusal.of(s, kind, operation, look);
    if (tried.filter(refusal -> !refusal.due()).isPresent()) {
      return decide(stays(tried.get().finding()), Situation.atLeastASecond(tried.get().left()));
    }
    return conclusion.tries(kind, tried)
        .because(tried.map(Refusal::finding).map(this::stays).orElseGet(() -> Finding.waiting(Reason.Disabling, doing)))
        .decide(Optional.of(action), Duration.ofSeconds(1));
  }

  private Finding stays(Finding found) {
    return new Finding(found.weight(), found.reason(), ExitMessages.stays(s, found.message()));
  }

  private Decision hold(Finding finding) {
    return hold(finding, s.settings().observeInterval());
  }

  private Decision hold(Finding finding, Duration next) {
    conclusion.cleanedUp(Verdict.no(finding.reason(), finding.message()));
    return conclusion.because(finding).decide(Optional.empty(), next);
  }

  private Decision decide(Finding finding) {
    return decide(finding, s.settings().observeInterval());
  }

  private Decision decide(Finding finding, Duration next) {
    return conclusion.because(finding)
        .decide(Optional.empty(), Backoff.sooner(next, s.settings().observeInterval()));
  }
}
