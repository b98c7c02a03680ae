package dev.trustedaccess.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.EnabledBy;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.PlacesToRead;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.ReportedReady;
import dev.trustedaccess.domain.declaration.ReportedRoles;
import dev.trustedaccess.domain.declaration.Verdict;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import org.jspecify.annotations.Nullable;

/** Converts a TrustedServiceAccess, and the statements of a ServiceConfirmation, to domain values. */
public final class DeclarationReader {
  /** The reasons of RolesPresent that are based on a read of the accounts. */
  private static final Set<Reason> ROLES_READ = Set.of(
      Reason.ROLES_AS_EXPECTED, Reason.ROLES_MISSING, Reason.ROLES_NOT_READ);

  private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");

  private DeclarationReader() {}

  /** What the declaration requests, with every default applied. */
  public static Reading<Desired> desired(TrustedServiceAccess object) {
    return Reading.of(() -> read(object));
  }

  private static Desired read(TrustedServiceAccess object) {
    Annotations.requireKnown(object);
    TrustedServiceAccessSpec spec = object.getSpec();
    if (spec == null) {
      throw new Rejection("spec", "", "at least servicePrincipal");
    }
    String principal = Fields.required("spec.servicePrincipal", spec.servicePrincipal(), "a service principal");
    String organization = organization(spec);
    String name = Kinds.declarationName(principal, organization);
    if (!name.equals(object.getMetadata().getName())) {
      throw new Rejection("metadata.name", object.getMetadata().getName(), name + ", to match spec");
    }
    var initialization = Optional.ofNullable(spec.initialization());
    var roles = Optional.ofNullable(spec.serviceLinkedRoles());
    return new Desired(
        principal,
        organization,
        Fields.choice("spec.mode", spec.mode(), Mode.MANAGE),
        Boolean.TRUE.equals(spec.acceptUnknownService()),
        Fields.choice(
            "spec.initialization.mode", initialization.map(TrustedServiceAccessSpec.Initialization::mode).orElse(null),
            Desired.InitializationMode.AUTOMATIC),
        Fields.accounts("spec.delegatedAdministrators", spec.delegatedAdministrators()),
        Fields.choice(
            "spec.serviceLinkedRoles.expectation",
            roles.map(TrustedServiceAccessSpec.ServiceLinkedRoles::expectation).orElse(null),
            Desired.RoleExpectation.AS_NEEDED),
        Fields.choice("spec.deletionPolicy", spec.deletionPolicy(), Desired.DeletionPolicy.RESTORE),
        Annotations.pause(object));
  }

  private static String organization(TrustedServiceAccessSpec spec) {
    return Optional.ofNullable(spec.organizationRef())
        .map(TrustedServiceAccessSpec.OrganizationRef::name)
        .flatMap(Fields::text)
        .orElse(Kinds.DEFAULT_ORGANIZATION);
  }

  /**
   * The name of the connection that a declaration uses, even if the rest of its spec cannot be read. If the spec names
   * no principal, the object's name decides.
   */
  public static String organizationOf(TrustedServiceAccess object) {
    return principal(object).isPresent()
        ? organization(Objects.requireNonNull(object.getSpec()))
        : Kinds.organizationOf(object.getMetadata().getName());
  }

  /**
   * The principal that a declaration names in its spec. If the spec names none, the object's name decides, because the
   * schema requires the name to match the spec.
   */
  public static String principalOf(TrustedServiceAccess object) {
    return principal(object).orElseGet(() -> Kinds.principalOf(object.getMetadata().getName()));
  }

  private static Optional<String> principal(TrustedServiceAccess object) {
    return Optional.ofNullable(object.getSpec())
        .map(TrustedServiceAccessSpec::servicePrincipal)
        .flatMap(Fields::text);
  }

  /** Whether the deletion policy is Retain, even if the rest of the spec cannot be read. */
  public static boolean retained(TrustedServiceAccess object) {
    return Optional.ofNullable(object.getSpec())
        .map(TrustedServiceAccessSpec::deletionPolicy)
        .filter(Desired.DeletionPolicy.RETAIN.apiName()::equals)
        .isPresent();
  }

  /**
   * The object's name, uid, generation and times, and whether it has the operator's finalizer. An unreadable creation
   * time counts as the epoch. An unreadable deletion time counts as a time in the far future, so that the deletion hold
   * never ends.
   */
  public static Declared declared(TrustedServiceAccess object) {
    ObjectMeta meta = object.getMetadata();
    return new Declared(
        meta.getName(),
        meta.getUid(),
        Optional.ofNullable(meta.getGeneration()).orElse(0L),
        Fields.time(meta.getCreationTimestamp()).orElse(Instant.EPOCH),
        Optional.ofNullable(meta.getDeletionTimestamp()).map(time -> Fields.time(time).orElse(FAR_FUTURE)),
        object.hasFinalizer(Kinds.ACCESS_FINALIZER));
  }

