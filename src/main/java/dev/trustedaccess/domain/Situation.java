package dev.trustedaccess.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a plan is made from: what is declared, what is remembered, what is known of the service and of the world.
 *
 * @param entry the principal's entry in the catalog; empty for a principal that it does not know
 * @param trap why the name is no principal, if it is a known trap
 */
record Situation(
    Desired desired,
    Declared declared,
    Recorded recorded,
    Observation observation,
    Optional<ServiceCatalog.Entry> entry,
    Optional<ServiceCatalog.Trap> trap,
    Timing timing) {
  /** A change by others between a look and our call cannot be told from ours; so this little time is all there may be. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  Instant now() {
    return observation.passBegun();
  }

  String principal() {
    return desired.principal();
  }

  /** The connection's settings; only after the checks have seen that it can be used. */
  ConnectionSettings settings() {
    return usable().orElseThrow(() -> new IllegalStateException("planned without a usable connection"));
  }

  Optional<ConnectionSettings> usable() {
    return observation.connection() instanceof ConnectionView.Usable(ConnectionSettings settings, _)
        ? Optional.of(settings)
        : Optional.empty();
  }

  /** Names under which this access can be listed. */
  List<String> names() {
    return entry.map(ServiceCatalog.Entry::names).orElse(List.of(principal()));
  }

  Impact impact() {
    return entry.map(known -> known.service().impact()).orElse(Impact.Destructive);
  }

  String serviceName() {
    return entry.map(known -> known.service().name()).orElse(principal());
  }

  Effect effectOf(Remaining thing) {
    return entry.map(known -> known.service().effectOf(thing.kind())).orElse(Effect.Lost);
  }

  boolean observeOnly() {
    return desired.mode() == Mode.Observe || usable().filter(settings -> settings.mode() == Mode.Observe).isPresent();
  }

  /** AccessSeen in {@code look}. */
  AccessSeen seen(Look look) {
    return AccessSeen.of(names(), look, observation.lookBefore(), recorded, timing);
  }

  /** Whether {@code look} is young enough for a change to be sent on its word; reads that came after it age it too. */
  boolean fresh(Look look) {
    return Duration.between(look.begun(), observation.readUntil()).compareTo(FRESH) <= 0;
  }

  /** Other declarations by the same connection. */
  Stream<Sibling> neighbours() {
    return observation.siblings().stream().filter(Sibling::sameConnection);
  }

  /** Until the next look is due. */
  Duration untilNextLook(Look look) {
    return atLeastASecond(Duration.between(now(), look.begun().plus(settings().observeInterval())));
  }

  /** Until the next look is due, or so long if that is sooner. */
  Duration until(Duration left, Look look) {
    return Backoff.sooner(atLeastASecond(left), untilNextLook(look));
  }

  /**
   * What AWS's clock shows now: its time when it answered, and as much as has passed by ours since that answer had come.
   * In whole seconds, and never later than it truly is: DateEnabled may be in whole seconds too, and a change of ours that
   * took place before it was meant would count as others'.
   */
  Instant awsNow(Look look) {
    Duration since = Duration.between(look.answered(), observation.asOf());
    return look.awsTime().plus(since.isNegative() ? Duration.ZERO : since).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Whether something that may have cured a refusal of {@code change} came to pass since it was sent. */
  boolean cured(Change change, Look look) {
    return observation.prompted()
        || change.circumstances().filter(then -> !observation.circumstances().equals(Optional.of(then))).isPresent()
        || observation.reachedSince().filter(since -> change.time().isBefore(awsAt(since, look))).isPresent();
  }

  private static Instant awsAt(Instant ours, Look look) {
    return look.awsTime().plus(Duration.between(look.answered(), ours));
  }

  /** Until something that a change made at {@code since}, by AWS's clock, may be visible. */
  Duration watch(Instant since, Look look) {
    return Backoff.watch(Timing.apart(since, awsNow(look)), settings().observeInterval());
  }

  static Duration atLeastASecond(Duration wait) {
    Duration second = Duration.ofSeconds(1);
    return wait.compareTo(second) < 0 ? second : wait;
  }

  /** A service that the catalog does not know may have some; one that has none may not even be asked for them. */
  boolean mayHaveDelegatedAdministrators() {
    return entry.map(entry -> entry.service().delegatedAdministrators()).orElse(true);
  }

  /**
   * Where the service may have left something is to be read before access is disabled, whatever the connection and the
   * declaration name then. Nothing of this declaration is where a connection leads that now is to another organization.
   */
  Situation rememberingPlaces() {
    return usable()
        .filter(settings -> recorded.organizationId().map(settings.organizationId()::equals).orElse(true))
        .map(settings -> remembering(recorded.withToRead(places(settings))))
        .orElse(this);
  }

  private ToRead places(ConnectionSettings settings) {
    Stream<String> administrators = observation.answer(Question.DELEGATED_ADMINISTRATORS)
        .toOptional()
        .stream()
        .flatMap(List::stream)
        .map(DelegatedAdministrator::accountId);
    ToRead all = recorded.toRead()
        .withRegions(regions(settings))
        .withAccounts(Stream.concat(desired.administrator().stream(), administrators).distinct().toList());
    return declared.deleted().isPresent() ? all.withoutAccounts(account -> Leftovers.covers(this, account)) : all;
  }

  /** Every Region that is managed, or that the integration looks in. */
  List<String> regions(ConnectionSettings settings) {
    Stream<String> more = observation.integration().stream().flatMap(each -> each.regions().stream());
    return Stream.concat(settings.managedRegions().stream(), more).distinct().toList();
  }

  Situation remembering(Recorded now) {
    return new Situation(desired, declared, now, observation, entry, trap, timing);
  }
}
