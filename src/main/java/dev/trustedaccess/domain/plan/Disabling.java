package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Plans the changes of a deletion once the disable preconditions hold: removes the owned resources, one in a pass. Once
 * reads no longer show any, it disables access.
 *
 * @param input the plan's input
 * @param snapshot the organization snapshot that shows access enabled
 * @param listedAs the name under which AWS lists access
 * @param conclusion collects what the pass concludes
 * @param confirmed whether the service administrator confirmed the cleanup for this deletion
 * @param beingRemoved owned resources that are already being removed
 */
record Disabling(
    PlanInput input,
    OrganizationSnapshot snapshot,
    String listedAs,
    Conclusion conclusion,
    boolean confirmed,
    List<OwnedResource> beingRemoved) {
  private static final String DEREGISTER = "organizations:DeregisterDelegatedAdministrator";

  Decision plan() {
    if (!input.fresh(snapshot)) {
      return new Decision.Ask(Question.FRESH_SNAPSHOT);
    }
    conclusion.cleanedUp(
        confirmed
            ? Verdict.yes(Reason.CLEANUP_CONFIRMED, DeletionMessages.confirmedCleanup())
            : Verdict.yes(Reason.CLEANED_UP, DeletionMessages.nothingRemains()));
    return input.recorded()
        .owned()
        .stream()
        // The service's own dismissal needs the registration with Organizations, so that is removed last.
        .min(Comparator.comparing(OwnedResource::isRegistration))
        .map(this::removeOwned)
        .orElseGet(this::disable);
  }

  private Decision removeOwned(OwnedResource owned) {
    if (beingRemoved.contains(owned)) {
      return awaitRemoval(owned);
    }
    if (!input.isOfOrganizations(owned) && !input.settings().mayInitialize()) {
      return decide(
          Finding.stalled(Reason.AWAITING_SERVICE_ADMINISTRATOR,
              DeletionMessages.removeOwnedWithoutMode(input, owned)));
    }
    Optional<Failure> accountClosed = RemainingResources.accountClosed(input, owned);
    if (accountClosed.isPresent() && isDismissedInItsAccount(owned)) {
      return decide(Finding.stalled(accountClosed.get().reason(),
          DeletionMessages.removeOwnedClosed(input, accountClosed.get())));
    }
    return change(
        Change.Kind.REMOVE_OWNED_RESOURCE, Optional.of(owned.inWords()),
        input.isOfOrganizations(owned) ? DEREGISTER : "the service's removal call",
        DeletionMessages.removingOwned(input, owned),
        new Action.RemoveOwnedResource(owned, input.awsNow(snapshot), confirmed));
  }

  private boolean isDismissedInItsAccount(OwnedResource owned) {
    return !owned.isRegistration()
        && input.observation()
            .integration()
            .filter(Observation.Integration::administratorDismissesItself)
            .isPresent();
  }

  /**
   * Waits for a removal, no matter who requested it or how long it takes. The service would refuse a second request.
   */
  private Decision awaitRemoval(OwnedResource owned) {
    Duration next = input.recorded()
        .lastChange()
        .filter(change -> change.is(Change.Kind.REMOVE_OWNED_RESOURCE))
        .map(change -> input.watch(change.time(), snapshot))
        .orElse(input.settings().observeInterval());
    return decide(Finding.waiting(Reason.DISABLING, DeletionMessages.removingOwned(input, owned)), next);
  }

  private Decision disable() {
    AccessMethod method = input.disableMethod();
    Optional<Finding> obstacle = OwnCalls.disableObstacle(input);
    if (obstacle.isPresent()) {
      return decide(obstacle.get());
    }
    return OwnCalls.beforeSending(input, method, Change.Kind.DISABLE, snapshot, conclusion)
        .orElseGet(() -> change(
            Change.Kind.DISABLE, Optional.empty(), method.how(), DeletionMessages.disabling(input),
            new Action.Disable(listedAs, method.by(), input.awsNow(snapshot), confirmed)));
  }

  /** Plans the change, unless an earlier attempt may still take effect or the next attempt is not due yet. */
  private Decision change(
      Change.Kind kind, Optional<String> subject, String operation, String message, Action action) {
    Optional<Change> sent = input.recorded()
        .lastChange()
        .filter(change -> change.is(kind) && change.subject().equals(subject));
    if (sent.isPresent() && !input.timing().settled(sent, snapshot.awsTime())) {
      Finding finding = Refusal.afterSeveralAttempts(input, kind, subject, operation, snapshot)
          .map(this::notDisabled)
          .orElseGet(() -> Finding.waiting(Reason.DISABLING, message));
      return conclusion.because(finding).decide(Optional.empty(), input.watch(sent.get().time(), snapshot));
    }
    Optional<Refusal> refusal = Refusal.of(input, kind, subject, operation, snapshot);
    if (refusal.filter(earlier -> !earlier.due()).isPresent()) {
      return decide(notDisabled(refusal.get()), PlanInput.atLeastASecond(refusal.get().left()));
    }
    return conclusion.attempts(kind, refusal)
        .because(refusal.map(this::notDisabled)
            .orElseGet(() -> Finding.waiting(Reason.DISABLING, message)))
        .decide(Optional.of(action), Timing.SHORTEST);
  }

  private Finding notDisabled(Refusal refusal) {
    return refusal.refused()
        .filter(refused -> refused.cause().isStated())
        .map(refused -> new Finding(
            refusal.finding().severity(), refused.reason(), DeletionMessages.refused(input, refused)))
        .orElseGet(() -> notDisabled(refusal.finding()));
  }

  /** The same finding, with the command that cancels the deletion in its message. */
  private Finding notDisabled(Finding found) {
    return new Finding(found.severity(), found.reason(), DeletionMessages.stalled(input, found.message()));
  }

  private Decision decide(Finding finding) {
    return decide(finding, input.settings().observeInterval());
  }

  private Decision decide(Finding finding, Duration next) {
    return conclusion.because(finding)
        .decide(Optional.empty(), Backoff.shorter(next, input.settings().observeInterval()));
  }
}
