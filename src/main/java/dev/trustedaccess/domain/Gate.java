package dev.trustedaccess.domain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold before a deletion changes anything, from reads of this very pass; then our own set-up goes, and the door is
 * closed. Nothing may block; and if anything would be lost, if disabling hurts, or if what remains cannot be read, the
 * service administrator must have confirmed the cleanup for this deletion.
 */
final class Gate {
  private final Situation s;
  private final Look look;
  private final String listedAs;
  private final Conclusion conclusion;
  private final boolean confirmed;

  private Gate(Situation s, Look look, String listedAs) {
    this.s = s;
    this.look = look;
    this.listedAs = listedAs;
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
    if (s.observation().integration().isEmpty()) {
      return new Gate(s, look, listedAs).plan();
    }
    return switch (s.observation().answer(Question.STANDING)) {
      case Fact.NotAsked<List<SetUp>> _ -> new Decision.Ask(Question.STANDING);
      case Fact.Unknown<List<SetUp>>(Failure failure) -> new Gate(s, look, listedAs).standingUnknown(failure);
      case Fact.Known<List<SetUp>>(List<SetUp> standing) ->
        new Gate(s.remembering(s.recorded().withSetUp(standing)), look, listedAs).plan();
    };
  }

  private Decision standingUnknown(Failure failure) {
    String why = ExitMessages.stays(s, "What the operator set up cannot be read: " + failure.told() + ".");
    return hold(
        failure.passing() ? Finding.waiting(failure.reason(), why) : Finding.stalled(failure.reason(), why));
  }

  private Decision plan() {
    Optional<Question<?>> open = Optional.empty();
    if (s.observation().integration().isPresent()) {
      open = unasked(Question.REMAINING);
    }
    if (mayHaveDelegatedAdministrators()) {
      open = open.or(() -> unasked(Question.DELEGATED_ADMINISTRATORS));
    }
    if (!policyTypes().isEmpty()) {
      open = open.or(() -> unasked(Question.POLICY_TYPES));
    }
    if (open.isPresent()) {
      return new Decision.Ask(open.get());
    }
    Cleanup cleanup = cleanup();
    conclusion.cleanup(cleanup);
    return blocked(cleanup).or(() -> unconfirmed(cleanup)).map(this::hold).orElseGet(this::open);
  }

  private Optional<Question<?>> unasked(Question<?> question) {
    return s.observation().answer(question) instanceof Fact.NotAsked<?> ? Optional.of(question) : Optional.empty();
  }

  /** A service that the catalog does not know may have some; one that has none may not even be asked for them. */
  private boolean mayHaveDelegatedAdministrators() {
    return s.entry().map(entry -> entry.service().delegatedAdministrators()).orElse(true);
  }

  private Set<String> policyTypes() {
    return s.entry().map(entry -> entry.service().policyTypes()).orElse(Set.of());
  }

  /** Everything that remains, but what we set up ourselves: that goes after the gate. */
  private Cleanup cleanup() {
    List<Cleanup.Item> items = new ArrayList<>();
    s.observation()
        .answer(Question.REMAINING)
        .toOptional()
        .map(RemainingRead::found)
        .orElse(List.of())
        .stream()
        .filter(thing -> !s.recorded().setUp().contains(new SetUp(thing.kind(), thing.id())))
        .forEach(thing -> items.add(new Cleanup.Item(thing, s.effectOf(thing))));
    s.observation()
        .answer(Question.DELEGATED_ADMINISTRATORS)
        .toOptional()
        .orElse(List.of())
        .stream()
        .map(DelegatedAdministrator::accountId)
        .filter(account -> !s.recorded().setUp().contains(new SetUp(SetUp.ADMINISTRATOR, account)))
        .forEach(account -> items.add(blocks("delegated-administrator", account, account)));
    String management = look.organization().managementAccountId();
    s.observation()
        .answer(Question.POLICY_TYPES)
        .toOptional()
        .orElse(Set.of())
        .stream()
        .filter(policyTypes()::contains)
        .sorted()
        .forEach(type -> items.add(blocks("policy-type", type, management)));
    s.neighbours()
        .map(Sibling::principal)
        .filter(this::isFeature)
        .sorted()
        .forEach(feature -> items.add(blocks("declaration", feature, management)));
    return new Cleanup(items);
  }

  private static Cleanup.Item blocks(String kind, String id, String account) {
    return new Cleanup.Item(new Remaining(kind, id, account, "global"), Effect.Blocks);
  }

  private boolean isFeature(String principal) {
    return s.entry()
        .stream()
        .flatMap(entry -> entry.service().principals().stream())
        .anyMatch(other -> other.principal().equals(principal) && other.featureOf().equals(Optional.of(s.principal())));
  }

  private Optional<Finding> blocked(Cleanup cleanup) {
    List<Remaining> blocking = with(cleanup, Effect.Blocks);
    if (blocking.isEmpty()) {
      return Optional.empty();
    }
    String message = ExitMessages.blocked(s, named(blocking));
    List<String> kinds = blocking.stream().map(Remaining::kind).distinct().toList();
    return Optional.of(switch (kinds.size() == 1 ? kinds.getFirst() : "") {
      case "declaration" -> Finding.waiting(Reason.CleanupPending, message);
      case "delegated-administrator" -> Finding.stalled(Reason.DelegatedAdministratorsRegistered, message);
      case "policy-type" -> Finding.stalled(Reason.PolicyTypeEnabled, message);
      default -> Finding.stalled(Reason.CleanupPending, message);
    });
  }

  private Optional<Finding> unconfirmed(Cleanup cleanup) {
    if (confirmed) {
      return Optional.empty();
    }
    List<Remaining> lost = with(cleanup, Effect.Lost);
    if (!lost.isEmpty()) {
      return Optional.of(Finding.stalled(Reason.CleanupPending, ExitMessages.confirmLost(s, named(lost))));
    }
    Optional<Failure> unread = unread();
    if (unread.isPresent() || s.observation().integration().isEmpty()) {
      String message = ExitMessages.confirmUnread(s, unread);
      boolean passing = unread.filter(Failure::passing).isPresent();
      return Optional.of(
          new Finding(
              passing ? Finding.Weight.WAITING : Finding.Weight.STALLED, Reason.CleanupNotVerifiable, message));
    }
    return s.impact().needsConfirmation()
        ? Optional.of(Finding.stalled(Reason.ImpactNotConfirmed, ExitMessages.confirmImpact(s)))
        : Optional.empty();
  }

  /** The first thing that could not be read, of all that was asked. */
  private Optional<Failure> unread() {
    Fact<RemainingRead> remaining = s.observation().answer(Question.REMAINING);
    return remaining.problem()
        .or(() -> remaining.toOptional().flatMap(read -> read.unread().stream().findFirst()))
        .or(() -> s.observation().answer(Question.DELEGATED_ADMINISTRATORS).problem())
        .or(() -> s.observation().answer(Question.POLICY_TYPES).problem());
  }

  private static List<Remaining> with(Cleanup cleanup, Effect effect) {
    return cleanup.items().stream().filter(item -> item.effect() == effect).map(Cleanup.Item::thing).toList();
  }

  private static List<String> named(List<Remaining> things) {
    return things.stream()
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
    if (s.observation().integration().isEmpty() || !s.settings().mayInitialize()) {
      return decide(Finding.stalled(Reason.AwaitingServiceAdministrator, ExitMessages.takeDownDuty(s, setUp)));
    }
    return change(
        Change.Kind.TakeDown, "The service's take-down call", ExitMessages.takingDown(s, setUp),
        new Action.TakeDown(setUp, s.awsNow(look), confirmed));
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
