package dev.trustedaccess.e2e;

import java.time.Duration;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The kind is deleted, or an object is replaced with its finalizer left out: nothing is disabled. */
@ExtendWith(SharedCluster.class)
class MidLifeIT {
  private static final String ACCOUNT = "account.amazonaws.com";
  private static final String DIRECTORIES = "ds.amazonaws.com";
  private static final String CRD = "trustedserviceaccesses." + Kinds.GROUP;

  private final RealApiServer server;
  @SuppressWarnings("NullAway.Init")
  private Live live;

  MidLifeIT(RealApiServer server) {
    this.server = server;
  }

  @BeforeEach
  void start() {
    live = new Live(server).startOperator();
    live.connect("0s");
    live.declare(ACCOUNT, DIRECTORIES);
    live.awaitReady(ACCOUNT, "True Ready");
    live.awaitReady(DIRECTORIES, "True Ready");
  }

  @AfterEach
  void stop() {
    server.applyCrds(SharedCluster.CRDS);
    live.close();
  }

  @Test
  void aStrippedFinalizerIsPutBack() {
    var before = live.get(DIRECTORIES).getMetadata();
    server.endpoint()
        .kubectl(RealApiServer.ADMIN)
        .runWithInput(Live.declaration(DIRECTORIES), "replace", "-f", "-")
        .orFail();

    Live.await("the finalizer").until(() -> live.get(DIRECTORIES).hasFinalizer(Kinds.ACCESS_FINALIZER));

    live.staysQuiet(Duration.ofSeconds(3));
    assertThat(live.aws().calls().changes()).hasSize(2);
    assertThat(live.get(DIRECTORIES).getMetadata().getUid()).isEqualTo(before.getUid());
    assertThat(live.get(DIRECTORIES).getStatus()).satisfies(
        status -> assertThat(status.enabledBy()).isEqualTo("Operator"));
    live.kubectl("delete", "tsa", DIRECTORIES, "--timeout=60s");
    assertThat(live.organization().isEnabled(DIRECTORIES)).isFalse();
  }

  @Test
  void deletingTheCrdDisablesNothingAndAnotherTakesOver() {
    live.kubectl("delete", "crd", CRD, "--timeout=60s");

    var lines = live.operator().log().size();
    live.staysQuiet(Duration.ofSeconds(10));
    assertThat(live.operator().log()).as("lines logged while the kind is gone").hasSizeLessThan(lines + 200);
    bothAreOn();

    server.applyCrds(SharedCluster.CRDS);
    if (!live.operator().isAlive()) {
      live.restartOperator();
    }
    live.declare(ACCOUNT, DIRECTORIES);
    live.awaitReady(ACCOUNT, "True Ready");
    live.awaitReady(DIRECTORIES, "True Ready");

    // What was known went with the objects, so what is on counts as others' work: the side that leaves it on.
    live.kubectl("delete", "tsa", "--all", "--timeout=60s");
    bothAreOn();
    assertThat(live.aws().calls().changes()).hasSize(2);
  }

  private void bothAreOn() {
    assertThat(live.organization().enabledPrincipals()).containsOnlyKeys(ACCOUNT, DIRECTORIES);
  }
}
