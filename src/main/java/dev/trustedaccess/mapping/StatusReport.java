package dev.trustedaccess.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Limits;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.RoleCoverage;
import dev.trustedaccess.domain.plan.Decision;
import org.jspecify.annotations.Nullable;

/** Creates a declaration's new status. */
public final class StatusReport {
  /**
   * Begins the kind of what others removed. Older kinds may drop the field removedByOthers; without the prefix, the
   * operator would then take for its own what others create in its place, and remove it.
   */
  static final String FORMER = "former-";

  public static final String ACCESS_ENABLED = "AccessEnabled";
  public static final String INITIALIZED = "Initialized";
  public static final String ROLES_PRESENT = "RolesPresent";
  public static final String CLEANED_UP = "CleanedUp";
  public static final String READY = Conditions.READY;

  private StatusReport() {}

  /**
   * The status after a pass.
   *
   * @param conclusion what the pass concluded
   * @param declared the object, with the generation that the plan was for
   * @param before its status before the pass; null if it had none
   * @param now the time for transitions, by our clock
   */
  public static TrustedServiceAccessStatus of(
      Decision.Conclude conclusion, Declared declared, @Nullable TrustedServiceAccessStatus before, Instant now) {
    return of(conclusion, declared, before, now, Optional.empty());
  }

  /**
   * The same, after a pass that has served a request to reconcile.
   *
   * @param served the request that the pass has served; empty if there was none
   */
  public static TrustedServiceAccessStatus of(
      Decision.Conclude conclusion, Declared declared, @Nullable TrustedServiceAccessStatus before, Instant now,
      Optional<String> served) {
    boolean deleting = declared.deleted().isPresent();
    Conditions conditions = new Conditions(before == null ? null : before.conditions(), declared.generation(), now)
        .add(ACCESS_ENABLED, conclusion.access(), deleting)
        .add(INITIALIZED, conclusion.initialized(), deleting)
        .add(ROLES_PRESENT, conclusion.roles(), deleting);
    conclusion.cleanedUp().ifPresent(verdict -> conditions.add(CLEANED_UP, verdict, false));
    Recorded recorded = conclusion.recorded();
    conditions.add(READY, KubectlConfirmation.added(conclusion.ready(), declared, recorded), false);
    Optional<TrustedServiceAccessStatus> old = Optional.ofNullable(before);
    return new TrustedServiceAccessStatus(
        declared.generation(),
        declared.uid(),
        recorded.organizationId().orElse(null),
        recorded.enabledBy().map(EnabledBy::apiName).orElse(null),
        recorded.enabledTime().map(Instant::toString).orElse(null),
        recorded.reenabledTime().map(Instant::toString).orElse(null),
        conclusion.integration().orElse(null),
        conclusion.impact().map(Impact::apiName).orElse(null),
        orNull(Stream.concat(
            recorded.owned().stream().map(StatusReport::owned),
            recorded.removedByOthers().stream().map(StatusReport::removedByOthers)).toList()),
        conclusion.coverage()
            .map(StatusReport::fraction)
            .orElseGet(
                () -> old.map(TrustedServiceAccessStatus::roles).orElse(null)),
        conclusion.coverage()
            .map(StatusReport::coverage)
            .orElseGet(
                () -> old.map(TrustedServiceAccessStatus::serviceLinkedRoles).orElse(null)),
        conclusion.cleanup()
            .map(StatusReport::cleanup)
            .orElseGet(() -> old.filter(_ -> deleting).map(TrustedServiceAccessStatus::cleanup).orElse(null)),
        orNull(recorded.toRead().regions().stream().sorted().limit(Limits.REGIONS).toList()),
        orNull(recorded.toRead().accounts().stream().sorted().limit(Limits.ADMINISTRATORS).toList()),
        recorded.deletionSeen().map(Instant::toString).orElse(null),
        recorded.lastChange().map(StatusReport::change).orElse(null),
        recorded.changeByOthers().map(StatusReport::changeByOthers).orElse(null),
        served.or(() -> old.map(TrustedServiceAccessStatus::lastHandledReconcileAt)).orElse(null),
        orNull(recorded.corrections().stream().map(Instant::toString).toList()),
        conditions.withFinding(conclusion.finding()));
  }

