package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.OwnedResourcesSeen;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;

/**
 * What must hold before a deletion changes anything, determined from reads of this pass. If it holds, {@link Disabling}
 * continues. Nothing that remains may block. The service administrator must have confirmed the cleanup for this
 * deletion if anything would be lost, if disabling access has a severe or unknown impact, or if what remains cannot be
 * read. A confirmation does not replace the removal of owned resources.
 */
final class DisablePreconditions {
  private final PlanInput input;
  private final OrganizationSnapshot snapshot;
  private final String listedAs;
  private final OwnedResourcesSeen ownedSeen;
  private final Conclusion conclusion;
  private final boolean confirmed;

  private DisablePreconditions(PlanInput input, OrganizationSnapshot snapshot, String listedAs) {
    this(input, snapshot, listedAs, new OwnedResourcesSeen(List.of(), List.of()));
  }

  private DisablePreconditions(PlanInput input, OrganizationSnapshot snapshot, String listedAs,
      OwnedResourcesSeen ownedSeen) {
    this.input = input;
    this.snapshot = snapshot;
    this.listedAs = listedAs;
    this.ownedSeen = ownedSeen;
    this.conclusion = Conclusion.of(input, input.recorded())
        .access(Verdict.yes(Reason.ENABLED, Messages.enabled(input, listedAs)));
    this.confirmed = input.observation()
        .confirmation()
        .confirmsCleanedUp(input.declared().uid(), input.declared().deleted().orElseThrow());
  }

  /** Plans for access that is enabled, after the deletion hold, once the operator's last change has settled. */
  static Decision plan(PlanInput input, OrganizationSnapshot snapshot, String listedAs) {
    return paced(input, planned(input, snapshot, listedAs));
  }

  /**
   * A read of every account is repeated so rarely that it takes fewer than one call a second. A confirmation, and a request
   * to reconcile, start a pass at once.
   */
  private static Decision paced(PlanInput input, Decision decision) {
    Duration rest = Duration.ofSeconds(
        input.observation().answer(Question.REMAINING).toOptional().map(RemainingRead::calls).orElse(0));
    return decision instanceof Decision.Conclude conclude && conclude.action().isEmpty()
        ? conclude.resting(rest)
        : decision;
  }

  private static Decision planned(PlanInput input, OrganizationSnapshot snapshot, String listedAs) {
    if (input.recorded().owned().isEmpty()) {
      return new DisablePreconditions(input, snapshot, listedAs).plan();
    }
    Optional<Change> appointment = input.lastAppointment();
    if (appointment.isPresent() && !input.timing().settled(appointment, snapshot.awsTime())) {
      // A kept snapshot may be older than the appointment by the time that the lists have caught up.
      if (input.timing().settled(appointment, input.awsNow(snapshot)) && snapshot.begun().isBefore(input.now())) {
        return new Decision.Ask(Question.FRESH_SNAPSHOT);
      }
      return new DisablePreconditions(input, snapshot, listedAs).stop(
          Finding.waiting(Reason.AWAITING_INITIALIZATION, DeletionMessages.unsettled(input)),
          input.watchUntilSettled(appointment.get().time(), snapshot));
    }
    if (input.recorded().owned().stream().anyMatch(owned -> !canRead(input, owned))) {
      return new DisablePreconditions(input, snapshot, listedAs).plan();
    }
    return switch (ownedSeen(input)) {
      case Fact.NotAsked<OwnedResourcesSeen> _ -> new Decision.Ask(
          readOnce(input) ? Question.SECOND_OWNED_RESOURCES : Question.OWNED_RESOURCES);
      case Fact.Unknown<OwnedResourcesSeen>(Failure failure) ->
        new DisablePreconditions(input, snapshot, listedAs).ownedUnknown(failure);
      case Fact.Known<OwnedResourcesSeen>(OwnedResourcesSeen ownedSeen) ->
        new DisablePreconditions(input.remembering(input.recorded().withOwned(ownedSeen.all())), snapshot, listedAs,
            ownedSeen).plan();
    };
  }

  private static boolean readOnce(PlanInput input) {
    return !(input.observation().answer(Question.OWNED_RESOURCES) instanceof Fact.NotAsked<?>);
  }

  /**
   * Which owned resources exist. If one answer lacks an owned resource, a second answer must confirm that: only a
   * resource that neither shows is forgotten.
   */
  private static Fact<OwnedResourcesSeen> ownedSeen(PlanInput input) {
    Fact<OwnedResourcesSeen> first = input.observation().answer(Question.OWNED_RESOURCES);
    return first instanceof Fact.Known<OwnedResourcesSeen>(OwnedResourcesSeen ownedSeen)
        && !ownedSeen.all().containsAll(input.recorded().owned())
            ? input.observation().answer(Question.SECOND_OWNED_RESOURCES).map(ownedSeen::then)
            : first;
  }

