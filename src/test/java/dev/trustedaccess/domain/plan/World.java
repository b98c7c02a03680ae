package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.domain.organization.AdministratorsSeen;
import dev.trustedaccess.domain.organization.AdministratorsSeen.Appointed;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.InitializationState;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.PlaceRead;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.domain.organization.RemainingRead;

/**
 * One organization as it truly is, for one principal: who enabled it and when, what the service has initialized, what remains. What
 * is read of it may lag behind or fail.
 */
final class World {
  static final String ORGANIZATION = "o-example1234";
  static final String MANAGEMENT = "111111111111";
  static final String PRINCIPAL = "a-long-named.service.amazonaws.com";
  /** Of the same service; it needs the other. */
  static final String DEPENDENT = "feature.service.amazonaws.com";
  static final Duration MOST_LAG = Duration.ofSeconds(90);
  static final List<String> REGIONS = List.of("us-east-1");
  private static final Duration SETTING_UP = Duration.ofSeconds(40);
  /** Longer than any list lags behind. */
  private static final Duration REMOVING_OWNED = Duration.ofMinutes(4);

  /**
   * A time during which access is enabled.
   *
   * @param date DateEnabled
   * @param ours whether our call enabled it
   * @param unclear whether others enabled it so close to a call of ours that nobody can tell (known and accepted)
   */
  record Period(Instant date, boolean ours, boolean unclear) {}

  /** A snapshot, with the moment that it truly shows. */
  record Shown(OrganizationSnapshot snapshot, Instant moment) {}

  private final RandomGenerator random;
  private final Duration skew;
  /** Access from each moment on, by AWS's clock. */
  private final TreeMap<Instant, Optional<Period>> access = new TreeMap<>();

  Instant now = Instant.parse("2026-03-01T12:00:00Z");
  Duration lag = Duration.ZERO;
  int faultsInTen;
  private boolean skipped;
  private boolean notFound;
  private Optional<String> administrator = Optional.empty();
  boolean administratorOurs;
  private Instant administratorSince = Instant.EPOCH;
  private Instant administratorUntil = Instant.MAX;
  final List<Remaining> remaining = new ArrayList<>();
  final List<DelegatedAdministrator> delegated = new ArrayList<>();

  World(RandomGenerator random) {
    this.random = random;
    this.skew = Duration.ofSeconds(random.nextInt(-3600, 3600));
    access.put(Instant.EPOCH, Optional.empty());
  }

  Instant awsNow() {
    return now.plus(skew);
  }

  /** Whether access is enabled now, and since when. */
  Optional<Period> access() {
    return accessAt(awsNow());
  }

  Optional<Period> accessAt(Instant moment) {
    return access.floorEntry(moment).getValue();
  }

  /** Opens access if it is off; AWS leaves DateEnabled alone if it is on. */
  void open(boolean ours, boolean unclear) {
    if (access().isEmpty()) {
      access.put(awsNow(), Optional.of(new Period(awsNow(), ours, unclear)));
    }
  }

  void close() {
    access.put(awsNow(), Optional.empty());
  }

  /** Nobody can tell who enabled access as it stands. */
  void blur() {
    Period period = access().orElseThrow();
    access.put(period.date(), Optional.of(new Period(period.date(), period.ours(), true)));
  }

  /** Sets the service's administrator; {@code ours} where we did, or where nobody can tell. */
  void administrator(Optional<String> account, boolean ours) {
    administrator = account;
    administratorSince = now;
    administratorUntil = Instant.MAX;
    administratorOurs = ours;
  }

  /** The administrator is asked to go; it goes at once, or in its own time. */
  void removeAdministrator() {
    if (!administratorLeaves()) {
      administratorUntil = now.getEpochSecond() % 2 == 0 ? now : now.plus(REMOVING_OWNED);
    }
  }

  Optional<String> administrator() {
    return administrator.filter(_ -> now.isBefore(administratorUntil));
  }

  boolean administratorLeaves() {
    return administrator().isPresent() && !administratorUntil.equals(Instant.MAX);
  }

  // What is read

  /** Whatever is read may fail. */
  <T> Fact<T> read(T value) {
    return fails() ? Fact.unknown(failure()) : Fact.known(value);
  }

  boolean fails() {
    return random.nextInt(10) < faultsInTen;
  }

  Failure failure() {
    Failure.Kind[] kinds = Failure.Kind.values();
    return new Failure(kinds[random.nextInt(kinds.length)], "some:Call in account " + MANAGEMENT);
  }

  Shown shown() {
    Instant moment = awsNow().minusMillis(lag.isZero() ? 0 : random.nextLong(lag.toMillis()));
    Map<String, Instant> enabled = new HashMap<>(Map.of("undeclared.amazonaws.com", Instant.EPOCH));
    // Now and then an entry falls between two pages; hardly twice in a row.
    skipped = faultsInTen > 0 && !skipped && random.nextInt(12) == 0;
    accessAt(moment).filter(_ -> !skipped).ifPresent(period -> enabled.put(PRINCIPAL, period.date()));
    OrganizationState organization = new OrganizationState(ORGANIZATION, MANAGEMENT, MANAGEMENT, true);
    return new Shown(
        new OrganizationSnapshot(now, now, awsNow().truncatedTo(ChronoUnit.SECONDS), organization, enabled), moment);
  }

  InitializationState initialization() {
    // Now and then one answer does not find what is there; hardly twice in a row.
    notFound = faultsInTen > 0 && !notFound && random.nextInt(12) == 0;
    if (notFound) {
      return InitializationState.administered(new AdministratorsSeen(List.of(), REGIONS));
    }
    InitializationState.Stage stage = administrator().isEmpty()
        ? InitializationState.Stage.ABSENT
        : administratorLeaves()
            ? InitializationState.Stage.BEING_REMOVED
            : now.isBefore(administratorSince.plus(SETTING_UP))
                ? InitializationState.Stage.IN_PROGRESS
                : InitializationState.Stage.DONE;
    return InitializationState.administered(new AdministratorsSeen(
        administrator().map(account -> new Appointed(account, REGIONS.getFirst(), stage)).stream().toList(), REGIONS));
  }

  /** What remains in {@code regions}; elsewhere nobody looks. */
  RemainingRead remaining(Set<String> regions) {
    return fails()
        ? new RemainingRead(List.of(), Set.of(), List.of(failure()))
        : new RemainingRead(
            remaining.stream().filter(thing -> regions.contains(thing.region())).toList(),
            Stream.of("lock", "letter", "stamp")
                .flatMap(kind -> regions.stream().map(region -> PlaceRead.of(kind, MANAGEMENT, region)))
                .collect(Collectors.toSet()),
            List.of());
  }

  @Override
  public String toString() {
    return now + " access " + access() + " administrator " + administrator() + (administratorLeaves() ? " leaving" : "")
        + " remaining " + remaining + " delegated "
        + delegated;
  }
}
