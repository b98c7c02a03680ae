package dev.trustedaccess.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.mapping.DeclarationReader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One random life of twenty declarations over two organizations: people, other administrators, faults, lagging lists,
 * crashes and wrong clocks in any order. The invariants hold at every step; when all that ends, both organizations come to be
 * as declared, and then nothing is changed any more.
 */
final class CoreLife {
  private static final int STEPS = 120;
  /** How far a clock is ahead of the truth at most, in seconds, and behind it. */
  static final int MOST_OFFSET = 600;
  static final String ADMINISTRATOR = "222222222222";
  private static final List<String> OF_THE_FIRST = List.of(
      "fms.amazonaws.com", "config.amazonaws.com", "config-multiaccountsetup.amazonaws.com", "ds.amazonaws.com",
      "sso.amazonaws.com", "aws-artifact-account-sync.amazonaws.com", "artifact.amazonaws.com", "ssm.amazonaws.com",
      "account.amazonaws.com", "securityhub.amazonaws.com", "backup.amazonaws.com", "tagpolicies.tag.amazonaws.com");
  private static final List<String> OF_THE_SECOND = List.of(
      "fms.amazonaws.com", "config.amazonaws.com", "ds.amazonaws.com", "sso.amazonaws.com", "guardduty.amazonaws.com",
      "macie.amazonaws.com", "inspector2.amazonaws.com", "malware-protection.guardduty.amazonaws.com");

  private final RandomGenerator random;
  private final ServiceCatalog catalog;
  private final List<Truth> organizations;
  private final List<Connection> connections;
  private final List<Declaration> all = new ArrayList<>();
  private final CoreOperator operator;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private String what = "the begin";

  CoreLife(long seed, ServiceCatalog catalog) {
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.catalog = catalog;
    organizations = List.of(
        new Truth("o-first12345", "111111111111", now, random), new Truth("o-second1234", "999999999999", now, random));
    connections = List.of(
        new Connection("default", organizations.get(0)), new Connection("second", organizations.get(1)));
    OF_THE_FIRST.forEach(principal -> all.add(new Declaration(principal, connections.get(0))));
    OF_THE_SECOND.forEach(principal -> all.add(new Declaration(principal, connections.get(1))));
    operator = new CoreOperator(all, catalog, random);
  }

  CoreOperator operator() {
    return operator;
  }

  long faults() {
    return organizations.stream().mapToLong(each -> each.faults).sum();
  }