  /** The last change, planned or ended, as status stores it. */
  public static TrustedServiceAccessStatus.LastChange change(Change change) {
    return new TrustedServiceAccessStatus.LastChange(
        change.time().toString(), change.kind().apiName(), change.subject().orElse(null),
        change.requestId().orElse(null),
        change.refused().map(refused -> refused.reason().apiName()).orElse(null),
        change.refused().map(Change.Refused::cause).filter(Cause::isStated).map(Enum::name).orElse(null),
        change.refused()
            .map(Change.Refused::detail)
            .filter(detail -> !detail.isEmpty())
            .map(StatusReport::clipped)
            .orElse(null),
        change.attempt(),
        change.attempt() > 1 ? change.since().toString() : null, change.seen() ? true : null,
        change.circumstances().orElse(null),
        change.evidence().map(Departures::evidence).orElse(null));
  }

  private static TrustedServiceAccessStatus.LastChangeByOthers changeByOthers(ChangeByOthers change) {
    return new TrustedServiceAccessStatus.LastChangeByOthers(
        change.kind().apiName(), change.accountId().orElse(null),
        change.accountId().map(_ -> change.region()).orElse(null), change.since().toString(),
        change.observed().toString(), change.author().map(author -> author.time().toString()).orElse(null),
        change.author().map(author -> clipped(author.principalArn())).orElse(null),
        change.author().map(ChangeByOthers.Author::eventId).orElse(null), change.ended() ? true : null);
  }

  private static TrustedServiceAccessStatus.OwnedResource owned(OwnedResource resource) {
    return new TrustedServiceAccessStatus.OwnedResource(
        resource.kind(), resource.id(), resource.accountId(), resource.region(), null);
  }

  private static TrustedServiceAccessStatus.OwnedResource removedByOthers(OwnedResource resource) {
    return new TrustedServiceAccessStatus.OwnedResource(
        FORMER + resource.kind(), resource.id(), resource.accountId(), resource.region(), true);
  }

  private static @Nullable String fraction(List<RoleCoverage> coverage) {
    return coverage.isEmpty() ? null : coverage.getFirst().asFraction();
  }

  private static List<TrustedServiceAccessStatus.RoleCoverage> coverage(List<RoleCoverage> coverage) {
    return coverage.stream()
        .limit(Limits.ROLES)
        .map(role -> new TrustedServiceAccessStatus.RoleCoverage(
            role.roleName(), role.expected(), role.present(), role.absent(), role.unknown(),
            role.tooYoung() == 0 ? null : role.tooYoung(),
            orNull(role.absentAccounts()),
            role.observed().map(Instant::toString).orElse(null)))
        .toList();
  }

  private static TrustedServiceAccessStatus.Cleanup cleanup(Cleanup cleanup) {
    Cleanup kept = cleanup.kept(Limits.REMAINING);
    return new TrustedServiceAccessStatus.Cleanup(
        cleanup.items().size(),
        kept.items()
            .stream()
            .map(StatusReport::remaining)
            .toList(),
        // Where the list is incomplete, the value is set even if it is false: a missing value would prove nothing.
        (kept.incomplete() || kept.items().size() < cleanup.items().size()) ? kept.incomplete() : null);
  }

  static TrustedServiceAccessStatus.Remaining remaining(Cleanup.Item item) {
    return new TrustedServiceAccessStatus.Remaining(
        item.thing().kind(), clipped(item.thing().id()), item.thing().accountId(), item.thing().region(),
        item.effect().apiName());
  }

  /** An empty list is not stored, so that an unchanged status reads back as it was written. */
  static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }

  private static String clipped(String text) {
    return text.length() <= Limits.IDENTIFIER ? text : text.substring(0, Limits.IDENTIFIER);
  }
}
