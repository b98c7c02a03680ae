package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.OwnedResource;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.faults.ServiceTruth.Appointment;
import dev.trustedaccess.faults.ServiceTruth.Kind;
import dev.trustedaccess.mapping.DeclarationReader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One random life of one declaration of a service that has administrators by Region or by Organizations, or calls of its own:
 * managed Regions change, Regions close, others appoint and dismiss, members come and go. When all that ends, people do only
 * what the messages ask of them; that must lead to what is declared, and a deletion to its end.
 */
final class ServiceLife {
  private static final int STEPS = 60;
  private static final String ONE = "222222222222";
  private static final String ANOTHER = "333333333333";
  private static final String OTHERS = "444444444444";
  private static final int MOST_REMEDIES = 60;

  private final RandomGenerator random;
  private final Truth truth;
  private final ServiceTruth service;
  private final Connection connection;
  private final Declaration one;
  private final ServiceOperator operator;
  private final ServiceRemedies remedies;
  private String what = "the begin";

  ServiceLife(long seed, ServiceCatalog catalog) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    truth = new Truth("o-first12345", "111111111111", Instant.parse("2026-03-01T12:00:00Z"), random);
    service = new ServiceTruth(
        either(Kind.GUARDDUTY, Kind.GUARDDUTY, Kind.GUARDDUTY, Kind.RAM, Kind.HEALTH, Kind.ACCOUNT_MANAGEMENT,
            Kind.IPAM,
            Kind.IPAM),
        truth);
    connection = new Connection("default", truth);
    connection.managed = ServiceTruth.REGIONS.subList(0, random.nextInt(2, 4));
    one = new Declaration(service.kind.principal, connection);
    operator = new ServiceOperator(one, service, catalog, random);
    remedies = new ServiceRemedies(service, one, random);
  }

  ServiceOperator operator() {
    return operator;
  }

  long faults() {
    return truth.faults;
  }

  void live() {
    truth.lag = random.nextBoolean() ? Duration.ZERO : Truth.MOST_LAG;
    truth.faultsInTen = random.nextInt(4);
    operator.faultsInTen = truth.faultsInTen;
    if (random.nextInt(3) == 0) {
      truth.enable(one.principal, false, false);
    }
    for (int step = 0; step < STEPS; step++) {
      turn();
      passes(Duration.ofMillis(random.nextInt(3) == 0 ? random.nextLong(1_200_000) : random.nextLong(30_000)));
    }
    calm();
  }

  /** Runs the passes that come due within this time, which then is over. */
  private void passes(Duration within) {
    Instant end = truth.now.plus(within);
    for (long passes = 0; passes < within.toMinutes() * 2 + 60; passes++) {
      if (!one.exists || one.due.isAfter(end)) {
        truth.now = end;
        return;
      }
      truth.now = one.due.isAfter(truth.now) ? one.due : truth.now;
      operator.pass(false);
    }
    throw new AssertionError("I8: a hot loop: " + operator.finding);
  }

  /** Somebody does something. */
  private void turn() {
    int who = random.nextInt(40);
    what = "turn " + who;
    String region = either(ServiceTruth.REGIONS.toArray(String[]::new));
    switch (who) {
      case 0 -> {
        truth.enable(one.principal, false, true);
        service.role |= random.nextBoolean();
      }
      case 1 -> truth.disable(one.principal);
      case 2, 3, 4 -> othersAppoint(region, either(ONE, ANOTHER, OTHERS));
      case 5, 6, 7 -> service.administratorIn(region).ifPresent(this::othersDismiss);
      case 8 -> othersRegister(either(ONE, OTHERS));
      case 9 -> Stream.of(ONE, OTHERS).map(OwnedResource::registration).forEach(this::othersDismiss);
      case 10, 11, 12 -> remains(region);
      case 13 -> service.remaining.clear();
      case 14, 15 -> service.close(region, random.nextBoolean());
      case 16, 17 -> service.closed.clear();
      case 18, 19, 20 -> connection.managed = either(
          ServiceTruth.REGIONS, ServiceTruth.REGIONS.subList(0, 2), ServiceTruth.REGIONS.subList(0, 1),
          List.of("us-east-1", "ap-east-1"), List.of("eu-west-1"));
      case 21, 22 -> remedies.confirm();
      case 23 -> connection.present = !connection.present;
      case 24 -> connection.mode = either(Mode.MANAGE, Mode.MANAGE, Mode.OBSERVE);
      case 25 -> connection.serviceRole = random.nextInt(3) > 0;
      case 26 -> one.paused = random.nextInt(3) == 0;
      case 27 -> operator.restart();
      case 28 -> passes(Duration.ofHours(random.nextInt(1, 6)));
      case 29, 30, 31 -> edit();
      case 32, 33 -> {
        if (one.exists) {
          one.delete(truth.now);
        }
      }
      case 34 -> {
        if (random.nextInt(4) == 0) {
          one.status = null;
          operator.restart();
          operator.forgotten();
        }
      }
      default -> {
        if (!one.exists) {
          one.create(truth.now);
          edit();
        } else {
          passes(Duration.ofMinutes(random.nextInt(1, 20)));
        }
      }
    }
    one.due = one.due.isAfter(truth.now) && random.nextInt(4) == 0 ? truth.now : one.due;
  }

  private void edit() {
    if (!one.exists) {
      return;
    }
    one.mode = either(Mode.MANAGE, Mode.MANAGE, Mode.MANAGE, Mode.MANAGE, Mode.OBSERVE);
    one.initialization = either(InitializationMode.AUTOMATIC, InitializationMode.AUTOMATIC, InitializationMode.NONE);
    one.administrators = service.kind == Kind.RAM
        ? List.of()
        : either(List.of(ONE), List.of(ONE), List.of(ONE), List.of(ANOTHER), List.of());
    one.policy = either(
        DeletionPolicy.RESTORE, DeletionPolicy.DISABLE, DeletionPolicy.DISABLE, DeletionPolicy.DISABLE,
        DeletionPolicy.RETAIN);
    one.generation++;
    one.due = truth.now;
  }

  private void othersAppoint(String region, String account) {
    if (service.kind == Kind.GUARDDUTY && service.administratorIn(region).isEmpty()
        && !service.closed.containsKey(region)) {
      OwnedResource appointed = OwnedResource.administrator(account, region);
      service.appoint(
          appointed, new Appointment("", maybeOurs(appointed)),
          Optional.of(new Appointment("", maybeOurs(OwnedResource.registration(account)))));
    }
  }

  private void othersRegister(String account) {
    OwnedResource appointed = OwnedResource.registration(account);
    if (service.kind != Kind.RAM && !service.refuses(appointed, true)) {
      service.appoint(appointed, new Appointment("", maybeOurs(appointed)), Optional.empty());
    }
  }

  /** Where we appointed the same and have not seen it dismissed yet, nobody can tell whose it is. */
  private boolean maybeOurs(OwnedResource appointed) {
    return DeclarationReader.recorded(one.status).owned().contains(appointed);
  }

  /** Whoever dismisses the last of our administrators of an account takes over its registration. */
  private void othersDismiss(OwnedResource dismissed) {
    boolean refused = service.hasMembers(dismissed) || service.closed.containsKey(dismissed.region())
        || !service.appointed().containsKey(dismissed);
    if (refused) {
      return;
    }
    service.dismiss(dismissed, dismissed.isRegistration() || random.nextBoolean());
    Appointment registration = service.appointed().get(OwnedResource.registration(dismissed.accountId()));
    if (registration != null && !dismissed.isRegistration()) {
      registration.by = "";
      registration.unclear = true;
    }
  }

  /** Members of an administrator, or something shared. */
  private void remains(String region) {
    if (service.kind == Kind.RAM) {
      service.remaining.add(
          new Remaining(ServiceTruth.PRINCIPAL, "o-first12345", either(truth.management, OTHERS), region));
    } else if (service.kind == Kind.GUARDDUTY) {
      service.administratorIn(region)
          .ifPresent(by -> service.remaining.add(
              new Remaining(ServiceTruth.MEMBER, "777788889999", by.accountId(), region)));
    }
  }

  @SafeVarargs
  private <T> T either(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Faults and others' doings end; people do what the messages ask, and nothing else. */
  private void calm() {
    what = "calm";
    truth.faultsInTen = 0;
    truth.lag = Duration.ZERO;
    operator.faultsInTen = 0;
    connection.present = true;
    connection.mode = Mode.MANAGE;
    connection.serviceRole = true;
    one.paused = false;
    service.closed.values().removeIf(failure -> failure.passing());
    if (!one.exists) {
      one.create(truth.now);
      edit();
    }
    one.mode = Mode.MANAGE;
    boolean ending = one.deleted.isPresent() || random.nextBoolean();
    boolean withAdministrators = !one.administrators.isEmpty();
    if (ending) {
      passes(Duration.ofMinutes(20));
      if (one.exists) {
        one.policy = DeletionPolicy.DISABLE;
        one.delete(truth.now);
      }
    }
    one.generation++;
    one.due = truth.now;
    passes(Duration.ofMinutes(30));
    for (int remedy = 0; remedy < MOST_REMEDIES && one.exists && !ready().startsWith("True"); remedy++) {
      remedies.follow(message());
      passes(Duration.ofMinutes(10));
    }
    int changesSoFar = operator.changes;
    passes(Duration.ofMinutes(45));
    assertThat(operator.changes).as("I1: still changing something").isEqualTo(changesSoFar);
    if (ending) {
      assertThat(one.exists).as("I1: a deletion does not end, though everybody did what was asked: " + message())
          .isFalse();
    } else {
      assertThat(ready()).as("I1: not ready, though everybody did what was asked: " + message())
          .startsWith("True");
      isAsDeclared(withAdministrators);
    }
  }

  private void isAsDeclared(boolean administered) {
    assertThat(truth.access(one.principal)).as("I1: access is disabled").isPresent();
    if (service.kind != Kind.GUARDDUTY) {
      assertThat(service.appointed().keySet()).as("I1: Ready without an administrator")
          .containsAll(one.administrators.stream().map(OwnedResource::registration).toList());
      return;
    }
    if (!administered) {
      return;
    }
    for (String account : one.administrators) {
      assertThat(service.appointed()).as("I1: Ready without an administrator")
          .containsKeys(
              connection.managed.stream()
                  .map(region -> OwnedResource.administrator(account, region))
                  .toArray(OwnedResource[]::new));
    }
    boolean another = connection.managed.stream()
        .flatMap(region -> service.administratorIn(region).stream())
        .anyMatch(there -> !one.administrators.contains(there.accountId()));
    if (another && !one.administrators.isEmpty()) {
      assertThat(condition("Initialized").map(Condition::reason)).as("an account that left the list is not reported")
          .contains("AdministratorNotDeclared");
    }
  }

  private Optional<Condition> condition(String type) {
    return Optional.ofNullable(one.status)
        .map(status -> Objects.requireNonNull(status.conditions()))
        .stream()
        .flatMap(List::stream)
        .filter(condition -> type.equals(condition.type()))
        .findFirst();
  }

  private String ready() {
    return condition("Ready").map(ready -> ready.status() + " " + ready.reason()).orElse("none");
  }

  private String message() {
    return condition("Ready").map(ready -> ready.reason() + ": " + ready.message()).orElse("none");
  }

  @Override
  public String toString() {
    return "at " + what + ", " + truth.now + ": " + service + "; " + one + "; " + operator.finding;
  }

}
