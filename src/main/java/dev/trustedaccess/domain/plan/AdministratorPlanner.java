package dev.trustedaccess.domain.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Compares the declared administrators with those that are there, and plans the next appointment: one in a pass, and
 * only if two answers in a row lack it. What others appointed is never dismissed, and what others dismissed is not
 * appointed again. An administrator that leaves the declaration stays, because dismissing it can destroy data.
 */
final class AdministratorPlanner {
  private final PlanInput input;
  private final OrganizationSnapshot snapshot;
  private final String kind;
  private final AdministratorAnswers answers;
  private final AdministratorsSeen seen;
  private final InitializationOutcome outcome;

  /**
   * @param before what is concluded from, before these answers
   * @param kind the kind of resource that an appointment creates
   */
  AdministratorPlanner(InitializationOutcome before, String kind, AdministratorAnswers answers) {
    this.input = before.input();
    this.snapshot = before.snapshot();
    this.kind = kind;
    this.answers = answers;
    this.seen = answers.latest();
    this.outcome = before.remembering(after());
  }

  /** The same conclusions, remembering what the answers show. */
  InitializationOutcome outcome() {
    return outcome;
  }

  /** Whether every declared administrator is there, and what is remembered stays as it is. */
  boolean changesNothing() {
    return after().equals(input.recorded()) && plan().isEmpty();
  }

  /** What has to be done or awaited; empty if nothing has to be, or if no administrator is declared. */
  Optional<Decision> plan() {
    Optional<Question<?>> unasked = answers.unasked();
    if (unasked.isPresent() && !after().owned().equals(input.recorded().owned())) {
      // A single answer may lack what exists.
      return unasked.map(Decision.Ask::new);
    }
    if (declared().isEmpty()) {
      return Optional.empty();
    }
    List<OwnedResource> leaving = wanted(Stage.BEING_REMOVED);
    // Who confirmed by hand decides about what the service does not complete.
    List<OwnedResource> failed = outcome.confirmedByHand() ? List.of() : wanted(Stage.FAILED);
    Optional<OwnedResource> missing = wanted().filter(one -> seen.stage(one).isEmpty()).findFirst();
    return mismatch()
        .map(outcome.remembering(ChangesByOthers.appointed(outcome.input(), seen, snapshot))::notInitialized)
        .or(() -> leaving.stream().findFirst().map(this::beingRemoved))
        .or(() -> failed.stream()
            .findFirst()
            .map(one -> outcome.notInitialized(Finding.stalled(
                Reason.INITIALIZATION_FAILED, InitializationMessages.initializationFailed(input, one.inWords())))))
        .or(() -> missing.filter(input::isOfOrganizations).flatMap(_ -> outcome.listedNameForbidden()))
        .or(() -> missing.map(this::appoint))
        .or(() -> wanted(Stage.IN_PROGRESS).stream()
            .findFirst()
            .filter(_ -> !outcome.confirmedByHand() || !outcome.overdue())
            .map(one -> InitializationPlanner.inProgress(outcome, one.inWords())));
  }

  private List<String> declared() {
    return input.desired().administrators();
  }

  /** Every declared administrator, once for each Region in which it must be appointed. */
  private Stream<OwnedResource> wanted() {
    return declared().stream()
        .flatMap(account -> seen.regions().stream().map(region -> new OwnedResource(kind, account, account, region)));
  }

  private List<OwnedResource> wanted(Stage stage) {
    return wanted().filter(one -> seen.stage(one).filter(stage::equals).isPresent()).toList();
  }

  /**
   * What is remembered after these answers. If the last appointment is visible, its effect has been seen. An owned
   * administrator that is missing or being removed is forgotten, unless its appointment may not be visible yet; one that
   * appears later was appointed by others, and must not be dismissed as an owned one.
   */
  private Recorded after() {
    Recorded before = input.recorded();
    Optional<String> subject = before.lastChange().flatMap(Change::subject);
    boolean visible = seen.appointed()
        .stream()
        .map(this::resource)
        .filter(one -> subject.equals(Optional.of(one.inWords())))
        .anyMatch(one -> isThere(one) || !unsettled(one));
    Recorded recorded = visible ? before.withEffectSeen(Change.Kind.INITIALIZE) : before;
    List<OwnedResource> lost = recorded.owned()
        .stream()
        .filter(owned -> owned.kind().equals(kind) && isGone(owned) && !unsettled(owned))
        .toList();
    List<OwnedResource> removed = removedByOthers(recorded, lost);
    List<OwnedResource> kept = recorded.owned().stream().filter(owned -> !lost.contains(owned)).toList();
    boolean alone = isEnabledAgain(recorded)
        || input.administrators().filter(AdministratorFacts::registered).isPresent();
    return ChangesByOthers.dismissed(input, recorded, removed, snapshot)
        .withOwned(alone ? kept : withoutLoneRegistrations(kept))
        .withRemovedByOthers(
            Stream.concat(recorded.removedByOthers().stream(), removed.stream())
                .distinct()
                .filter(one -> declared().contains(one.accountId()) && !isLostByEnabling(one, recorded))
                .toList());
  }

