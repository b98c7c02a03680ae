package dev.trustedaccess.kube;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

import dev.trustedaccess.domain.declaration.ChangeByOthers;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Declared;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.TrailEvent;
import dev.trustedaccess.domain.plan.TrailSearch;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** When CloudTrail is looked at for all searches of a connection, and which look answers which search. */
class TrailLooksTest {
  private static final Instant OBSERVED = Instant.parse("2026-11-28T02:10:00Z");
  private static final Instant ENABLED = OBSERVED.minus(Duration.ofDays(3));
  private static final String SSO = "sso.amazonaws.com";
  private static final String RAM = "ram.amazonaws.com";
  private static final String ANNA = "arn:aws:sts::111122223333:assumed-role/Admin/anna";
  private static final Failure DENIED = new Failure(Failure.Kind.ACCESS_DENIED, "cloudtrail:LookupEvents");
  private static final Set<String> DISABLES = Set.of("organizations:DisableAWSServiceAccess");
  private static final Set<String> ENABLES = Set.of("organizations:EnableAWSServiceAccess");

  /** Runs what it was given when the test says so. */
  private static final class Later extends AbstractExecutorService {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    void run() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  /** Answers every look with what the test says. */
  private final class Trail implements AwsGateway {
    @Override
    public OrganizationAccess access(ConnectionSettings settings) {
      return (OrganizationAccess) Proxy.newProxyInstance(
          getClass().getClassLoader(), new Class<?>[]{OrganizationAccess.class}, (_, _, arguments) -> {
            looks.add((Instant) arguments[1]);
            return answer;
          });
    }
  }

  private final List<Instant> looks = new ArrayList<>();
  private final Later workers = new Later();
  private Fact<List<TrailEvent>> answer = Fact.known(List.of());
  private Instant now = OBSERVED;
  /** By so much our clock is ahead of AWS's. */
  private Duration ahead = Duration.ZERO;
  private final TrailLooks trail = new TrailLooks(new Trail(), () -> now, workers);

  private static ConnectionSettings settings(String home) {
    return new ConnectionSettings(
        "default", "o-1", Optional.empty(), Mode.MANAGE, Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), home, List.of(), Optional.empty(), Optional.empty(), Duration.ofMinutes(5),
        Duration.ofHours(24), Duration.ZERO, true);
  }

  private static TrailSearch search(String principal, Instant since, Instant observed) {
    return new TrailSearch(
        ChangeByOthers.ofAccess(ChangeByOthers.Kind.DISABLE, since, observed), List.of(principal), DISABLES, ENABLES,
        "us-east-1", Optional.empty());
  }

  private static TrailEvent disable(String principal, Instant time) {
    return new TrailEvent(principal + time, time, "organizations.amazonaws.com", "DisableAWSServiceAccess",
        "us-east-1", ANNA, false, Optional.empty(), Map.of("servicePrincipal", principal));
  }

  private Optional<String> known(TrailSearch search) {
    return known(search, settings("us-east-1"));
  }

  private Optional<String> known(TrailSearch search, ConnectionSettings settings) {
    String principal = search.names().getFirst();
    return trail
        .known(settings, new Declared(principal, "uid-" + principal, 1, ENABLED, Optional.empty(), true), search,
            now.minus(ahead))
        .author()
        .map(ChangeByOthers.Author::principalArn);
  }

