package dev.trustedaccess.domain.declaration;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.ChangeOutcome;
import dev.trustedaccess.domain.organization.OwnedResource;

/**
 * What a declaration's status remembers. The operator has no other memory of a declaration.
 *
 * @param organizationId the organization in which it was first seen
 * @param enabledBy who enabled access as it is now
 * @param enabledTime DateEnabled as last seen, by AWS's clock
 * @param reenabledTime the enabledTime at which access was enabled again after it was disabled; empty if it was never
 *     disabled
 * @param owned the resources that the operator created during initialization
 * @param removedByOthers resources that the operator created and others removed; it does not create them again
 * @param lastChange the last change that was planned
 * @param corrections when drift was last corrected, by AWS's clock, at most {@value #KEPT_CORRECTIONS}
 * @param reportedRemaining what status has reported as remaining during this deletion
 * @param toRead the places that must be read before access is disabled
 * @param deletionSeen when the first snapshot for this deletion was taken, by AWS's clock; empty if there was none yet
 * @param changeByOthers the newest change that others made, if the connection reads CloudTrail; empty if there was none
 */
public record Recorded(
    Optional<String> organizationId,
    Optional<EnabledBy> enabledBy,
    Optional<Instant> enabledTime,
    Optional<Instant> reenabledTime,
    List<OwnedResource> owned,
    List<OwnedResource> removedByOthers,
    Optional<Change> lastChange,
    List<Instant> corrections,
    Cleanup reportedRemaining,
    PlacesToRead toRead,
    Optional<Instant> deletionSeen,
    Optional<ChangeByOthers> changeByOthers) {
  /** How many corrections of drift are remembered. */
  public static final int KEPT_CORRECTIONS = 3;

  public static final Recorded NOTHING = new Recorded(
      Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty(),
      List.of(), Cleanup.NOTHING, PlacesToRead.NOTHING, Optional.empty(), Optional.empty());

  public Recorded {
    owned = List.copyOf(owned);
    removedByOthers = List.copyOf(removedByOthers);
    corrections = List.copyOf(corrections);
  }

  /** Whether nothing is recorded of this declaration: it has never passed its checks. */
  public boolean isEmpty() {
    return enabledBy.isEmpty() && lastChange.isEmpty() && owned.isEmpty();
  }

  /**
   * An Enable that was planned and whose effect no DateEnabled has shown yet. A date that was remembered before the
   * effect was seen does not show it.
   */
  public Optional<Change> pendingEnable() {
    return lastChange.filter(change -> change.is(Change.Kind.ENABLE))
        .filter(change -> !change.seen() || enabledTime.filter(date -> !date.isBefore(change.time())).isEmpty());
  }

  /**
   * What is remembered after the last planned change ended with {@code outcome}. If the change certainly had no effect,
   * what was recorded with the intent (an owned resource, a correction) is dropped too.
   *
   * @param before what was remembered before the intent
   */
  public Recorded ended(ChangeOutcome outcome, Recorded before) {
    Change ended = lastChange.orElseThrow().ended(outcome);
    return (ended.refused().isPresent() ? before : this).withLastChange(ended);
  }

  public Recorded withLastChange(Change change) {
    return new Recorded(
        organizationId, enabledBy, enabledTime, reenabledTime, owned, removedByOthers, Optional.of(change), corrections,
        reportedRemaining,
        toRead, deletionSeen, changeByOthers);
  }

  /** With the effect of the last change seen, if it was of this kind. */
  public Recorded withEffectSeen(Change.Kind kind) {
    return lastChange.filter(change -> change.kind() == kind && !change.seen())
        .map(change -> withLastChange(change.withEffectSeen()))
        .orElse(this);
  }

  /** Without the last change: its obstacle is resolved, so the next change starts a new series of attempts. */
  public Recorded withoutLastChange() {
    return new Recorded(organizationId, enabledBy, enabledTime, reenabledTime, owned, removedByOthers, Optional.empty(),
        corrections,
        reportedRemaining, toRead, deletionSeen, changeByOthers);
  }

  /** With one more owned resource, and the registration that comes with it, if any. */
  public Recorded withOwned(OwnedResource resource, Optional<OwnedResource> registration) {
    return withOwned(
        Stream.of(owned.stream(), registration.stream(), Stream.of(resource))
            .flatMap(each -> each)
            .distinct()
            .toList());
  }

  public Recorded withOwned(List<OwnedResource> resources) {
    return new Recorded(organizationId, enabledBy, enabledTime, reenabledTime, resources, removedByOthers, lastChange,
        corrections,
        reportedRemaining,
        toRead, deletionSeen, changeByOthers);
  }

  /** The same, with each administrator as what Organizations lists of it: its registration. */
  public Recorded asRegistrations() {
    return withOwned(asRegistrations(owned)).withRemovedByOthers(asRegistrations(removedByOthers));
  }

  private static List<OwnedResource> asRegistrations(List<OwnedResource> resources) {
    return resources.stream()
        .map(one -> one.kind().equals(OwnedResource.ADMINISTRATOR) ? OwnedResource.registration(one.accountId()) : one)
        .distinct()
        .toList();
  }

  public Recorded withRemovedByOthers(List<OwnedResource> resources) {
    return new Recorded(organizationId, enabledBy, enabledTime, reenabledTime, owned, resources, lastChange,
        corrections,
        reportedRemaining, toRead, deletionSeen, changeByOthers);
  }

  public Recorded withToRead(PlacesToRead places) {
    return new Recorded(organizationId, enabledBy, enabledTime, reenabledTime, owned, removedByOthers, lastChange,
        corrections,
        reportedRemaining,
        places, deletionSeen, changeByOthers);
  }

  /** With this newest change by others; one that is remembered already stays as it is. */
  public Recorded withChangeByOthers(ChangeByOthers noticed) {
    return changeByOthers.filter(noticed::isSameAs).isPresent() ? this : replacingChangeByOthers(noticed);
  }

  /** With what is known by now of the newest change by others. */
  public Recorded replacingChangeByOthers(ChangeByOthers known) {
    return new Recorded(organizationId, enabledBy, enabledTime, reenabledTime, owned, removedByOthers, lastChange,
        corrections,
        reportedRemaining,
        toRead, deletionSeen, Optional.of(known));
  }

  /**
   * With a snapshot for the deletion, taken at {@code awsTime}. The first such time is kept, unless it is in the
   * future.
   */
  public Recorded withDeletionSeen(Instant awsTime) {
    Instant first = deletionSeen.filter(seen -> !seen.isAfter(awsTime)).orElse(awsTime);
    return new Recorded(organizationId, enabledBy, enabledTime, reenabledTime, owned, removedByOthers, lastChange,
        corrections,
        reportedRemaining,
        toRead, Optional.of(first), changeByOthers);
  }

  /** With drift corrected at {@code awsTime}; only the latest corrections are kept. */
  public Recorded withCorrection(Instant awsTime) {
    List<Instant> all = Stream.concat(corrections.stream(), Stream.of(awsTime)).toList();
    List<Instant> kept = all.subList(Math.max(0, all.size() - KEPT_CORRECTIONS), all.size());
    return new Recorded(organizationId, enabledBy, enabledTime, reenabledTime, owned, removedByOthers, lastChange, kept,
        reportedRemaining,
        toRead, deletionSeen, changeByOthers);
  }

  /**
   * The date of the current enablement, which a confirmation must name. After access was enabled again, a lagging list
   * may show an older date; that date does not start another enablement.
   */
  public Optional<Instant> latestEnabledTime() {
    return Stream.concat(enabledTime.stream(), reenabledTime.stream()).max(Comparator.naturalOrder());
  }

  /** Whether the last change is an Enable that was planned no longer than {@code most} before {@code awsTime}. */
  public boolean enabledWithin(Duration most, Instant awsTime) {
    return lastChange.filter(change -> change.is(Change.Kind.ENABLE))
        .filter(change -> Timing.distance(change.time(), awsTime).compareTo(most) <= 0)
        .isPresent();
  }

  /** Whether access was seen with a DateEnabled at or after {@code moment}. */
  public boolean enabledSince(Instant moment) {
    return Stream.concat(enabledTime.stream(), reenabledTime.stream()).anyMatch(date -> !date.isBefore(moment));
  }

  /**
   * What is remembered after access was seen enabled at {@code awsTime}. A list that lags behind may show an older date
   * after a newer one. A remembered date in the future is not trusted.
   *
   * @param organization the id of the organization
   * @param by who enabled it
   * @param date DateEnabled as AWS lists it
   * @param awsTime when the snapshot was taken, by AWS's clock
   */
  public Recorded withEnabledSeen(String organization, EnabledBy by, Instant date, Instant awsTime) {
    Optional<Instant> reenabled = enabledTime.filter(before -> !before.equals(date)).isPresent()
        ? Optional.of(reenabledTime.filter(date::isBefore).filter(time -> !time.isAfter(awsTime)).orElse(date))
        : reenabledTime;
    return new Recorded(
        Optional.of(organization), Optional.of(by), Optional.of(date), reenabled, owned, removedByOthers, lastChange,
        corrections,
        reportedRemaining,
        toRead, deletionSeen, changeByOthers)
        .withEffectSeen(Change.Kind.ENABLE);
  }
}