  void live() {
    for (Truth each : organizations) {
      each.lag = random.nextBoolean() ? Duration.ZERO : Truth.MOST_LAG;
      each.faultsInTen = random.nextInt(4);
      policyType(each);
      policyType(each);
    }
    operator.faults(Math.max(organizations.get(0).faultsInTen, organizations.get(1).faultsInTen));
    operator.restart(Duration.ofSeconds(random.nextInt(-MOST_OFFSET, MOST_OFFSET)));
    for (Declaration each : all) {
      if (random.nextInt(3) == 0) {
        each.connection.organization.enable(each.principal, false, false);
      }
    }
    for (int step = 0; step < STEPS; step++) {
      turn();
      passes(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextLong(900_000) : random.nextLong(9_000)));
    }
    calm();
  }

  /** Runs the passes that come due within this time, which then is over. */
  private void passes(Duration within) {
    Instant end = now.plus(within);
    // Twice a minute each, over any time, is what a waiting declaration may cost at most; and some at once.
    long most = all.size() * (within.toMinutes() * 2 + 30);
    for (long passes = 0; passes < most; passes++) {
      Optional<Declaration> next = all.stream()
          .filter(each -> each.exists)
          .min(Comparator.comparing((Declaration each) -> each.due));
      if (next.isEmpty() || next.get().due.isAfter(end)) {
        at(end);
        return;
      }
      at(next.get().due.isAfter(now) ? next.get().due : now);
      operator.pass(next.get(), false);
    }
    throw new AssertionError("I8: a hot loop");
  }

  private void at(Instant time) {
    now = time;
    organizations.forEach(each -> each.now = time);
  }

  /** Somebody does something. */
  private void turn() {
    Declaration one = all.get(random.nextInt(all.size()));
    Truth truth = one.connection.organization;
    String name = CoreInvariants.names(catalog, one.principal).getFirst();
    int who = random.nextInt(40);
    what = "turn " + who + " on " + one.principal;
    switch (who) {
      case 0, 1 -> othersEnable(one);
      case 2, 3 -> truth.disable(one.principal);
      case 4 -> ownedByOthers(one, either(ADMINISTRATOR, "333333333333"));
      case 5 -> truth.removeAdministrator(name);
      case 6, 7 -> remains(one, new Remaining(
          either(Truth.KINDS.toArray(String[]::new)), "it", truth.management, either("us-east-1", "eu-west-1")));
      case 8 -> truth.service(name).remaining.clear();
      case 9 -> truth.service(name).delegated.add(new DelegatedAdministrator("444444444444"));
      case 10 -> truth.service(name).delegated.clear();
      case 11, 12, 13 -> all.forEach(this::confirm);
      case 14 -> one.connection.present = !one.connection.present;
      case 15 -> one.connection.mode = either(Mode.MANAGE, Mode.MANAGE, Mode.OBSERVE);
      case 16 -> one.connection.allowed = random.nextBoolean() ? Optional.empty() : Optional.of(Set.of(one.principal));
      case 17 -> one.connection.serviceRole = random.nextInt(3) > 0;
      case 18 -> one.paused = random.nextInt(3) == 0;
      case 19 -> operator.kindDeleting = random.nextInt(4) == 0;
      case 20 -> operator.restart(Duration.ofSeconds(random.nextInt(-MOST_OFFSET, MOST_OFFSET)));
      case 21 -> passes(Duration.ofHours(random.nextInt(1, 6)));
      case 22 -> one.connection.managed = either(Connection.REGIONS, List.of("us-east-1"));
      case 23 -> policyType(truth);
      case 24, 25 -> edit(one);
      case 26, 27, 28 -> delete(one);
      case 29 -> {
        one.status = null;
        one.forgotten = true;
        operator.invariants().forgotten(one);
      }
      default -> {
        Stream.of(one, all.get(random.nextInt(all.size()))).filter(each -> !each.exists).forEach(each -> {
          each.create(now);
          edit(each);
        });
      }
    }
    all.forEach(each -> each.due = each.due.isAfter(now) && random.nextInt(6) == 0 ? now : each.due);
  }

  /** Somebody sets something up, in a service that has something to set up. */
  private void remains(Declaration one, Remaining thing) {
    if (catalog.find(one.principal).filter(entry -> entry.principal().leavesNothing()).isEmpty()) {
      one.connection.organization.service(CoreInvariants.names(catalog, one.principal).getFirst()).remaining.add(thing);
    }
  }

  /** Somebody switches a policy type on, or off. */
  private void policyType(Truth truth) {
    String type = either("SECURITYHUB_POLICY", "GUARDDUTY_POLICY", "INSPECTOR_POLICY");
    if (!truth.policyTypes.remove(type)) {
      truth.policyTypes.add(type);
    }
  }

  private void delete(Declaration one) {
    if (one.exists) {
      one.delete(now);
    }
  }

  /** Others enable access; close to an Enable of ours that may be on its way nobody can tell it from ours. */
  private void othersEnable(Declaration one) {
    boolean nearOurs = all.stream()
        .filter(each -> each.connection.organization == one.connection.organization)
        .filter(each -> CoreInvariants.names(catalog, each.principal).contains(one.principal))
        .anyMatch(each -> DeclarationReader.recorded(each.status)
            .pendingEnable()
            .filter(open -> !now.isAfter(open.time().plus(Timing.STANDARD.settle()).plusSeconds(5)))
            .isPresent());
    one.connection.organization.enable(one.principal, false, nearOurs);
  }

  /** Others set an administrator; where we may have set the same, nobody can tell. */
  private void ownedByOthers(Declaration one, String account) {
    boolean maybeOurs = DeclarationReader.recorded(one.status)
        .owned()
        .stream()
        .anyMatch(owned -> !owned.isRegistration() && owned.accountId().equals(account));
    one.connection.organization
        .administrator(CoreInvariants.names(catalog, one.principal).getFirst(), Optional.of(account), maybeOurs);
  }

  private void confirm(Declaration one) {
    if (!one.exists) {
      return;
    }
    Confirmation before = one.confirmation;
    one.confirmation = new Confirmation(
        DeclarationReader.recorded(one.status)
            .enabledTime()
            .map(time -> new Confirmation.ConfirmedMoment(one.uid(), time))
            .or(before::initialized),
        one.deleted.map(time -> new Confirmation.ConfirmedMoment(one.uid(), time)).or(before::cleanedUp));
  }

  private void edit(Declaration one) {
    one.mode = either(Mode.MANAGE, Mode.MANAGE, Mode.MANAGE, Mode.OBSERVE);
    one.initialization = either(InitializationMode.values());
    one.administrators = one.principal.equals("fms.amazonaws.com") ? List.of(ADMINISTRATOR) : List.of();
    one.policy = either(
        DeletionPolicy.RESTORE, DeletionPolicy.RESTORE, DeletionPolicy.DISABLE, DeletionPolicy.DISABLE,
        DeletionPolicy.RETAIN);
    one.generation++;
    one.due = now;
  }

  @SafeVarargs
  private <T> T either(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Faults and others' doings end; whoever is asked for something does it. */
  private void calm() {
    what = "calm";
    organizations.forEach(each -> {
      each.faultsInTen = 0;
      each.lag = Duration.ZERO;
      each.policyTypes.clear();
    });
    operator.faults(0);
    operator.kindDeleting = false;
    connections.forEach(Connection::repair);
    passes(Duration.ofHours(2));
    for (Declaration each : all) {
      Truth.Service service = each.connection.organization
          .service(CoreInvariants.names(catalog, each.principal).getFirst());
      service.remaining.clear();
      service.delegated.clear();
      each.paused = false;
      if (!each.exists) {
        each.create(now);
        edit(each);
      }
      if (each.principal.equals("fms.amazonaws.com")) {
        each.administrators = List.of(ADMINISTRATOR);
        if (service.administrator(now).isPresent()) {
          ownedByOthers(each, ADMINISTRATOR);
        }
      } else if (each.lives()) {
        each.initialization = InitializationMode.NONE;
      }
      each.generation++;
      each.due = now;
    }
    for (int round = 0; round < 40; round++) {
      all.forEach(this::confirm);
      // What only the service itself can disable, its administrator does.
      all.stream()
          .filter(each -> each.exists && each.deleted.isPresent() && ready(each).equals("False ServiceApiRequired"))
          .forEach(each -> each.connection.organization.disable(each.principal));
      passes(Duration.ofMinutes(3));
    }
    int changesSoFar = operator.changes;
    passes(Duration.ofMinutes(45));
    assertThat(operator.changes).as("I1: still changing something").isEqualTo(changesSoFar);
    all.forEach(this::isAsDeclared);
  }

  /** Ready, as status and reason. */
  private static String ready(Declaration one) {
    TrustedServiceAccessStatus status = one.status;
    List<Condition> conditions = status == null || status.conditions() == null ? List.of() : status.conditions();
    return conditions.stream()
        .filter(condition -> "Ready".equals(condition.type()))
        .map(condition -> condition.status() + " " + condition.reason())
        .findFirst()
        .orElse("none");
  }

  private void isAsDeclared(Declaration one) {
    if (!one.exists || (one.mode == Mode.OBSERVE && one.deleted.isEmpty())) {
      return;
    }
    if (one.deleted.isPresent()) {
      assertThat(ready(one)).as("I1: a deletion that nothing holds does not end: " + one)
          .isEqualTo("False CleanupPending");
      return;
    }
    boolean enabled = CoreInvariants.names(catalog, one.principal)
        .stream()
        .anyMatch(name -> one.connection.organization.access(name).isPresent());
    String reason = ready(one);
    assertThat(enabled || Set.of("False ServiceApiRequired", "False DuplicateService").contains(reason))
        .as("I1: access is disabled: " + one)
        .isTrue();
    assertThat(Set.of("True Ready", "False ChangedByOthers", "False DuplicateService", "False ServiceApiRequired"))
        .as("I1: not ready: " + one)
        .contains(reason);
  }

  @Override
  public String toString() {
    return "at " + what + ", " + now;
  }
}