  /**
   * What an object's own status remembers ({@link TrustedServiceAccess#ownStatus}). What cannot be read is dropped, and
   * an unreadable {@code enabledBy} counts as Other.
   */
  public static Recorded recorded(@Nullable TrustedServiceAccessStatus status) {
    if (status == null) {
      return Recorded.NOTHING;
    }
    Optional<Instant> enabled = Fields.time(status.enabledTime());
    Optional<EnabledBy> enabledBy = Fields.known(status.enabledBy(), EnabledBy.values())
        .or(() -> enabled.map(_ -> EnabledBy.OTHER));
    return new Recorded(
        Fields.text(status.organizationId()),
        enabledBy,
        enabled,
        Fields.time(status.reenabledTime()),
        owned(status, false),
        owned(status, true),
        Optional.ofNullable(status.lastChange()).flatMap(DeclarationReader::change),
        orEmpty(status.corrections()).stream().flatMap(time -> Fields.time(time).stream()).toList(),
        Optional.ofNullable(status.cleanup()).map(DeclarationReader::cleanup).orElse(Cleanup.NOTHING),
        new PlacesToRead(
            Set.copyOf(orEmpty(status.managedRegions())), Set.copyOf(orEmpty(status.administratorAccounts()))),
        Fields.time(status.deletionSeenTime()),
        Optional.ofNullable(status.lastChangeByOthers()).flatMap(DeclarationReader::changeByOthers));
  }

  /**
   * What status reported as remaining. If part of it cannot be read, something is missing from the list, and nothing
   * proves that it was removed.
   */
  private static Cleanup cleanup(TrustedServiceAccessStatus.Cleanup reported) {
    List<TrustedServiceAccessStatus.Remaining> kept = orEmpty(reported.remaining());
    List<Cleanup.Item> items = kept.stream().flatMap(thing -> item(thing).stream()).toList();
    boolean unreadable = items.size() < kept.size();
    boolean more = Objects.requireNonNullElse(reported.remainingCount(), 0) > items.size();
    boolean everyPlace = Boolean.FALSE.equals(reported.placesLeftOut());
    return new Cleanup(items, unreadable || Boolean.TRUE.equals(reported.placesLeftOut()) || (more && !everyPlace));
  }

  /** One thing that status reported as remaining; empty if it cannot be read. */
  static Optional<Cleanup.Item> item(TrustedServiceAccessStatus.Remaining thing) {
    return Fields.text(thing.kind())
        .flatMap(kind -> Fields.text(thing.id())
            .flatMap(id -> Fields.known(thing.effect(), Effect.values())
                .map(effect -> new Cleanup.Item(
                    new Remaining(kind, id, Objects.requireNonNullElse(thing.account(), ""),
                        Objects.requireNonNullElse(thing.region(), "")),
                    effect, false))));
  }

  private static List<OwnedResource> owned(TrustedServiceAccessStatus status, boolean removedByOthers) {
    return orEmpty(status.ownedResources()).stream()
        .filter(resource -> isRemovedByOthers(resource) == removedByOthers)
        .flatMap(resource -> owned(resource).stream())
        .toList();
  }

  private static boolean isRemovedByOthers(TrustedServiceAccessStatus.OwnedResource resource) {
    return Boolean.TRUE.equals(resource.removedByOthers())
        || Fields.text(resource.kind()).filter(kind -> kind.startsWith(StatusReport.FORMER)).isPresent();
  }

  private static Optional<OwnedResource> owned(TrustedServiceAccessStatus.OwnedResource resource) {
    return Fields.text(resource.kind())
        .map(kind -> kind.startsWith(StatusReport.FORMER) ? kind.substring(StatusReport.FORMER.length()) : kind)
        .flatMap(kind -> Fields.text(resource.id())
            .map(id -> new OwnedResource(
                kind, id, Fields.text(resource.accountId()).orElse(id),
                Fields.text(resource.region()).orElse(OwnedResource.GLOBAL))));
  }

  /** What others changed, and who it was if that can be read. */
  static Optional<ChangeByOthers> changeByOthers(TrustedServiceAccessStatus.LastChangeByOthers last) {
    Optional<ChangeByOthers.Author> author = Fields.text(last.principalArn())
        .flatMap(arn -> Fields.time(last.time())
            .flatMap(time -> Fields.text(last.eventId()).map(id -> new ChangeByOthers.Author(arn, time, id))));
    return Fields.known(last.action(), ChangeByOthers.Kind.values())
        .flatMap(kind -> Fields.time(last.earliestTime())
            .flatMap(since -> Fields.time(last.observedTime())
                .map(observed -> new ChangeByOthers(
                    kind, Fields.text(last.account()), Fields.text(last.region()).orElse(OwnedResource.GLOBAL), since,
                    observed, author, Boolean.TRUE.equals(last.searchEnded())))));
  }

