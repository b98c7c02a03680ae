package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.catalog.InitializationFacts;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.ReportedReady;
import dev.trustedaccess.domain.declaration.ReportedRoles;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;

/** What AWS and the cluster show.
 *
 * @param <G> the type that each method returns for the next call
 */
abstract class GivenAws<G extends GivenAws<G>> extends GivenService<G> {
  OrganizationState organization = new OrganizationState(ORGANIZATION, MANAGEMENT, MANAGEMENT, true);
  final Map<String, Instant> enabled = new HashMap<>();
  boolean justVanished;
  boolean shownAgain;
  Duration snapshotAge = Duration.ZERO;
  Duration readsTake = Duration.ZERO;
  Optional<Failure> snapshotFails = Optional.empty();
  int missed;
  boolean prompted;
  Confirmation confirmation = Confirmation.NONE;
  Optional<Observation.Integration> integration = Optional.empty();
  final List<Sibling> siblings = new ArrayList<>();
  final Map<Question<?>, Fact<?>> answers = new HashMap<>();
  Optional<InitializationState> kept = Optional.empty();
  final Map<Question<?>, Integer> misses = new HashMap<>();

  Optional<ReportedRoles> said = Optional.empty();
  Optional<ReportedReady> reportedReady = Optional.empty();
  boolean reportedDisabled;

  // The world

  G enabled(Duration ago) {
    return enabled(PRINCIPAL, ago);
  }

  G enabled(String name, Duration ago) {
    enabled.put(name, AWS_NOW.minus(ago));
    return self();
  }

  G disabled() {
    enabled.remove(PRINCIPAL);
    return self();
  }

  /** The newest snapshot that the observer has is so old; a fresh one would show the same. */
  G snapshotAge(Duration age) {
    snapshotAge = age;
    return self();
  }

  /** AWS's clock shows this. */
  G awsShows(Instant time) {
    awsNow = time;
    return self();
  }

  /** The snapshot before showed it on, or there was none. */
  G justVanished() {
    justVanished = true;
    return self();
  }

  /** A second snapshot shows it again. */
  G shownAgain() {
    shownAgain = true;
    return justVanished();
  }

  G snapshotFails(Failure.Kind kind, int timesInARow) {
    snapshotFails = Optional.of(new Failure(kind, "organizations:DescribeOrganization"));
    missed = timesInARow;
    return self();
  }

  G organization(OrganizationState seen) {
    organization = seen;
    return self();
  }

  G prompted() {
    prompted = true;
    return self();
  }

  G confirmedInitialized(Duration enabledAgo) {
    confirmation = new Confirmation(Optional.of(new Confirmation.ConfirmedMoment(UID, AWS_NOW.minus(enabledAgo))),
        confirmation.cleanedUp());
    return self();
  }

  G confirmedCleanedUp() {
    return confirmedCleanedUp(UID, deleted.orElseThrow());
  }

  G confirmedCleanedUp(String uid, Instant moment) {
    confirmation = new Confirmation(confirmation.initialized(),
        Optional.of(new Confirmation.ConfirmedMoment(uid, moment)));
    return self();
  }

  /** Nothing is initialized for the service, and nothing but administrators can remain of it. */
  G accessSuffices() {
    accessSuffices = true;
    return leavesNothing();
  }

  /** Nothing but administrators can remain of the service. */
  G leavesNothing() {
    leavesNothing = true;
    return self();
  }

  /** A person initializes the service like this. */
  G initializedBy(String how) {
    initializationFacts = Optional.of(new InitializationFacts(Optional.empty(), how));
    return self();
  }

  /** The role is all that is read of the service, and a person creates it. */
  G awaitsRole(String role) {
    initializationFacts = Optional.of(new InitializationFacts(Optional.of(role), "create " + role));
    return self();
  }

  G remains(Remaining... things) {
    return answer(Question.REMAINING, new RemainingRead(List.of(things), EVERYWHERE, List.of()));
  }

  /** The same, where only these places could be read. */
  G remainsIn(Set<PlaceRead> read, Remaining... things) {
    return answer(Question.REMAINING, new RemainingRead(List.of(things), read, List.of()));
  }

  /** What status has kept of what this deletion named before. */
  G named(Cleanup.Item... kept) {
    return named(new Cleanup(List.of(kept), false));
  }

  G named(Cleanup kept) {
    return remembered(
        r -> new Recorded(r.organizationId(), r.enabledBy(), r.enabledTime(), r.reenabledTime(), r.owned(),
            r.removedByOthers(),
            r.lastChange(), r.corrections(), kept, r.toRead(), r.deletionSeen(), r.changeByOthers()));
  }

  /** Passes of this deletion before this one saw these Regions managed. */
  G managedBefore(String... regions) {
    return remembered(r -> r.withToRead(r.toRead().withRegions(List.of(regions))));
  }

  G sibling(String name, Duration createdAgo) {
    return sibling(name, "0-" + name, createdAgo);
  }

  G sibling(String name, String uid, Duration createdAgo) {
    siblings.add(new Sibling(name, name, true, true, uid, NOW.minus(createdAgo)));
    return self();
  }

  /** Another declaration of this principal, by another connection to the same organization or by this one. */
  G otherDeclaration(boolean sameConnection, boolean manages) {
    siblings.add(new Sibling("other", PRINCIPAL, sameConnection, manages, "0-other", NOW));
    return self();
  }

  /** A declaration of this principal by another connection to the same organization, named after both. */
  G elsewhere(String principal, boolean manages) {
    siblings.add(new Sibling(principal + ".other", principal, false, manages, "0-other", NOW));
    return self();
  }

  /** What is read after the snapshot takes so long. */
  G readsTake(Duration time) {
    readsTake = time;
    return self();
  }

  <T> G answer(Question<T> question, T value) {
    answers.put(question, Fact.known(value));
    return self();
  }

  <T> G unknown(Question<T> question, Failure.Kind kind) {
    answers.put(question, Fact.unknown(new Failure(kind, "mail:Describe in account " + ADMINISTRATOR)));
    return self();
  }

  <T> G unknown(Question<T> question, Failure failure) {
    answers.put(question, Fact.unknown(failure));
    return self();
  }

  /** The same, so often in a row. */
  <T> G unknown(Question<T> question, Failure.Kind kind, int timesInARow) {
    misses.put(question, timesInARow);
    return unknown(question, kind);
  }

  /** Whatever is not read was not, so often in a row. */
  G missedAll(int timesInARow) {
    List.of(Question.REMAINING, Question.DELEGATED_ADMINISTRATORS, Question.POLICY_TYPES)
        .forEach(question -> misses.put(question, timesInARow));
    return self();
  }

  /** Status reports this reason of the condition Ready. */
  G reported(Reason reason) {
    return reported(reason, false, Duration.ZERO);
  }

  /** Status reports this reason, and has been Stalled or else Reconciling for so long. */
  G reported(Reason reason, boolean stalled, Duration since) {
    reportedReady = Optional.of(new ReportedReady(reason, stalled, NOW.minus(since)));
    return self();
  }

  /** Status reports that access is disabled. */
  G reportedDisabled() {
    reportedDisabled = true;
    return self();
  }

  /** Status reports this of the roles. */
  G said(ReportedRoles words) {
    said = Optional.of(words);
    return self();
  }

  <T> G neverAsked(Question<T> question) {
    answers.remove(question);
    return self();
  }
}
