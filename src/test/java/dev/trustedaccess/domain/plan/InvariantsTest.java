package dev.trustedaccess.domain.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;

import dev.trustedaccess.domain.catalog.AccessMethod;
import dev.trustedaccess.domain.catalog.AdministratorFacts;
import dev.trustedaccess.domain.catalog.Effect;
import dev.trustedaccess.domain.catalog.Impact;
import dev.trustedaccess.domain.catalog.PrincipalFacts;
import dev.trustedaccess.domain.catalog.ServiceFacts;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Desired.DeletionPolicy;
import dev.trustedaccess.domain.declaration.Desired.InitializationMode;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.DelegatedAdministrator;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.Remaining;
import dev.trustedaccess.mapping.DeclarationReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random lives of a declaration: people, other administrators, faults, lagging lists and crashes, in any order. The
 * invariants hold at every step; when all that ends, the world comes to be as declared and then nothing is changed any more.
 */
class InvariantsTest {
  /** The first life and how many; more of them are lived by hand, and one of them again. */
  private static final long FIRST = Long.getLong("lives.first", 0);
  private static final long LIVES = Long.getLong("lives", 3_000);
  private static final int LIVES_A_TEST = 30;
  private static final int STEPS = 60;
  /** So soon after an intent of ours what others enable cannot be told from ours. */
  private static final Duration NEAR = Duration.ofSeconds(30);