  /**
   * Whether an owned resource can be read and removed. If not, it was created through another connection or by another version of
   * the operator.
   */
  private static boolean canRead(PlanInput input, OwnedResource owned) {
    return input.isOfOrganizations(owned)
        || (owned.isAdministrator()
            && input.observation().integration().filter(Observation.Integration::initializes).isPresent());
  }

  private Decision ownedUnknown(Failure failure) {
    String why = DeletionMessages.ownedUnread(input, failure);
    return stop(
        failure.passing() ? Finding.waiting(failure.reason(), why) : Finding.stalled(failure.reason(), why));
  }

  private Decision plan() {
    Optional<Question<?>> unanswered = Optional.empty();
    if (input.observation().integration().isPresent()) {
      unanswered = ifNotAsked(Question.REMAINING);
    }
    if (input.mayHaveDelegatedAdministrators()) {
      unanswered = unanswered.or(() -> ifNotAsked(Question.DELEGATED_ADMINISTRATORS));
    }
    if (!RemainingResources.policyTypes(input).isEmpty()) {
      unanswered = unanswered.or(() -> ifNotAsked(Question.POLICY_TYPES));
    }
    if (unanswered.isPresent()) {
      return new Decision.Ask(unanswered.get());
    }
    Cleanup cleanup = RemainingResources.of(input, snapshot);
    conclusion.cleanup(cleanup);
    Optional<Finding> blocked = blocked(cleanup).or(this::ownedNotReadable).or(this::ownedNotCovered);
    Optional<Failure> passing = RemainingResources.passing(input);
    if (blocked.isEmpty() && confirmed && passing.isPresent()) {
      // The confirmation covers what cannot be read, not what a single answer lacked.
      return stop(
          Finding.waiting(Reason.CLEANUP_NOT_VERIFIABLE, DeletionMessages.readAgain(input, passing.get())),
          Backoff.shorter(Backoff.retry(true, 1, input.declared().uid()), input.settings().observeInterval()));
    }
    return blocked.or(() -> unconfirmed(cleanup)).map(this::stop).orElseGet(this::proceed);
  }

  private Optional<Question<?>> ifNotAsked(Question<?> question) {
    return input.observation().answer(question) instanceof Fact.NotAsked<?> ? Optional.of(question) : Optional.empty();
  }

  private Optional<Finding> blocked(Cleanup cleanup) {
    List<Cleanup.Item> blocking = withEffect(cleanup, Effect.BLOCKS).stream()
        .filter(item -> !isNeededByOwned(item.thing()))
        .toList();
    if (blocking.isEmpty()) {
      return Optional.empty();
    }
    List<Cleanup.Item> seen = seenOf(blocking);
    if (seen.isEmpty()) {
      return Optional.of(Finding.stalled(
          Reason.CLEANUP_PENDING,
          DeletionMessages.blockedUnseen(input, names(blocking), unreadPlace(blocking.getFirst()))));
    }
    String message = DeletionMessages.blocked(input, names(seen));
    List<String> kinds = seen.stream().map(item -> item.thing().kind()).distinct().toList();
    return Optional.of(switch (kinds.size() == 1 ? kinds.getFirst() : "") {
      case RemainingResources.DECLARATION -> Finding.waiting(Reason.CLEANUP_PENDING, message);
      case RemainingResources.DELEGATED_ADMINISTRATOR ->
        Finding.stalled(Reason.DELEGATED_ADMINISTRATORS_REGISTERED, message);
      case RemainingResources.POLICY_TYPE -> Finding.stalled(Reason.POLICY_TYPE_ENABLED, message);
      default -> Finding.stalled(Reason.CLEANUP_PENDING, message);
    });
  }

  /**
   * Whether this is the registration with Organizations of an account that the operator appointed. The service's own
   * dismissal needs it, so it blocks only once that account is dismissed.
   */
  private boolean isNeededByOwned(Remaining thing) {
    return thing.kind().equals(RemainingResources.DELEGATED_ADMINISTRATOR)
        && input.recorded()
            .owned()
            .stream()
            .anyMatch(owned -> !owned.isRegistration() && owned.accountId().equals(thing.accountId()));
  }

  /**
   * A finding if an owned resource cannot be read. A confirmation does not cover it, because status never showed it as
   * remaining.
   */
  private Optional<Finding> ownedNotReadable() {
    return input.recorded()
        .owned()
        .stream()
        .filter(owned -> !canRead(input, owned))
        .findFirst()
        .map(owned -> input.settings().serviceRole().isEmpty()
            ? DeletionMessages.removeOwnedWithoutRole(input, owned)
            : DeletionMessages.removeOwnedByOtherVersion(input, owned))
        .map(message -> Finding.stalled(Reason.AWAITING_SERVICE_ADMINISTRATOR, message));
  }

