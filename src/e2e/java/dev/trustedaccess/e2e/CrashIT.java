package dev.trustedaccess.e2e;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The operator is killed at every single call to AWS that it makes while it opens Firewall Manager's access and sets an
 * administrator, and at every one while it takes both back: once as the call is carried out, and for a change once more
 * before it is. Another process takes over, and in the end all is as if nothing had happened.
 */
@ExtendWith(SharedCluster.class)
class CrashIT {
  /** Longer than another process takes to come up: what the killed one had on its way must be seen by then. */
  private static final Duration LAG = Duration.ofSeconds(6);
  private static final String FMS = "fms.amazonaws.com";
  /** More than either way takes; a loop that gets here has lost its end. */
  private static final int MOST_CALLS = 60;

  @SuppressWarnings("NullAway.Init")
  private Live live;

  @BeforeEach
  void start(RealApiServer server) {
    live = new Live(server).settlingWithin(LAG).startOperator();
    live.connect("0s");
    // One scan per process: more scans would only add calls.
    live.patch(OrganizationConnection.class, "default", "{\"spec\":{\"roleInventoryInterval\":\"24h\"}}");
    Live.await("the connection")
        .until(() -> live.kubectl("get", "orgconn", "default", "-o",
            "jsonpath={.status.conditions[?(@.type==\"Ready\")].status}"), "True"::equals);
  }

  @AfterEach
  void stop() {
    live.close();
  }

  /** How a way went on to its end. */
  private enum End {
    UNDISTURBED, KILLED_AT_A_READ, KILLED_AT_A_CHANGE
  }

  @Test
  void opensAndClosesAllTheSameWhereverItIsKilled() {
    boolean openingIsThrough = false;
    boolean closingIsThrough = false;
    int kills = 0;
    for (int call = 1; !openingIsThrough || !closingIsThrough; call++) {
      assertThat(call).isLessThan(MOST_CALLS);
      for (boolean carriedOut : List.of(true, false)) {
        var opening = open(openingIsThrough ? 0 : call, carriedOut);
        var closing = close(closingIsThrough ? 0 : call, carriedOut);
        kills += opening == End.UNDISTURBED ? 0 : 1;
        kills += closing == End.UNDISTURBED ? 0 : 1;
        openingIsThrough |= opening == End.UNDISTURBED;
        closingIsThrough |= closing == End.UNDISTURBED;
        if (opening != End.KILLED_AT_A_CHANGE && closing != End.KILLED_AT_A_CHANGE) {
          break;
        }
      }
    }
    // Fewer would mean that the way was not walked to its end.
    assertThat(kills).isGreaterThan(20);
  }

  private End open(int killAt, boolean carriedOut) {
    live.witness().forget();
    var kill = killAt(killAt, carriedOut);

    live.kubectl("apply", "-f", Live.EXAMPLES + "10-firewall-manager.yaml");
    var end = goesOn(kill, () -> live.ready(FMS).equals("True Ready"));
    live.awaitReady(FMS, "True Ready");

    live.witness().everyChangeWasPrepared();
    assertThat(live.organization().isEnabled(FMS)).isTrue();
    assertThat(live.organization().delegatedAdministrators(FMS)).containsOnlyKeys(Bench.SECURITY);
    assertThat(live.get(FMS).getStatus()).satisfies(status -> {
      assertThat(status.enabledBy()).isEqualTo("Operator");
      // The administrator, and its registration with Organizations, which the service makes in the caller's name.
      assertThat(status.ownedResources()).hasSize(2)
          .allSatisfy(owned -> assertThat(owned.id()).isEqualTo(Bench.SECURITY));
    });
    onlyThese(List.of("Enable", "Initialize"), end);
    return end;
  }

  private End close(int killAt, boolean carriedOut) {
    live.witness().forget();
    var kill = killAt(killAt, carriedOut);

    live.delete(FMS);
    live.confirmCleanedUp(live.get(FMS));
    var end = goesOn(kill, () -> live.find(FMS).isEmpty());
    live.awaitGone(FMS);

    live.witness().everyChangeWasPrepared();
    live.witness().everythingTakenAwayWasConfirmed();
    assertThat(live.organization().isEnabled(FMS)).isFalse();
    assertThat(live.organization().delegatedAdministrators(FMS)).isEmpty();
    onlyThese(List.of("RemoveOwnedResource", "Disable"), end);
    return end;
  }

  /** Each of these changes in this order, and each at most once more than needed for the one crash. */
  private void onlyThese(List<String> kinds, End end) {
    var made = live.witness().moments().stream().map(Witness.Moment::kind).toList();
    assertThat(made).isSubsetOf(kinds).isSortedAccordingTo((a, b) -> kinds.indexOf(a) - kinds.indexOf(b));
    assertThat(made).hasSizeBetween(kinds.size(), kinds.size() + (end == End.KILLED_AT_A_CHANGE ? 1 : 0));
    assertThat(made).containsAll(kinds);
  }

  /**
   * Which call is the operator's last: the operator calls all the time, so that one count decides which it is, and the call
   * itself what it was.
   */
  private static final class Kill {
    private final int number;
    private final AtomicBoolean armed;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Call> last = new AtomicReference<>();

    /** @param number counted from now; 0 for none */
    Kill(int number) {
      this.number = number;
      armed = new AtomicBoolean(number > 0);
    }

    boolean comes(Call call) {
      if (!armed.get() || calls.incrementAndGet() != number || !armed.getAndSet(false)) {
        return false;
      }
      last.set(call);
      return true;
    }

    boolean isAt(Call call) {
      var killed = last.get();
      return killed != null && killed.ordinal() == call.ordinal();
    }

    /** Whether it is too late for it now. */
    boolean calledOff() {
      return armed.getAndSet(false);
    }
  }

  private Kill killAt(int number, boolean carriedOut) {
    var kill = new Kill(number);
    live.aws().faults().every(kill::comes).run(() -> live.operator().kill());
    if (!carriedOut) {
      live.aws().faults().every(kill::isAt).loseTheRequest();
    }
    return kill;
  }

  /** Waits for the kill, or for the end of the way without one; then another process takes over. */
  private End goesOn(Kill kill, java.util.concurrent.Callable<Boolean> done) {
    if (kill.number == 0) {
      return End.UNDISTURBED;
    }
    Live.await("a kill or the end").until(() -> !kill.armed.get() || done.call());
    if (kill.calledOff()) {
      return End.UNDISTURBED;
    }
    Live.await("the end of the process").until(() -> !live.operator().isAlive());
    live.restartOperator();
    return kill.last.get().changing() ? End.KILLED_AT_A_CHANGE : End.KILLED_AT_A_READ;
  }
}