  static LongStream seeds() {
    return LongStream.iterate(FIRST, seed -> seed < FIRST + LIVES, seed -> seed + LIVES_A_TEST);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void holdThroughAnyLife(long first) {
    for (long seed = first; seed < Math.min(first + LIVES_A_TEST, FIRST + LIVES); seed++) {
      Life life = new Life(RandomGeneratorFactory.of("L64X128MixRandom").create(seed), seed % 3 > 0, seed % 5 == 0);
      try {
        life.live();
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("seed " + seed + ": " + life, broken);
      }
    }
  }

  /** One random life. */
  private static final class Life {
    private final RandomGenerator random;
    private final World world;
    private final Cluster cluster = new Cluster();
    private final boolean integrated;
    /** In one life of three nobody confirms anything before all is calm, and Regions come and go instead. */
    private final boolean confirming;
    /** In one life of five the administrator matters: we set it, others replace it and put it back, and it is to go. */
    private final boolean administered;
    private final ServiceFacts service;
    private final SimulatedOperator operator;
    private Instant due;
    private String what = "begin";

    Life(RandomGenerator random, boolean confirming, boolean administered) {
      this.random = random;
      this.confirming = confirming;
      this.administered = administered;
      world = new World(random);
      integrated = random.nextBoolean() || administered;
      Impact[] impacts = Impact.values();
      AccessMethod method = new AccessMethod(AccessMethod.By.ORGANIZATIONS, "organizations:Call");
      AdministratorFacts administrators = new AdministratorFacts(
          new AccessMethod(AccessMethod.By.SERVICE, "service:Appoint"), Optional.of(1), Optional.empty());
      service = new ServiceFacts("service", "Service", impacts[random.nextInt(impacts.length)], "it hurts",
          random.nextInt(4) == 0 ? Optional.of("what was there") : Optional.empty(), Optional.empty(), Set.of(),
          Map.of("lock", Effect.BLOCKS, "stamp", Effect.SURVIVES),
          List.of(
              new PrincipalFacts(World.PRINCIPAL, List.of(), Optional.empty(), Set.of(), method, method,
                  Optional.of(administrators), Optional.empty(), false, false, List.of()),
              new PrincipalFacts(World.DEPENDENT, List.of(), Optional.of(World.PRINCIPAL), Set.of(World.PRINCIPAL),
                  method,
                  method, Optional.of(AdministratorFacts.BY_ORGANIZATIONS), Optional.empty(), false, false,
                  List.of())));
      operator = new SimulatedOperator(world, cluster, random, service, integrated);
      due = world.now;
    }

    void live() {
      world.lag = random.nextBoolean() ? Duration.ZERO : World.MOST_LAG;
      world.faultsInTen = random.nextInt(4);
      cluster.behind = Duration.ofMinutes(either(0, 0, 10));
      if (random.nextBoolean()) {
        world.open(false, false);
      }
      for (int step = 0; step < STEPS; step++) {
        turn();
        pass(false);
        world.now = world.now.plusMillis(random.nextInt(4) == 0 ? random.nextLong(900_000) : random.nextLong(9_000));
      }
      calm();
    }

    private void pass(boolean prompted) {
      if (cluster.exists) {
        due = world.now.plus(operator.pass(prompted));
      }
    }

    /** Somebody does something. */
    private void turn() {
      int who = random.nextInt(40);
      what = "turn " + who;
      switch (who) {
        case 0, 1 -> othersOpen();
        case 2, 3 -> world.close();
        case 4 -> ownedByOthers(either(Cluster.ADMINISTRATOR, Cluster.ADMINISTRATOR, "333333333333"));
        case 5 -> world.removeAdministrator();
        case 6 -> world.remaining.add(remaining());
        case 7 -> world.remaining.clear();
        case 8 -> world.delegated.add(new DelegatedAdministrator("444444444444"));
        case 9 -> world.delegated.clear();
        case 10, 11, 12, 13 -> {
          if (confirming) {
            confirm();
          } else {
            manageRegions();
          }
        }
        case 14 -> cluster.connected = !cluster.connected;
        case 15 -> cluster.connectionMode = either(Mode.MANAGE, Mode.MANAGE, Mode.OBSERVE);
        case 16 -> cluster.allowed = random.nextInt(3) > 0;
        case 17 -> cluster.serviceRole = random.nextInt(3) > 0;
        case 18 -> cluster.paused = random.nextInt(3) == 0;
        case 19 -> cluster.kindDeleting = random.nextInt(4) == 0;
        case 20 -> operator.restart();
        case 21 -> world.now = world.now.plus(Duration.ofHours(random.nextInt(1, 80)));
        case 22, 23, 24, 25 -> edit();
        case 26, 27 -> {
          if (cluster.exists) {
            cluster.delete(world.now);
          }
        }
        case 30 -> manageRegions();
        case 31 -> cluster.sibling(random.nextBoolean(), random.nextBoolean(), world.now);
        case 32 -> cluster.siblings.clear();
        case 33 -> {
          if (administered) {
            ownedByOthers("333333333333");
            pass(false);
            ownedByOthers(Cluster.ADMINISTRATOR);
          }
        }
        case 28 -> {
          if (cluster.exists) {
            cluster.dropFinalizer();
          }
        }
        case 29 -> {
          if (random.nextInt(4) == 0) {
            cluster.status = null;
            operator.forgotten();
          }
        }
        default -> {
          if (!cluster.exists) {
            cluster.create(world.now);
            edit();
          } else {
            world.now = world.now.isAfter(due) ? world.now : due;
          }
        }
      }
    }

    /** Others open access; close to an Enable of ours that may be on its way nobody can tell it from ours. */
    private void othersOpen() {
      boolean nearOurs = DeclarationReader.recorded(cluster.status)
          .pendingEnable()
          .filter(open -> !world.awsNow().isAfter(open.time().plus(NEAR)))
          .isPresent();
      world.open(false, nearOurs);
    }

    /** Others set an administrator; where we may have set the same, nobody can tell. */
    private void ownedByOthers(String account) {
      world.administrator(Optional.of(account), operator.mayOwn && account.equals(Cluster.ADMINISTRATOR));
    }

    private void manageRegions() {
      cluster.regions = either(Cluster.EVERY_REGION, Set.of("global", "us-east-1"));
    }

    private Remaining remaining() {
      return new Remaining(either("lock", "letter", "stamp"), "it", World.MANAGEMENT, either("global", "eu-west-1"));
    }

    private void confirm() {
      Confirmation before = cluster.confirmation;
      cluster.confirmation = new Confirmation(
          DeclarationReader.recorded(cluster.status)
              .enabledTime()
              .map(time -> new Confirmation.ConfirmedMoment(cluster.uid(), time))
              .or(before::initialized),
          cluster.deleted.map(time -> new Confirmation.ConfirmedMoment(cluster.uid(), time)).or(before::cleanedUp));
    }

    private void edit() {
      cluster.mode = either(Mode.MANAGE, Mode.MANAGE, Mode.MANAGE, Mode.OBSERVE);
      cluster.initialization = either(InitializationMode.values());
      cluster.administratorDeclared |= random.nextInt(3) > 0;
      cluster.expectation = either(Desired.RoleExpectation.AS_NEEDED, Desired.RoleExpectation.EVERY_ACCOUNT);
      cluster.policy = either(
          DeletionPolicy.RESTORE, DeletionPolicy.RESTORE, DeletionPolicy.DISABLE, DeletionPolicy.DISABLE,
          DeletionPolicy.RETAIN);
      if (administered) {
        cluster.mode = Mode.MANAGE;
        cluster.initialization = InitializationMode.AUTOMATIC;
        cluster.administratorDeclared = true;
        cluster.policy = DeletionPolicy.DISABLE;
      }
      cluster.generation++;
    }

    @SafeVarargs
    private <T> T either(T... choices) {
      return choices[random.nextInt(choices.length)];
    }

    /** Faults and others' doings end; whoever is asked for something does it. */
    private void calm() {
      what = "calm";
      world.faultsInTen = 0;
      world.lag = Duration.ZERO;
      if (administered && cluster.exists) {
        cluster.delete(world.now);
      }
      world.now = world.now.plus(Duration.ofHours(2));
      cluster.connected = true;
      cluster.connectionMode = Mode.MANAGE;
      cluster.allowed = true;
      cluster.serviceRole = true;
      cluster.regions = Cluster.EVERY_REGION;
      cluster.paused = false;
      cluster.kindDeleting = false;
      cluster.siblings.clear();
      world.remaining.clear();
      world.delegated.clear();
      if (world.administrator().isPresent()) {
        ownedByOthers(Cluster.ADMINISTRATOR);
      }
      if (!cluster.exists) {
        cluster.create(world.now);
        edit();
      }
      cluster.administratorDeclared = true;
      cluster.expectation = Desired.RoleExpectation.AS_NEEDED;
      cluster.generation++;
      settle(Duration.ofMinutes(40));
      int changesSoFar = operator.changes;
      boolean existed = cluster.exists;
      for (int snapshot = 0; snapshot < 10 && cluster.exists; snapshot++) {
        world.now = world.now.plus(Cluster.INTERVAL);
        pass(false);
      }
      assertThat(operator.changes).as("I1: still changing something").isEqualTo(changesSoFar);
      if (existed && cluster.deleted.isEmpty()) {
        isAsDeclared();
      } else {
        assertThat(cluster.exists).as("I1: a deletion that nothing holds does not end: " + operator.finding).isFalse();
      }
    }

    private void settle(Duration within) {
      Instant end = world.now.plus(within);
      for (int passes = 0; cluster.exists && world.now.isBefore(end); passes++) {
        assertThat(passes).as("a hot loop").isLessThan(200);
        confirm();
        if (world.administrator().isEmpty() && !integrated && cluster.deleted.isEmpty()) {
          ownedByOthers(Cluster.ADMINISTRATOR);
        }
        pass(passes == 0);
        Instant next = due.isBefore(world.now.plus(Cluster.INTERVAL)) ? due : world.now.plus(Cluster.INTERVAL);
        world.now = next.isAfter(world.now) ? next : world.now.plusSeconds(1);
      }
    }

    private void isAsDeclared() {
      if (cluster.mode == Mode.OBSERVE) {
        return;
      }
      assertThat(world.access()).as("I1: access is disabled: " + operator.finding).isPresent();
      boolean ready = Objects.requireNonNull(Objects.requireNonNull(cluster.status).conditions())
          .stream()
          .anyMatch(condition -> "Ready".equals(condition.type()) && "True".equals(condition.status()));
      boolean byOthers = operator.finding.filter(found -> found.reason() == Reason.CHANGED_BY_OTHERS).isPresent();
      assertThat(ready || byOthers).as("I1: not ready: " + operator.finding).isTrue();
    }

    @Override
    public String toString() {
      return "at " + what + ": " + world + "; " + cluster + "; integrated " + integrated + " " + service.impact()
          + "; status " + cluster.status;
    }
  }
}