  /** A finding if an owned resource is in a Region that is no longer read. A confirmation does not cover it either. */
  private Optional<Finding> ownedNotCovered() {
    return ownedSeen.unread()
        .stream()
        .findFirst()
        .map(owned -> Finding.stalled(
            Reason.CLEANUP_NOT_VERIFIABLE,
            DeletionMessages.blockedUnseen(input, List.of(owned.inWords()), putBack(owned.region()))));
  }

  private Optional<Finding> unconfirmed(Cleanup cleanup) {
    if (confirmed) {
      return Optional.empty();
    }
    List<Cleanup.Item> lost = withEffect(cleanup, Effect.LOST);
    if (!lost.isEmpty()) {
      List<Cleanup.Item> seen = seenOf(lost);
      return Optional.of(Finding.stalled(Reason.CLEANUP_PENDING, seen.isEmpty()
          ? DeletionMessages.confirmUnseen(input, names(lost), unreadPlace(lost.getFirst()))
          : DeletionMessages.confirmLost(input, names(seen))));
    }
    if (cleanup.incomplete()) {
      return Optional.of(Finding.stalled(Reason.CLEANUP_NOT_VERIFIABLE, DeletionMessages.confirmIncomplete(input)));
    }
    Optional<Failure> unread = RemainingResources.unread(input);
    if (unread.isPresent() || !input.knowsWhatRemains()) {
      String message = DeletionMessages.confirmUnread(input, unread);
      boolean passing = unread.filter(Failure::passing).isPresent();
      return Optional.of(
          new Finding(
              passing ? Finding.Severity.WAITING : Finding.Severity.STALLED, Reason.CLEANUP_NOT_VERIFIABLE, message));
    }
    List<String> regions = ReadCoverage.regionsNotRead(input);
    if (!regions.isEmpty()) {
      return Optional
          .of(Finding.stalled(Reason.CLEANUP_NOT_VERIFIABLE, DeletionMessages.confirmDropped(input, regions)));
    }
    List<String> accounts = ReadCoverage.accountsNotRead(input);
    if (!accounts.isEmpty()) {
      return Optional
          .of(Finding.stalled(Reason.CLEANUP_NOT_VERIFIABLE, DeletionMessages.confirmNotAsked(input, accounts)));
    }
    return input.impact().needsConfirmation()
        ? Optional.of(Finding.stalled(Reason.IMPACT_NOT_CONFIRMED, DeletionMessages.confirmImpact(input)))
        : Optional.empty();
  }

  /** The items that this pass saw. If a read fails with a transient failure, all items as they were last seen. */
  private List<Cleanup.Item> seenOf(List<Cleanup.Item> items) {
    boolean passing = RemainingResources.unread(input).filter(Failure::passing).isPresent();
    return items.stream().filter(item -> item.seen() || passing).toList();
  }

  private static List<Cleanup.Item> withEffect(Cleanup cleanup, Effect effect) {
    return cleanup.items().stream().filter(item -> item.effect() == effect).toList();
  }

  /** Why the place of a thing that was seen before was not read, and what makes it readable again. */
  private UnreadPlace unreadPlace(Cleanup.Item item) {
    Remaining thing = item.thing();
    boolean ofIntegration = RemainingResources.questionOf(thing.kind()).equals(Question.REMAINING);
    if (ofIntegration && input.observation().integration().isEmpty()) {
      return UnreadPlace.until("Restore the connection's spec.serviceRole");
    }
    if (!thing.region().equals("global") && !input.regions(input.settings()).contains(thing.region())) {
      return putBack(thing.region());
    }
    return RemainingResources.unread(input, thing)
        .map(UnreadPlace::withReason)
        .orElseGet(
            () -> UnreadPlace.until("List " + thing.accountId() + " in spec.delegatedAdministrators"));
  }

  private static UnreadPlace putBack(String region) {
    return UnreadPlace.until("Put " + region + " back in spec.regions.managed");
  }

  private static List<String> names(List<Cleanup.Item> items) {
    return items.stream().map(Cleanup.Item::thing).map(Remaining::inWords).toList();
  }

  /** Continues once all preconditions hold. */
  private Decision proceed() {
    return new Disabling(input, snapshot, listedAs, conclusion, confirmed, ownedSeen.beingRemoved()).plan();
  }

  private Decision stop(Finding finding) {
    return stop(finding, input.settings().observeInterval());
  }

  private Decision stop(Finding finding, Duration next) {
    conclusion.cleanedUp(Verdict.no(finding.reason(), finding.message()));
    return conclusion.because(finding).decide(Optional.empty(), next);
  }
}