  private OwnedResource resource(Appointed one) {
    return new OwnedResource(kind, one.accountId(), one.accountId(), one.region());
  }

  private boolean isThere(OwnedResource one) {
    return seen.stage(one).filter(stage -> stage != Stage.BEING_REMOVED).isPresent();
  }

  /** Whether it is being removed, or its Region was read and no answer shows it. */
  private boolean isGone(OwnedResource one) {
    return seen.stage(one).isPresent()
        ? !isThere(one)
        : seen.covers(one) && (answers.unasked().isPresent() || answers.bothLack(one));
  }

  /**
   * Whether it was appointed, or may have been, so recently that this may not be visible yet. Only the last attempt is
   * remembered, so after any attempt this is assumed of every owned administrator.
   */
  private boolean unsettled(OwnedResource one) {
    Optional<Change> last = input.lastAppointment()
        .filter(change -> input.recorded().owned().contains(one)
            || (change.refused().isEmpty() && change.subject().equals(Optional.of(one.inWords()))));
    return last.isPresent() && !input.timing().settled(last, snapshot.awsTime());
  }

  /**
   * A registration came with the first appointment of its account. Once none of the account's administrators is owned any
   * more, it is not known to be the operator's either: others may have appointed the account, and registered it, since.
   */
  private static List<OwnedResource> withoutLoneRegistrations(List<OwnedResource> kept) {
    return kept.stream()
        .filter(owned -> !owned.isRegistration()
            || kept.stream().anyMatch(one -> !one.isRegistration() && one.accountId().equals(owned.accountId())))
        .toList();
  }

  /** What others dismissed among what is lost: they cannot have dismissed what was never seen. */
  private List<OwnedResource> removedByOthers(Recorded recorded, List<OwnedResource> lost) {
    return lost.stream()
        .filter(one -> !isLostByEnabling(one, recorded) && recorded.lastChange()
            .filter(change -> !change.seen() && change.subject().equals(Optional.of(one.inWords())))
            .isEmpty())
        .toList();
  }

  /**
   * Whether access was off, and was enabled again since the last appointment, no longer ago than a service takes to
   * initialize: then everything may have to be appointed anew, except what the call that enabled access has registered.
   */
  private boolean isLostByEnabling(OwnedResource one, Recorded recorded) {
    return isEnabledAgain(recorded) && !EnabledByRegistering.hasRegistered(input, one);
  }

  /** What is missing later than that was dismissed by others. */
  private boolean isEnabledAgain(Recorded recorded) {
    return recorded.enabledWithin(input.timing().initialization(), snapshot.awsTime());
  }

  /** A finding if the service does not take what is declared beside what others appointed. */
  private Optional<Finding> mismatch() {
    Optional<Integer> most = input.administrators().flatMap(AdministratorFacts::most);
    if (most.filter(limit -> declared().size() > limit).isPresent()) {
      return Optional.of(Finding.stalled(
          Reason.ADMINISTRATOR_MISMATCH, AdministratorMessages.takesFewer(input)));
    }
    return inTheWay(seen).map(accounts -> Finding.stalled(
        Reason.ADMINISTRATOR_MISMATCH, AdministratorMessages.mismatch(accounts, String.join(", ", declared()))));
  }

  /** The administrators of a Region that leave no room for a declared one; empty if there is room everywhere. */
  private Optional<List<String>> inTheWay(AdministratorsSeen answer) {
    Optional<Integer> most = input.administrators().flatMap(AdministratorFacts::most);
    return answer.regions()
        .stream()
        .map(answer::accountsIn)
        .filter(there -> most.filter(limit -> there.size() >= limit).isPresent() && !there.containsAll(declared()))
        .findFirst();
  }

  /**
   * The administrator is being removed. Nothing records when the removal began, so the operator does not wait for its
   * end; a person decides whether the administrator is needed. After a recent appointment, the answer may show the state
   * before that call.
   */
  private Decision beingRemoved(OwnedResource one) {
    return unsettled(one)
        ? outcome.notInitialized(
            Finding.waiting(Reason.AWAITING_INITIALIZATION, AdministratorMessages.beingRemoved(one)),
            input.watch(outcome.begun(), snapshot))
        : outcome.notInitialized(
            Finding.stalled(Reason.CHANGED_BY_OTHERS, AdministratorMessages.beingRemovedByOthers(one)));
  }

