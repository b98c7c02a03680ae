package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.domain.organization.Remaining;

/** One organization as it truly is. What is read of it may lag behind or fail. */
final class Truth {
  /** Where the service's administrator is appointed. */
  static final String REGION = "us-east-1";
  /** Of things that may remain. */
  static final List<String> KINDS = List.of("policy", "organization-aggregator", "letter");

  static final Duration MOST_LAG = Duration.ofSeconds(90);

  /**
   * A time during which access is enabled.
   *
   * @param date DateEnabled
   * @param ours whether our call enabled it
   * @param unclear whether others enabled it so close to a call of ours that nobody can tell (known and accepted)
   */
  record Period(Instant date, boolean ours, boolean unclear) {}

  /** A snapshot, with the moment by AWS's clock that it truly shows. */
  record Shown(OrganizationSnapshot snapshot, Instant moment) {}

  /** What one service has in the organization. */
  static final class Service {
    private final TreeMap<Instant, Optional<Period>> access = new TreeMap<>(Map.of(Instant.EPOCH, Optional.empty()));
    private Optional<String> administrator = Optional.empty();
    /** Whether we set that administrator, or nobody can tell. */
    boolean administratorOurs;
    Instant administratorSince = Instant.EPOCH;
    private boolean notFound;
    private Instant administratorUntil = Instant.MAX;
    final List<DelegatedAdministrator> delegated = new ArrayList<>();
    final List<Remaining> remaining = new ArrayList<>();

    Optional<String> administrator(Instant now) {
      return administrator.filter(_ -> now.isBefore(administratorUntil));
    }

    boolean administratorLeaves(Instant now) {
      return administrator(now).isPresent() && !administratorUntil.equals(Instant.MAX);
    }

    Optional<Period> at(Instant moment) {
      return access.floorEntry(moment).getValue();
    }
  }

  final String id;
  final String management;
  private final RandomGenerator random;
  private final Duration skew;
  private final Map<String, Service> services = new TreeMap<>();
  final TreeSet<String> policyTypes = new TreeSet<>();
  Instant now;
  Duration lag = Duration.ZERO;
  int faultsInTen;
  long faults;

  Truth(String id, String management, Instant now, RandomGenerator random) {
    this.id = id;
    this.management = management;
    this.now = now;
    this.random = random;
    // AWS's own clock is right, to the second or two.
    this.skew = Duration.ofMillis(random.nextInt(-2000, 2000));
  }

  Instant awsNow() {
    return now.plus(skew);
  }

  /** What belongs to the access that is listed under this name. */
  Service service(String name) {
    return services.computeIfAbsent(name, _ -> new Service());
  }

  Optional<Period> access(String name) {
    return service(name).at(awsNow());
  }

  /** Enables access if it is disabled; AWS leaves DateEnabled alone if it is enabled. */
  void enable(String name, boolean ours, boolean unclear) {
    if (access(name).isEmpty()) {
      service(name).access.put(awsNow(), Optional.of(new Period(awsNow(), ours, unclear)));
    }
  }

  void disable(String name) {
    service(name).access.put(awsNow(), Optional.empty());
  }

  /** Nobody can tell who enabled access as it stands. */
  void blur(String name) {
    Period period = access(name).orElseThrow();
    service(name).access.put(period.date(), Optional.of(new Period(period.date(), period.ours(), true)));
  }

  void administrator(String name, Optional<String> account, boolean ours) {
    Service service = service(name);
    service.administrator = account;
    service.administratorSince = now;
    service.administratorUntil = Instant.MAX;
    service.administratorOurs = ours;
  }

  /** The administrator is asked to go; it goes at once, or takes longer for it than any list lags behind. */
  void removeAdministrator(String name) {
    Service service = service(name);
    if (!service.administratorLeaves(now)) {
      service.administratorUntil = now.getEpochSecond() % 2 == 0 ? now : now.plus(Duration.ofMinutes(4));
    }
  }

  // What is read

  boolean fails() {
    boolean fails = random.nextInt(10) < faultsInTen;
    faults += fails ? 1 : 0;
    return fails;
  }

  /** Now and then one answer about a service does not find what it has; hardly twice in a row. */
  boolean doesNotFind(Service service) {
    service.notFound = faultsInTen > 0 && !service.notFound && random.nextInt(12) == 0;
    return service.notFound;
  }

  /** How far an answer of Organizations is behind what is true. */
  Duration behind() {
    return Duration.ofMillis(lag.isZero() ? 0 : random.nextLong(lag.toMillis()));
  }

  Failure failure() {
    Failure.Kind[] kinds = Failure.Kind.values();
    return new Failure(kinds[random.nextInt(kinds.length)], "some:Call in account " + management);
  }

  /** The snapshot that begins at {@code begun} by the operator's clock. */
  Shown shown(Instant begun) {
    Instant moment = awsNow().minus(behind());
    Map<String, Instant> enabled = new HashMap<>(Map.of("undeclared.amazonaws.com", Instant.EPOCH));
    services.forEach((name, service) -> service.at(moment).ifPresent(period -> enabled.put(name, period.date())));
    OrganizationState organization = new OrganizationState(id, management, management, true);
    return new Shown(
        new OrganizationSnapshot(begun, begun, awsNow().truncatedTo(ChronoUnit.SECONDS), organization, enabled),
        moment);
  }
}
