package dev.trustedaccess.domain.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.ReportedReady;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;

/**
 * Notices changes that others made, so that CloudTrail is asked who it was ({@link TrailSearch}). Only the newest one is
 * remembered, and none if the connection does not read CloudTrail.
 */
final class ChangesByOthers {
  /** What status reports while the declared administrators are there, or after others dismissed one. */
  private static final Set<Reason> BEFORE_ANOTHER_ADMINISTRATOR = Set.of(Reason.READY, Reason.CHANGED_BY_OTHERS);

  private ChangesByOthers() {}

  /**
   * After access was seen enabled: remembers the enabling if the operator did not do it. Access that was enabled before
   * the declaration existed is no change.
   */
  static Recorded enabled(PlanInput input, Recorded after, OrganizationSnapshot snapshot) {
    Recorded before = input.recorded();
    return after.enabledTime()
        .filter(date -> reads(input) && !date.equals(OrganizationSnapshot.UNDATED))
        .filter(date -> !date.isBefore(before.enabledTime().orElse(input.declared().created())))
        .filter(date -> !before.enabledTime().equals(Optional.of(date)) && !ObservedAccess.isExplained(before, date))
        .map(date -> after.withChangeByOthers(ChangeByOthers.ofAccess(
            ChangeByOthers.Kind.ENABLE, date.minus(Timing.TRAIL_TOLERANCE), snapshot.awsTime())))
        .orElse(after);
  }

  /** After access that was enabled was seen disabled: remembers the disabling. */
  static Recorded disabled(PlanInput input, Recorded after, OrganizationSnapshot snapshot) {
    return after.latestEnabledTime()
        .filter(_ -> reads(input))
        .map(enabled -> after.withChangeByOthers(ChangeByOthers.ofAccess(
            ChangeByOthers.Kind.DISABLE, enabled, snapshot.awsTime())))
        .orElse(after);
  }

  /**
   * After owned administrators were seen missing: remembers the dismissal of the first. It was there after the operator
   * appointed it.
   */
  static Recorded dismissed(
      PlanInput input, Recorded after, List<OwnedResource> gone, OrganizationSnapshot snapshot) {
    return gone.stream().findFirst().map(first -> dismissed(input, after, first, snapshot)).orElse(after);
  }

  private static Recorded dismissed(PlanInput input, Recorded after, OwnedResource gone,
      OrganizationSnapshot snapshot) {
    Instant since = after.lastChange()
        .filter(change -> change.is(Change.Kind.INITIALIZE) && change.subject().equals(Optional.of(gone.inWords())))
        .map(Change::time)
        .or(after::latestEnabledTime)
        .orElse(input.declared().created());
    return reads(input)
        ? after.withChangeByOthers(ChangeByOthers.ofAdministrator(
            ChangeByOthers.Kind.DISMISS_ADMINISTRATOR, gone.accountId(), gone.region(), since, snapshot.awsTime()))
        : after;
  }

  /** After another administrator was seen in the place of a declared one: remembers its appointment. */
  static Recorded appointed(PlanInput input, AdministratorsSeen seen, OrganizationSnapshot snapshot) {
    return seen.appointed()
        .stream()
        .filter(one -> !input.desired().administrators().contains(one.accountId())
            && one.stage() != InitializationState.Stage.BEING_REMOVED)
        .findFirst()
        .map(one -> appointed(input, one.accountId(), one.region(), snapshot))
        .orElse(input.recorded());
  }

  private static Recorded appointed(PlanInput input, String accountId, String region, OrganizationSnapshot snapshot) {
    boolean anew = input.observation()
        .reportedReady()
        .map(ReportedReady::reason)
        .filter(BEFORE_ANOTHER_ADMINISTRATOR::contains)
        .isPresent();
    Instant since = input.recorded().latestEnabledTime().orElse(input.declared().created());
    return reads(input) && anew
        ? input.recorded()
            .withChangeByOthers(ChangeByOthers.ofAdministrator(
                ChangeByOthers.Kind.APPOINT_ADMINISTRATOR, accountId, region, since, snapshot.awsTime()))
        : input.recorded();
  }

  private static boolean reads(PlanInput input) {
    return input.usable().filter(ConnectionSettings::readsCloudTrail).isPresent();
  }
}