  /** Appoints an administrator that is missing, if the modes permit it and both answers lack it. */
  private Decision appoint(OwnedResource missing) {
    boolean permitted = input.isOfOrganizations(missing)
        ? input.settings().mode() == Mode.MANAGE
        : input.settings().mayInitialize()
            && input.observation().integration().filter(Observation.Integration::initializes).isPresent();
    if (input.observeOnly() || !permitted) {
      return outcome.notInitialized(Finding.waiting(
          Reason.AWAITING_SERVICE_ADMINISTRATOR, AdministratorMessages.notPermitted(input, missing)));
    }
    String call = input.administrators().orElseThrow().method().how();
    Optional<String> subject = Optional.of(missing.inWords());
    Finding awaited = Refusal
        .afterSeveralAttempts(outcome.input(), Change.Kind.INITIALIZE, subject, call, snapshot)
        .orElseGet(() -> Finding.waiting(Reason.AWAITING_INITIALIZATION, AdministratorMessages.appointing(missing)));
    if (unsettled(missing)) {
      return outcome.notInitialized(awaited, input.watch(outcome.begun(), snapshot));
    }
    // A single answer without it proves neither that it must be appointed nor that others dismissed it.
    Optional<Question<?>> unasked = answers.unasked();
    if (unasked.isPresent()) {
      return new Decision.Ask(unasked.get());
    }
    boolean clear = answers.earlier().toOptional().filter(earlier -> inTheWay(earlier).isEmpty()).isPresent();
    if (!answers.bothLack(missing) || !clear) {
      return outcome.notInitialized(
          Finding.waiting(Reason.AWAITING_INITIALIZATION, AdministratorMessages.contradicted(missing)),
          input.until(Backoff.retry(true, 1, input.declared().uid()), snapshot));
    }
    if (outcome.input().recorded().removedByOthers().contains(missing)) {
      return outcome.notInitialized(
          Finding.stalled(Reason.CHANGED_BY_OTHERS, AdministratorMessages.removedByOthers(missing)));
    }
    Optional<Refusal> refusal = Refusal.of(
        outcome.input(), Change.Kind.INITIALIZE, subject, call, snapshot);
    if (refusal.filter(last -> !last.due()).isPresent()) {
      return outcome.notInitialized(
          refusal.get().finding(), input.until(refusal.get().left(), snapshot));
    }
    return send(missing, refusal, awaited);
  }

  private Decision send(OwnedResource missing, Optional<Refusal> refusal, Finding awaited) {
    boolean first = outcome.input()
        .recorded()
        .owned()
        .stream()
        .noneMatch(one -> one.accountId().equals(missing.accountId()));
    // Organizations registers member accounts only; some services take the management account, too.
    boolean member = !missing.accountId().equals(snapshot.organization().managementAccountId());
    boolean registers = !missing.isRegistration() && first && member;
    if (registers) {
      // Only a registration that did not exist before can become the operator's.
      for (Question<List<DelegatedAdministrator>> question : List
          .of(Question.REGISTERED_ADMINISTRATORS, Question.DELEGATED_ADMINISTRATORS)) {
        switch (input.observation().answer(question)) {
          case Fact.NotAsked<List<DelegatedAdministrator>> _ -> {
            return new Decision.Ask(question);
          }
          case Fact.Unknown<List<DelegatedAdministrator>>(Failure failure) -> {
            return outcome.lacking(awaited, failure, question);
          }
          case Fact.Known<List<DelegatedAdministrator>>(List<DelegatedAdministrator> listed) ->
            registers &= !listed.contains(new DelegatedAdministrator(missing.accountId()));
        }
      }
    }
    if (!input.fresh(snapshot)) {
      return new Decision.Ask(Question.FRESH_SNAPSHOT);
    }
    return outcome.initializing(
        refusal.map(Refusal::finding).orElse(awaited),
        new Action.Initialize(
            missing,
            registers ? Optional.of(OwnedResource.registration(missing.accountId())) : Optional.empty(),
            input.awsNow(snapshot)),
        refusal);
  }

  /** What to report about administrators that the declaration does not list; empty if it lists all, or none. */
  Optional<String> notDeclared() {
    List<String> others = seen.accounts().stream().filter(account -> !declared().contains(account)).toList();
    Optional<String> owned = others.stream()
        .filter(account -> outcome.input()
            .recorded()
            .owned()
            .stream()
            .anyMatch(one -> one.kind().equals(kind) && one.accountId().equals(account)))
        .findFirst();
    return owned.map(account -> AdministratorMessages.ownedNotDeclared(input, account))
        .or(() -> declared().isEmpty() || others.isEmpty()
            ? Optional.empty()
            : Optional.of(AdministratorMessages.othersNotDeclared(others)));
  }
}