  private static Optional<Change> change(TrustedServiceAccessStatus.LastChange last) {
    return Fields.time(last.time())
        .flatMap(time -> Fields.known(last.action(), Change.Kind.values())
            .map(kind -> new Change(
                time, kind, Fields.text(last.subject()), Fields.text(last.requestId()),
                Fields.known(last.refused(), Reason.values())
                    .map(reason -> new Change.Refused(
                        reason, Fields.known(last.cause(), Cause.values()).orElse(Cause.NOT_STATED),
                        Fields.text(last.detail()).orElse(""))),
                Math.max(1, Objects.requireNonNullElse(last.attempt(), 1)),
                Fields.time(last.firstTime()).filter(since -> !since.isAfter(time)).orElse(time),
                Boolean.TRUE.equals(last.seen()), Fields.text(last.circumstances()),
                Optional.ofNullable(last.evidence()).map(Departures::evidence))));
  }

  /**
   * What status reports about the roles at the object's own generation, if that is based on a read of the accounts. The
   * condition is written together with the coverage that it describes, so the coverage has the time of the read.
   */
  public static Optional<ReportedRoles> reportedRoles(TrustedServiceAccess object) {
    Optional<TrustedServiceAccessStatus> status = Optional.ofNullable(object.ownStatus());
    Optional<Instant> observed = status.map(TrustedServiceAccessStatus::serviceLinkedRoles)
        .orElse(List.of())
        .stream()
        .flatMap(role -> Fields.time(role.observedTime()).stream())
        .min(Instant::compareTo);
    return condition(object, StatusReport.ROLES_PRESENT)
        .filter(condition -> Objects.equals(condition.observedGeneration(), object.getMetadata().getGeneration()))
        .flatMap(condition -> Fields.known(condition.reason(), Reason.values())
            .filter(ROLES_READ::contains)
            .flatMap(reason -> Fields.known(condition.status(), Verdict.Truth.values())
                .flatMap(truth -> Fields.text(condition.message())
                    .flatMap(message -> observed.map(time -> new ReportedRoles(truth, reason, message, time))))));
  }

  /** Why the object is or is not ready according to status; empty without a reason and time that this version knows. */
  public static Optional<ReportedReady> reportedReady(TrustedServiceAccess object) {
    return condition(object, Conditions.READY).flatMap(ready -> {
      Optional<Condition> stalled = condition(object, Conditions.STALLED);
      Condition latest = stalled.or(() -> condition(object, Conditions.RECONCILING)).orElse(ready);
      return Fields.known(ready.reason(), Reason.values())
          .flatMap(reason -> Fields.time(latest.lastTransitionTime())
              .map(since -> new ReportedReady(reason, stalled.isPresent(), since)));
    });
  }

  /** Whether status reports that access is disabled. */
  public static boolean reportedDisabled(TrustedServiceAccess object) {
    return condition(object, StatusReport.ACCESS_ENABLED)
        .filter(access -> Verdict.Truth.FALSE.apiName().equals(access.status()))
        .isPresent();
  }

  private static Optional<Condition> condition(TrustedServiceAccess object, String type) {
    return Optional.ofNullable(object.ownStatus())
        .map(TrustedServiceAccessStatus::conditions)
        .orElse(List.of())
        .stream()
        .filter(condition -> type.equals(condition.type()))
        .findFirst();
  }

  /** The name of the integration that status reports; empty if it reports none. */
  public static Optional<String> reportedIntegration(TrustedServiceAccess object) {
    return Optional.ofNullable(object.ownStatus()).map(TrustedServiceAccessStatus::integration);
  }

  /** The statements of a confirmation; {@link Confirmation#NONE} if it is absent or being deleted. */
  public static Confirmation confirmation(@Nullable ServiceConfirmation object) {
    if (object == null || object.getMetadata().getDeletionTimestamp() != null) {
      return Confirmation.NONE;
    }
    Optional<ServiceConfirmationSpec> spec = Optional.ofNullable(object.getSpec());
    Optional<Confirmation.ConfirmedMoment> cleanedUp = spec.map(ServiceConfirmationSpec::cleanedUp)
        .flatMap(statement -> moment(statement.accessUid(), statement.deletionTimestamp()));
    return new Confirmation(
        spec.map(ServiceConfirmationSpec::initialized)
            .flatMap(statement -> moment(statement.accessUid(), statement.enabledTime())),
        cleanedUp, cleanedUp.flatMap(_ -> Departures.writerOfCleanedUp(object)));
  }

  private static Optional<Confirmation.ConfirmedMoment> moment(@Nullable String uid, @Nullable String moment) {
    return Fields.text(uid)
        .flatMap(declaration -> Fields.time(moment).map(time -> new Confirmation.ConfirmedMoment(declaration, time)));
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
