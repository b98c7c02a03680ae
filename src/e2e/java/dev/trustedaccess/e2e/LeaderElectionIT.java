package dev.trustedaccess.e2e;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.trustedaccess.testbed.OperatorProcess;
import dev.trustedaccess.testbed.RealApiServer;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Two operators on one cluster: one leads, the other stands by. */
@ExtendWith(SharedCluster.class)
class LeaderElectionIT {
  private static final String NAMESPACE = "trusted-access";
  private static final String LEASE = "trusted-access-operator";
  private static final String DS = "ds.amazonaws.com";
  /** The only form that a Lease takes. */
  private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
      .withZone(ZoneOffset.UTC);
  private static final Duration LEASE_TIME = Duration.ofSeconds(15);
  private static final Map<String, String> ELECTING = Map.of(
      "TRUSTED_ACCESS_LEADER_ELECTION", "true", "TRUSTED_ACCESS_NAMESPACE", NAMESPACE);

  private final RealApiServer server;
  @SuppressWarnings("NullAway.Init")
  private Live live;
  @SuppressWarnings("NullAway.Init")
  private OperatorProcess leader;
  @SuppressWarnings("NullAway.Init")
  private String leaderAddress;
  @SuppressWarnings("NullAway.Init")
  private OperatorProcess standby;

  LeaderElectionIT(RealApiServer server) {
    this.server = server;
  }

  @BeforeEach
  void start() {
    grant();
    live = new Live(server);
    live.connect("0s");
    leader = live.startReplica(ELECTING);
    leaderAddress = live.address();
    Live.await("a leader").until(() -> holder().isPresent());
    standby = live.startReplica(ELECTING);
    live.declare(DS);
    live.awaitReady(DS, "True Ready");
    assertThat(leads(leader)).isTrue();
    assertThat(leads(standby)).as("the standby answers that it is ready, and does not lead").isFalse();
  }

  @AfterEach
  void stop() {
    standby.close();
    leader.close();
    live.close();
    server.kubectl("delete", "lease", LEASE, "-n", NAMESPACE, "--ignore-not-found").orFail();
  }

  @Test
  void aKilledLeaderIsReplacedWithinTheLeaseTimeAndFiveSeconds() {
    var killed = Instant.now();
    leader.kill();

    Live.await("the next leader").until(() -> leads(standby));

    assertThat(Duration.between(killed, Instant.now())).isLessThan(LEASE_TIME.plusSeconds(5));
    live.organization().disableAccess(DS);
    Live.await("the correction by the next leader").until(() -> live.organization().isEnabled(DS));
    live.awaitReady(DS, "True Ready");
  }

  @Test
  void oneThatWasSuspendedAndWakesUpMakesNoChange() {
    // It is held in the middle of a snapshot that sees access disabled, and would put it back.
    var armed = new AtomicBoolean(true);
    live.aws()
        .faults()
        .every(call -> call.action().equals("organizations:ListAWSServiceAccessForOrganization")
            && armed.get() && !live.organization().isEnabled(DS))
        .run(() -> {
          if (armed.getAndSet(false)) {
            leader.pause();
          }
        });
    live.organization().disableAccess(DS);
    Live.await("the suspension").until(() -> !armed.get());
    Live.await("the next leader").until(() -> leads(standby));
    Live.await("the correction by the next leader").until(() -> live.organization().isEnabled(DS));
    live.delete(DS);
    live.awaitGone(DS);
    live.declare(DS);
    live.awaitReady(DS, "True Ready");
    live.organization().disableAccess(DS);
    live.kubectl("annotate", "tsa", DS, "trustedaccess.dev/paused=true");

    leader.resume();

    live.staysQuiet(Duration.ofSeconds(8));
    Live.await("the first to stand by").until(() -> says(leader, "lost the Lease"));
    assertThat(live.organization().isEnabled(DS)).isFalse();
    assertThat(leader.isAlive()).isTrue();
  }

  @Test
  void oneThatIsToldToEndGivesTheLeaseBackAtOnce() {
    var told = Instant.now();
    leader.terminate();

    assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(5));
    Live.await("the next leader").until(() -> leads(standby));
    assertThat(Duration.between(told, Instant.now()))
        .isLessThan(Duration.ofSeconds(10));
    assertThat(live.aws().calls().changes()).hasSize(1);
  }

  @Test
  void whoLosesTheLeaseToSomebodyChangesNothingUntilItHasItAgain() {
    server.kubectl("patch", "lease", LEASE, "-n", NAMESPACE, "--type=merge", "-p",
        "{\"spec\":{\"holderIdentity\":\"somebody\",\"leaseDurationSeconds\":25,\"renewTime\":\"%s\"}}"
            .formatted(MICROS.format(Instant.now())))
        .orFail();
    live.organization().disableAccess(DS);

    Live.await("the loss to be noticed").until(() -> says(leader, "lost the Lease"));
    live.staysQuiet(Duration.ofSeconds(10));
    assertThat(live.organization().isEnabled(DS)).isFalse();
    assertThat(live.scrape(leaderAddress)).as("figures of one that stands by would be old ones")
        .contains("trusted_access_leading 0")
        .doesNotContain("trusted_access_declaration_ready", "trusted_access_missed_snapshots");

    Live.await("a leader, when the Lease has run out").until(() -> live.organization().isEnabled(DS));
    live.awaitReady(DS, "True Ready");
  }

  @Test
  void aLeaseThatCannotBeReadIsNotTheEnd() {
    leader.kill();
    server.kubectl("delete", "lease", LEASE, "-n", NAMESPACE).orFail();
    server.endpoint().kubectl(RealApiServer.ADMIN).runWithInput("""
        apiVersion: coordination.k8s.io/v1
        kind: Lease
        metadata: {name: %s, namespace: %s}
        """.formatted(LEASE, NAMESPACE), "create", "-f", "-");
    Live.await("a try that fails").until(() -> says(standby, "leader election"));

    server.kubectl("delete", "lease", LEASE, "-n", NAMESPACE).orFail();

    Live.await("the next leader").until(() -> leads(standby));
  }

  /** Exactly what the chart grants for it. */
  private void grant() {
    server.kubectl("create", "role", "lease-create", "-n", NAMESPACE, "--verb=create", "--resource=leases");
    server.kubectl("create", "role", "lease", "-n", NAMESPACE, "--verb=get,patch", "--resource=leases",
        "--resource-name=" + LEASE);
    server.kubectl("create", "rolebinding", "lease-create", "-n", NAMESPACE, "--role=lease-create",
        "--user=" + SharedCluster.OPERATOR);
    server.kubectl("create", "rolebinding", "lease", "-n", NAMESPACE, "--role=lease",
        "--user=" + SharedCluster.OPERATOR);
  }

  private Optional<String> holder() {
    return Optional.ofNullable(live.cluster().leases().inNamespace(NAMESPACE).withName(LEASE).get())
        .map(Lease::getSpec)
        .map(LeaseSpec::getHolderIdentity);
  }

  /** Whether the Lease names it. */
  private boolean leads(OperatorProcess process) {
    return holder().filter(holder -> says(process, holder + " is the leader")).isPresent();
  }

  private static boolean says(OperatorProcess process, String words) {
    return process.log().stream().anyMatch(line -> line.contains(words));
  }
}
