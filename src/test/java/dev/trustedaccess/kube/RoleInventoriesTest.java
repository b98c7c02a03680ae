package dev.trustedaccess.kube;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.trustedaccess.domain.catalog.RoleId;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.simulator.SettableClock;
import dev.trustedaccess.telemetry.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoleInventoriesTest {
  private static final String MANAGEMENT = "000000000000";
  private static final Failure THROTTLED = new Failure(Failure.Kind.THROTTLED, "iam:ListRoles");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FakeOrganization organization = new FakeOrganization();
  private final AtomicInteger ended = new AtomicInteger();
  private final RoleInventories inventories = new RoleInventories(
      organization, new ServiceCatalog(List.of(), List.of()), clock, workers, new Metrics(registry));

  RoleInventoriesTest() {
    inventories.whenScanned(_ -> ended.incrementAndGet());
  }

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  /** An organization that answers at once, as told. */
  private static final class FakeOrganization implements AwsGateway {
    private List<Account> accounts = accounts(1);
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger lists = new AtomicInteger();
    private volatile IntFunction<Optional<Failure>> trouble = _ -> Optional.empty();
    private volatile Runnable before = () -> {};

    static List<Account> accounts(int count) {
      return IntStream.range(0, count)
          .mapToObj(i -> new Account("%012d".formatted(i), Optional.of(Instant.EPOCH), Account.State.ACTIVE))
          .toList();
    }

    @Override
    public OrganizationAccess access(ConnectionSettings settings) {
      return (OrganizationAccess) Proxy.newProxyInstance(
          getClass().getClassLoader(), new Class<?>[]{OrganizationAccess.class}, (_, method, _) -> switch (method
              .getName()) {
            case "accounts" -> list();
            case "serviceLinkedRoles" -> read();
            default -> throw new AssertionError("asked for " + method);
          });
    }

    private Fact<List<Account>> list() {
      lists.incrementAndGet();
      return Fact.known(accounts);
    }

    private Fact<Set<RoleId>> read() {
      before.run();
      return trouble.apply(reads.incrementAndGet())
          .<Fact<Set<RoleId>>>map(Fact::unknown)
          .orElseGet(() -> Fact.known(Set.of()));
    }
  }

  private static ConnectionSettings settings(String name, String organization, Duration hold) {
    return new ConnectionSettings(
        name, organization, Optional.empty(), Mode.OBSERVE, Optional.empty(), Optional.empty(), Optional.of("read"),
        Optional.empty(), "us-east-1", List.of(), Optional.empty(), Optional.empty(), Duration.ofMinutes(5),
        Duration.ofHours(24), hold, false);
  }

  private static final ConnectionSettings SETTINGS = settings("default", "o-1", Duration.ZERO);

  private void pass(ConnectionSettings settings, Instant since) {
    inventories.connected(settings, new RoleInventories.ScanPlan(MANAGEMENT, since, Optional.empty(), List.of()));
  }

  private void pass() {
    pass(SETTINGS, Instant.MIN);
  }

  private RoleInventory inventory() {
    return inventories.inventory(SETTINGS).orElseThrow();
  }

  private void awaitEnd(int readings) {
    Awaitility.await().until(() -> ended.get() == readings);
  }

  /** 3,000 accounts, one ListRoles in five throttled: 171 stayed unread for a day. */
  @Test
  void allAccountsAreReadInTheEndThoughOneReadInFiveIsThrottled() {
    organization.accounts = FakeOrganization.accounts(3_000);
    organization.trouble = read -> Optional.of(THROTTLED).filter(_ -> read % 5 == 0);
    pass();
    awaitEnd(1);
    int rounds = 1;
    Instant begun = clock.instant();
    while (inventory().unreadCount() > 0) {
      clock.advance(inventories.untilDue(SETTINGS).orElseThrow());
      pass();
      awaitEnd(++rounds);
      assertThat(rounds).isLessThan(8);
    }
    assertThat(organization.reads.get()).as("calls of ListRoles: 3000 + 600 + 120 + 24 + 4 and the rest")
        .isBetween(3_740, 3_755);
    assertThat(organization.lists.get()).isEqualTo(1);
    assertThat(Duration.between(begun, clock.instant())).isLessThan(Duration.ofMinutes(6));
    assertThat(inventories.untilDue(SETTINGS)).hasValueSatisfying(
        left -> assertThat(left).isGreaterThan(Duration.ofHours(23)));
  }

  /** Trouble of all is found out by a few reads, not by all of them each time. */
  @Test
  void whileNothingCanBeReadEachRoundTriesAFew() {
    organization.accounts = FakeOrganization.accounts(3_000);
    organization.trouble = _ -> Optional.of(THROTTLED);
    pass();
    awaitEnd(1);
    assertThat(organization.reads.get()).isEqualTo(3_000);
    for (int round = 2; round <= 6; round++) {
      clock.advance(inventories.untilDue(SETTINGS).orElseThrow());
      pass();
      awaitEnd(round);
    }
    assertThat(organization.reads.get()).isLessThan(3_000 + 5 * 17);
    organization.trouble = _ -> Optional.empty();
    clock.advance(inventories.untilDue(SETTINGS).orElseThrow());
    pass();
    awaitEnd(7);
    assertThat(inventory().unreadCount()).isZero();
  }

  @Test
  void oneOrganizationIsReadOnceAtATimeWhateverIsEdited() throws InterruptedException {
    organization.accounts = FakeOrganization.accounts(100);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger under = new AtomicInteger();
    organization.before = () -> {
      under.incrementAndGet();
      try {
        go.await();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    };
    pass();
    Awaitility.await().until(() -> under.get() == 8);
    for (int edit = 1; edit <= 20; edit++) {
      clock.advance(Duration.ofSeconds(1));
      pass(settings("default", "o-1", Duration.ofMinutes(edit)), clock.instant());
      pass(settings("another", "o-1", Duration.ofMinutes(edit)), clock.instant());
    }
    assertThat(organization.lists.get()).isEqualTo(1);
    go.countDown();
    Awaitility.await().until(() -> ended.get() > 0);
    assertThat(under.get()).as("what was not begun is called off").isEqualTo(8);
    assertThat(inventories.inventory(SETTINGS)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    pass(settings("default", "o-1", Duration.ofMinutes(20)), clock.instant().minusSeconds(1));
    Awaitility.await().until(() -> inventories.inventory(SETTINGS).isPresent());
    assertThat(organization.lists.get()).isEqualTo(2);
    assertThat(inventory().unreadCount()).isZero();
  }

  @Test
  void nothingStaysOfConnectionsThatAreGone() {
    for (int i = 0; i < 200; i++) {
      pass(settings("connection-" + i, "o-" + i, Duration.ZERO), Instant.MIN);
    }
    Awaitility.await().until(() -> organization.lists.get() == 200);
    assertThat(inventories.size()).isEqualTo(200);
    IntStream.range(0, 200).forEach(i -> inventories.forget("connection-" + i));
    assertThat(inventories.size()).isZero();
    Awaitility.await().until(() -> inventories.busy() == 0);
  }

  @Test
  void anotherOrganizationUnderTheSameNameBeginsAnew() {
    pass();
    awaitEnd(1);
    assertThat(inventories.inventory(SETTINGS)).isPresent();
    ConnectionSettings other = settings("default", "o-2", Duration.ZERO);
    assertThat(inventories.inventory(other)).as("an inventory of another organization").isEmpty();
    pass(other, Instant.MIN);
    awaitEnd(2);
    assertThat(inventories.inventory(other)).isPresent();
    assertThat(inventories.inventory(SETTINGS)).isEmpty();
  }
}