  private void minutesPass(int minutes) {
    now = now.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void aPassWaitsForNoLookAndTheNextOneHasItsAnswer() {
    answer = Fact.known(List.of(disable(SSO, OBSERVED.minusSeconds(60))));
    assertThat(known(search(SSO, ENABLED, OBSERVED))).isEmpty();
    assertThat(looks).isEmpty();
    workers.run();
    assertThat(known(search(SSO, ENABLED, OBSERVED))).contains(ANNA);
    assertThat(looks).containsExactly(ENABLED);
  }

  @Test
  void whileOneLookRunsAndForAMinuteAfterItBeganThereIsNoOther() {
    known(search(SSO, ENABLED, OBSERVED));
    minutesPass(5);
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    assertThat(looks).hasSize(1);
    now = now.plusMillis(1);
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    assertThat(looks).hasSize(2);
    now = now.plusSeconds(59);
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    assertThat(looks).hasSize(2);
  }

  /** An answer that lacks events would name somebody who only repeated the call. */
  @Test
  void aLookAnswersNoSearchForWhichItBeganTooEarlyOrReachesNotFarEnoughBack() {
    answer = Fact.known(List.of(disable(SSO, OBSERVED.minusSeconds(60)), disable(RAM, OBSERVED.minusSeconds(60))));
    known(search(SSO, OBSERVED.minusSeconds(120), OBSERVED));
    workers.run();
    assertThat(known(search(SSO, OBSERVED.minusSeconds(120), OBSERVED))).contains(ANNA);
    assertThat(known(search(RAM, ENABLED, OBSERVED))).as("reaches not far enough back").isEmpty();
    assertThat(known(search(RAM, OBSERVED.minusSeconds(120), OBSERVED.plusSeconds(1)))).as("began too early").isEmpty();
    minutesPass(2);
    known(search(RAM, ENABLED, OBSERVED));
    workers.run();
    assertThat(known(search(RAM, ENABLED, OBSERVED))).contains(ANNA);
  }

  @Test
  void aLookAnswersNoSearchForOtherCalls() {
    answer = Fact.known(List.of(disable(SSO, OBSERVED.minusSeconds(60))));
    TrailSearch enabling = new TrailSearch(
        ChangeByOthers.ofAccess(ChangeByOthers.Kind.DISABLE, ENABLED, OBSERVED), List.of(SSO), DISABLES, Set.of(),
        "us-east-1", Optional.empty());
    known(enabling);
    workers.run();
    assertThat(known(enabling)).contains(ANNA);
    assertThat(known(search(SSO, ENABLED, OBSERVED))).as("whether it was undone was not asked").isEmpty();
  }

  @Test
  void aChangedConnectionIsLookedAtAnewAtOnce() {
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    answer = Fact.known(List.of(disable(SSO, OBSERVED.minusSeconds(60))));
    known(search(SSO, ENABLED, OBSERVED), settings("eu-west-1"));
    workers.run();
    assertThat(known(search(SSO, ENABLED, OBSERVED), settings("eu-west-1"))).contains(ANNA);
    assertThat(looks).hasSize(2);
  }

  /** Changes and events are dated by AWS's clock; by ours, this search would be over before it began. */
  @ParameterizedTest
  @ValueSource(ints = {-40, 40})
  void aClockThatIsWrongEndsNoSearchAndDelaysNone(int minutes) {
    ahead = Duration.ofMinutes(minutes);
    now = OBSERVED.plus(ahead);
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    assertThat(looks).hasSize(1);
    minutesPass(14);
    answer = Fact.known(List.of(disable(SSO, OBSERVED.minusSeconds(60))));
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    assertThat(known(search(SSO, ENABLED, OBSERVED))).contains(ANNA);
  }

  @Test
  void aDenialIsToldOnceAndAgainAfterALookThatSucceeded() {
    answer = Fact.unknown(DENIED);
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    assertThat(trail.problem("default")).isPresent();
    assertThat(trail.problem("default")).isEmpty();
    minutesPass(9);
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    assertThat(looks).as("a person must act, so it is asked less often").hasSize(1);
    minutesPass(1);
    answer = Fact.known(List.of());
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    answer = Fact.unknown(DENIED);
    minutesPass(1);
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    assertThat(looks).hasSize(3);
    assertThat(trail.problem("default")).isPresent();
  }

  @Test
  void whoeverListensLearnsWhoStillSearchesOnceALookSucceeded() {
    List<Set<String>> told = new ArrayList<>();
    trail.whenLooked(told::add);
    answer = Fact.unknown(DENIED);
    known(search(SSO, ENABLED, OBSERVED));
    known(search(RAM, ENABLED, OBSERVED));
    workers.run();
    assertThat(told).isEmpty();
    minutesPass(10);
    answer = Fact.known(List.of());
    trail.forget("default", "uid-" + RAM);
    known(search(SSO, ENABLED, OBSERVED));
    workers.run();
    assertThat(told).containsExactly(Set.of(SSO));
  }
}
