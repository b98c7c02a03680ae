package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.InitializationFacts;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Change;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionView;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.PlacesToRead;
import dev.trustedaccess.domain.declaration.Recorded;
import dev.trustedaccess.domain.declaration.Sibling;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Remaining;

/**
 * Everything that a plan depends on: the declaration, what its status remembers, the catalog's facts and the
 * observation.
 *
 * @param desired what the declaration requests
 * @param declared the object that contains it
 * @param recorded what its status remembers
 * @param observation the state of the cluster, and the answers up to now
 * @param entry the principal's entry in the catalog; empty for a principal that the catalog does not know
 * @param rejected the catalog's entry for a rejected principal; empty if the name is not one
 * @param alike principals that may have been meant instead of one that the catalog does not know, the nearest first
 * @param timing how long states may last before they count
 */
public record PlanInput(
    Desired desired,
    Declared declared,
    Recorded recorded,
    Observation observation,
    Optional<ServiceCatalog.Entry> entry,
    Optional<ServiceCatalog.RejectedPrincipal> rejected,
    List<String> alike,
    Timing timing) {
  /** The current time, by our clock: the beginning of the pass. */
  Instant now() {
    return observation.passBegun();
  }

  String principal() {
    return desired.principal();
  }

  /**
   * The connection's settings. Call it only after the checks have found that the connection can be used; throws
   * IllegalStateException otherwise.
   */
  ConnectionSettings settings() {
    return usable().orElseThrow(() -> new IllegalStateException("planned without a usable connection"));
  }

  /** The connection's settings; empty if the connection is missing or cannot be used. */
  Optional<ConnectionSettings> usable() {
    return observation.connection() instanceof ConnectionView.Usable(ConnectionSettings settings, _)
        ? Optional.of(settings)
        : Optional.empty();
  }

  /** All names under which AWS may list this access. */
  public List<String> names() {
    return entry.map(ServiceCatalog.Entry::names).orElse(List.of(principal()));
  }

  /** The impact of disabling access; destructive for a service that the catalog does not know. */
  Impact impact() {
    return entry.map(known -> known.service().impact()).orElse(Impact.DESTRUCTIVE);
  }

  /** The service's display name; the principal if the catalog does not know it. */
  String serviceName() {
    return entry.map(known -> known.service().name()).orElse(principal());
  }

  /** The call that enables access; Organizations' for a service that the catalog does not know. */
  public AccessMethod enableMethod() {
    return entry.map(known -> known.principal().enableMethod())
        .orElse(new AccessMethod(AccessMethod.By.ORGANIZATIONS, "organizations:EnableAWSServiceAccess"));
  }

  /** The call that disables access; Organizations' for a service that the catalog does not know. */
  AccessMethod disableMethod() {
    return entry.map(known -> known.principal().disableMethod())
        .orElse(new AccessMethod(AccessMethod.By.ORGANIZATIONS, "organizations:DisableAWSServiceAccess"));
  }

  /** What disabling access does to a remaining thing; it counts as lost if the catalog does not know the service. */
  Effect effectOf(Remaining thing) {
    return entry.map(known -> known.service().effectOf(thing.kind())).orElse(Effect.LOST);
  }

  /** Whether the mode of the declaration or of its connection is Observe. */
  boolean observeOnly() {
    return desired.mode() == Mode.OBSERVE || usable().filter(settings -> settings.mode() == Mode.OBSERVE).isPresent();
  }

  /** What {@code snapshot} shows of this access. */
  ObservedAccess accessIn(OrganizationSnapshot snapshot) {
    return ObservedAccess.of(names(), snapshot, observation.previousSnapshot(), recorded, timing);
  }

  /** The name under which this pass's snapshot lists access; the declared one if it lists none. */
  public String listedName() {
    return observation.answer(Question.SNAPSHOT)
        .toOptional()
        .flatMap(snapshot -> names().stream().filter(name -> snapshot.enabledAt(name).isPresent()).findFirst())
        .orElse(principal());
  }

  /** Whether {@code snapshot} is recent enough to base a change on. Reads that ended after it count toward its age. */
  boolean fresh(OrganizationSnapshot snapshot) {
    return Duration.between(snapshot.begun(), observation.readUntil()).compareTo(Timing.FRESH) <= 0;
  }

  /** The other declarations that use the same connection. */
  Stream<Sibling> sameConnectionSiblings() {
    return observation.siblings().stream().filter(Sibling::sameConnection);
  }

  /** Time until the next snapshot is due, at least a second. */
  Duration untilNextSnapshot(OrganizationSnapshot snapshot) {
    return atLeastASecond(Duration.between(now(), snapshot.begun().plus(settings().observeInterval())));
  }

  /** The shorter of {@code left} and the time until the next snapshot is due, at least a second. */
  Duration until(Duration left, OrganizationSnapshot snapshot) {
    return Backoff.shorter(atLeastASecond(left), untilNextSnapshot(snapshot));
  }

  /**
   * The current time by AWS's clock: the time of its answer, plus the time since that answer arrived, by our clock. It
   * is truncated to seconds and never later than the real time. DateEnabled may be in whole seconds, and an Enable
   * whose effect is dated before its recorded intent would count as made by others.
   */
  Instant awsNow(OrganizationSnapshot snapshot) {
    Duration since = Duration.between(snapshot.answered(), observation.asOf());
    return snapshot.awsTime().plus(since.isNegative() ? Duration.ZERO : since).truncatedTo(ChronoUnit.SECONDS);
  }

  /** The same by the newest snapshot; empty if there is none, because our clock may differ by more than a search takes. */
  public Optional<Instant> awsNow() {
    return observation.answer(Question.SNAPSHOT).toOptional().map(this::awsNow);
  }

  /** Whether anything has happened since {@code change} was sent that may have resolved its refusal. */
  boolean mayBeResolved(Change change, OrganizationSnapshot snapshot) {
    return observation.prompted()
        || change.circumstances().filter(old -> !observation.circumstances().equals(Optional.of(old))).isPresent()
        || observation.reachedSince().filter(since -> change.time().isBefore(awsAt(since, snapshot))).isPresent();
  }

  private static Instant awsAt(Instant time, OrganizationSnapshot snapshot) {
    return snapshot.awsTime().plus(Duration.between(snapshot.answered(), time));
  }

  /**
   * How long to wait before the next read for the effect of a change that was sent at {@code since}, by AWS's clock.
   */
  Duration watch(Instant since, OrganizationSnapshot snapshot) {
    return Backoff.watch(Timing.distance(since, awsNow(snapshot)), settings().observeInterval());
  }

  /** The same, where nothing is concluded before lists can no longer lag behind the change: one read follows then. */
  Duration watchUntilSettled(Instant since, OrganizationSnapshot snapshot) {
    Duration left = timing.settle().minus(Timing.distance(since, awsNow(snapshot)));
    return left.isPositive()
        ? Backoff.shorter(watch(since, snapshot), atLeastASecond(left))
        : watch(since, snapshot);
  }

  static Duration atLeastASecond(Duration wait) {
    return wait.compareTo(Timing.SHORTEST) < 0 ? Timing.SHORTEST : wait;
  }

  /**
   * Whether the service may have delegated administrators, so that they must be read. A service that the catalog does
   * not know may have some.
   */
  boolean mayHaveDelegatedAdministrators() {
    return administrators().isPresent();
  }

  /**
   * How accounts are appointed as the service's administrators; empty if it has none. A service that the catalog does
   * not know may have some, and Organizations then registers them.
   */
  public Optional<AdministratorFacts> administrators() {
    return entry.map(entry -> entry.principal().administrators())
        .orElse(Optional.of(AdministratorFacts.BY_ORGANIZATIONS));
  }

  /**
   * Whether Organizations makes and removes this resource: a registration, unless the service's own calls appoint and
   * dismiss the accounts that Organizations lists.
   */
  public boolean isOfOrganizations(OwnedResource owned) {
    return owned.isRegistration()
        && administrators().filter(AdministratorFacts::registeredByService).isEmpty();
  }

  /** Whether access is enabled by the call that registers a delegated administrator, and by no other call. */
  boolean enabledByRegistering() {
    return entry.filter(known -> known.principal().enabledByRegistering()).isPresent();
  }

  /**
   * The last attempt to appoint an administrator, refused or not; empty if the last change was another one. Only one change
   * is remembered, so an earlier appointment may be as recent. If the call also enabled access, AWS tells when it was made.
   */
  Optional<Change> lastAppointment() {
    return recorded.lastChange()
        .filter(change -> change.kind() == Change.Kind.INITIALIZE
            || (enabledByRegistering() && change.kind() == Change.Kind.ENABLE))
        .map(change -> recorded.enabledTime()
            .filter(enabled -> change.is(Change.Kind.ENABLE) && enabled.isAfter(change.time()))
            .map(enabled -> change.later(Duration.between(change.time(), enabled)))
            .orElse(change));
  }

  /** Whether the catalog shows that nothing is initialized for it, and that only delegated administrators can remain. */
  boolean accessSuffices() {
    return entry.filter(entry -> entry.principal().accessSuffices()).isPresent();
  }

  /**
   * Whether it is known what remains: an integration reads it, or the catalog shows that only delegated administrators can.
   * An integration that only awaits a role reads nothing else.
   */
  boolean knowsWhatRemains() {
    Optional<PrincipalFacts> facts = entry.map(ServiceCatalog.Entry::principal);
    return facts.filter(PrincipalFacts::leavesNothing).isPresent()
        || (observation.integration().isPresent() && facts.flatMap(PrincipalFacts::awaitedRole).isEmpty());
  }

  /** How a person initializes the service; empty if the catalog does not tell. */
  Optional<String> initializedHow() {
    return entry.flatMap(entry -> entry.principal().initialization()).map(InitializationFacts::how);
  }

  /**
   * Remembers the Regions and accounts of this pass as places that must be read before access is disabled, even if the
   * connection and the declaration no longer name them by then. If the connection now leads to another organization,
   * nothing is added, because this declaration has nothing there.
   */
  PlanInput rememberingPlaces() {
    return usable()
        .filter(settings -> recorded.organizationId().map(settings.organizationId()::equals).orElse(true))
        .map(settings -> remembering(recorded.withToRead(placesToRead(settings))))
        .orElse(this);
  }

  private PlacesToRead placesToRead(ConnectionSettings settings) {
    Stream<String> administrators = Stream
        .of(Question.DELEGATED_ADMINISTRATORS, Question.REGISTERED_ADMINISTRATORS)
        .flatMap(question -> observation.answer(question).toOptional().stream())
        .flatMap(List::stream)
        .map(DelegatedAdministrator::accountId);
    PlacesToRead all = recorded.toRead()
        .withRegions(regions(settings))
        .withAccounts(Stream.concat(desired.administrators().stream(), administrators).distinct().toList());
    return declared.deleted().isPresent()
        ? all.withoutAccounts(account -> ReadCoverage.covers(this, account))
        : all;
  }

  /** Every managed Region, and every other Region that the integration reads. */
  List<String> regions(ConnectionSettings settings) {
    Stream<String> integrationRegions = observation.integration()
        .stream()
        .flatMap(integration -> integration.regions().stream());
    return Stream.concat(settings.managedRegions().stream(), integrationRegions).distinct().toList();
  }

  /** The same, with this observed instead. */
  public PlanInput observing(Observation observed) {
    return new PlanInput(desired, declared, recorded, observed, entry, rejected, alike, timing);
  }

  /** The same, with this remembered instead. */
  PlanInput remembering(Recorded remembered) {
    return new PlanInput(desired, declared, remembered, observation, entry, rejected, alike, timing);
  }
}
