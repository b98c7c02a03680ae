package dev.trustedaccess.desired;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmationSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.Cause;
import dev.trustedaccess.domain.Change;
import dev.trustedaccess.domain.Cleanup;
import dev.trustedaccess.domain.Confirmation;
import dev.trustedaccess.domain.Declared;
import dev.trustedaccess.domain.Desired;
import dev.trustedaccess.domain.Effect;
import dev.trustedaccess.domain.Mode;
import dev.trustedaccess.domain.OpenedBy;
import dev.trustedaccess.domain.Reason;
import dev.trustedaccess.domain.Recorded;
import dev.trustedaccess.domain.Remaining;
import dev.trustedaccess.domain.RolesSaid;
import dev.trustedaccess.domain.SetUp;
import dev.trustedaccess.domain.ToRead;
import dev.trustedaccess.domain.Verdict;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import org.jspecify.annotations.Nullable;

/** Reads a TrustedServiceAccess, and the words of a ServiceConfirmation. */
public final class DeclarationReader {
  private static final String ROLES_PRESENT = "RolesPresent";
  /** Reasons that a read of the accounts gives. */
  private static final Set<Reason> ROLES_READ = Set.of(
      Reason.RolesAsExpected, Reason.RolesMissing, Reason.RolesNotRead);

  private static final Instant TO_COME = Instant.parse("9999-01-01T00:00:00Z");

  private DeclarationReader() {}

  /** What the declaration asks for, with every default applied. */
  public static Reading<Desired> desired(TrustedServiceAccess object) {
    return Reading.of(() -> read(object));
  }

  private static Desired read(TrustedServiceAccess object) {
    TrustedServiceAccessSpec spec = object.getSpec();
    if (spec == null) {
      throw new Rejection("spec", "", "at least servicePrincipal");
    }
    String principal = Fields.required("spec.servicePrincipal", spec.servicePrincipal(), "a service principal");
    String organization = organization(spec);
    String name = Kinds.declarationName(principal, organization);
    if (!name.equals(object.getMetadata().getName())) {
      throw new Rejection("metadata.name", object.getMetadata().getName(), name + ", as spec says");
    }
    var initialization = Optional.ofNullable(spec.initialization());
    var roles = Optional.ofNullable(spec.serviceLinkedRoles());
    return new Desired(
        principal,
        organization,
        Fields.word("spec.mode", spec.mode(), Mode.Manage),
        Boolean.TRUE.equals(spec.acceptUnknownService()),
        Fields.word(
            "spec.initialization.mode", initialization.map(TrustedServiceAccessSpec.Initialization::mode).orElse(null),
            Desired.InitializationMode.Automatic),
        Fields.account(
            "spec.initialization.administratorAccountId",
            initialization.map(TrustedServiceAccessSpec.Initialization::administratorAccountId).orElse(null)),
        Fields.word(
            "spec.serviceLinkedRoles.expectation",
            roles.map(TrustedServiceAccessSpec.ServiceLinkedRoles::expectation).orElse(null),
            Desired.RoleExpectation.AsNeeded),
        Fields.word("spec.deletionPolicy", spec.deletionPolicy(), Desired.DeletionPolicy.Restore),
        "true".equals(annotations(object).get(Kinds.PAUSED_ANNOTATION)));
  }

  private static String organization(TrustedServiceAccessSpec spec) {
    return Optional.ofNullable(spec.organizationRef())
        .map(TrustedServiceAccessSpec.OrganizationRef::name)
        .flatMap(Fields::text)
        .orElse(Kinds.DEFAULT_ORGANIZATION);
  }

  /** The connection that a declaration names, even if the rest of it cannot be read; one that names no principal, by its name. */
  public static String organizationOf(TrustedServiceAccess object) {
    return named(object).isPresent()
        ? organization(Objects.requireNonNull(object.getSpec()))
        : Kinds.organizationOf(object.getMetadata().getName());
  }

  /** The principal that a declaration names in its spec; where that says none, in its name, which the schema holds to it. */
  public static String principalOf(TrustedServiceAccess object) {
    return named(object).orElseGet(() -> Kinds.principalOf(object.getMetadata().getName()));
  }

  private static Optional<String> named(TrustedServiceAccess object) {
    return Optional.ofNullable(object.getSpec())
        .map(TrustedServiceAccessSpec::servicePrincipal)
        .flatMap(Fields::text);
  }

  /** Whether it asks to leave access on, even if the rest of it cannot be read. */
  public static boolean retained(TrustedServiceAccess object) {
    return Optional.ofNullable(object.getSpec())
        .map(TrustedServiceAccessSpec::deletionPolicy)
        .filter(Desired.DeletionPolicy.Retain.name()::equals)
        .isPresent();
  }

  /**
   * Name, life and whether it carries our finalizer. A time of creation that is none counts as the beginning of time, and one
   * of deletion as a time to come: no hold is over after it.
   */
  public static Declared declared(TrustedServiceAccess object) {
    ObjectMeta meta = object.getMetadata();
    return new Declared(
        meta.getName(),
        meta.getUid(),
        Optional.ofNullable(meta.getGeneration()).orElse(0L),
        Fields.time(meta.getCreationTimestamp()).orElse(Instant.EPOCH),
        Optional.ofNullable(meta.getDeletionTimestamp()).map(at -> Fields.time(at).orElse(TO_COME)),
        object.hasFinalizer(Kinds.ACCESS_FINALIZER));
  }

  /**
   * What an object's own status remembers ({@link TrustedServiceAccess#ownStatus}); what cannot be read is forgotten, and an
   * unreadable opener counts as Other.
   */
  public static Recorded recorded(@Nullable TrustedServiceAccessStatus status) {
    if (status == null) {
      return Recorded.NOTHING;
    }
    Optional<Instant> enabled = Fields.time(status.enabledTime());
    Optional<OpenedBy> openedBy = Fields.known(status.openedBy(), OpenedBy.values())
        .or(() -> enabled.map(_ -> OpenedBy.Other));
    return new Recorded(
        Fields.text(status.organizationId()),
        openedBy,
        enabled,
        Fields.time(status.reopenedTime()),
        orEmpty(status.setUp()).stream().flatMap(made -> setUp(made).stream()).toList(),
        Optional.ofNullable(status.lastChange()).flatMap(DeclarationReader::change),
        orEmpty(status.corrections()).stream().flatMap(time -> Fields.time(time).stream()).toList(),
        Optional.ofNullable(status.cleanup()).map(DeclarationReader::cleanup).orElse(Cleanup.NOTHING),
        new ToRead(
            Set.copyOf(orEmpty(status.managedRegions())), Set.copyOf(orEmpty(status.administratorAccounts()))),
        Fields.time(status.deletionSeenTime()));
  }

  /** What cannot be read of it leaves something unnamed, of which nothing proves that it is gone. */
  private static Cleanup cleanup(TrustedServiceAccessStatus.Cleanup named) {
    List<TrustedServiceAccessStatus.Remaining> kept = orEmpty(named.remaining());
    List<Cleanup.Item> items = kept.stream().flatMap(thing -> item(thing).stream()).toList();
    boolean spoilt = items.size() < kept.size();
    boolean more = Objects.requireNonNullElse(named.remainingCount(), 0) > items.size();
    boolean everyPlace = Boolean.FALSE.equals(named.placesLeftOut());
    return new Cleanup(items, spoilt || Boolean.TRUE.equals(named.placesLeftOut()) || (more && !everyPlace));
  }

  private static Optional<Cleanup.Item> item(TrustedServiceAccessStatus.Remaining thing) {
    return Fields.text(thing.kind())
        .flatMap(kind -> Fields.text(thing.id())
            .flatMap(id -> Fields.known(thing.effect(), Effect.values())
                .map(effect -> new Cleanup.Item(
                    new Remaining(kind, id, Objects.requireNonNullElse(thing.account(), ""),
                        Objects.requireNonNullElse(thing.region(), "")),
                    effect, false))));
  }

  private static Optional<SetUp> setUp(TrustedServiceAccessStatus.SetUp made) {
    return Fields.text(made.kind()).flatMap(kind -> Fields.text(made.id()).map(id -> new SetUp(kind, id)));
  }

  private static Optional<Change> change(TrustedServiceAccessStatus.LastChange last) {
    return Fields.time(last.time())
        .flatMap(time -> Fields.known(last.action(), Change.Kind.values())
            .map(kind -> new Change(
                time, kind, Fields.text(last.subject()), Fields.text(last.requestId()),
                Fields.known(last.refused(), Reason.values())
                    .map(reason -> new Change.Refused(
                        reason, Fields.known(last.cause(), Cause.values()).orElse(Cause.NOT_SAID),
                        Fields.text(last.detail()).orElse(""))),
                Math.max(1, Objects.requireNonNullElse(last.attempt(), 1)),
                Fields.time(last.firstTime()).filter(since -> !since.isAfter(time)).orElse(time),
                Boolean.TRUE.equals(last.seen()), Fields.text(last.circumstances()))));
  }

  /**
   * What status says of the roles at the object's own generation, where that rests on a read of the accounts: the words come
   * with the coverage that they are about.
   */
  public static Optional<RolesSaid> rolesSaid(TrustedServiceAccess object) {
    Optional<TrustedServiceAccessStatus> status = Optional.ofNullable(object.ownStatus());
    Optional<Instant> observed = status.map(TrustedServiceAccessStatus::serviceLinkedRoles)
        .orElse(List.of())
        .stream()
        .flatMap(role -> Fields.time(role.observedTime()).stream())
        .min(Instant::compareTo);
    return status.map(TrustedServiceAccessStatus::conditions)
        .orElse(List.of())
        .stream()
        .filter(condition -> ROLES_PRESENT.equals(condition.type()))
        .filter(condition -> Objects.equals(condition.observedGeneration(), object.getMetadata().getGeneration()))
        .findFirst()
        .flatMap(condition -> Fields.known(condition.reason(), Reason.values())
            .filter(ROLES_READ::contains)
            .flatMap(reason -> Fields.known(condition.status(), Verdict.Truth.values())
                .flatMap(truth -> Fields.text(condition.message())
                    .flatMap(message -> observed.map(time -> new RolesSaid(truth, reason, message, time))))));
  }

  /** The words of a confirmation; none where it is absent or being deleted. */
  public static Confirmation confirmation(@Nullable ServiceConfirmation object) {
    if (object == null || object.getMetadata().getDeletionTimestamp() != null) {
      return Confirmation.NONE;
    }
    Optional<ServiceConfirmationSpec> spec = Optional.ofNullable(object.getSpec());
    return new Confirmation(
        spec.map(ServiceConfirmationSpec::initialized).flatMap(said -> word(said.accessUid(), said.enabledTime())),
        spec.map(ServiceConfirmationSpec::cleanedUp).flatMap(said -> word(said.accessUid(), said.deletionTimestamp())));
  }

  private static Optional<Confirmation.Word> word(@Nullable String uid, @Nullable String moment) {
    return Fields.text(uid).flatMap(who -> Fields.time(moment).map(when -> new Confirmation.Word(who, when)));
  }

  private static Map<String, String> annotations(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getAnnotations()).orElse(Map.of());
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
