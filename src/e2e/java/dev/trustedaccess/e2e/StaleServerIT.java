package dev.trustedaccess.e2e;

import java.time.Duration;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.testbed.RealApiServer;
import dev.trustedaccess.testbed.StaleApiServer;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The operator restarts before an API server that still shows what was deleted: it opens nothing on that word. */
@ExtendWith(SharedCluster.class)
class StaleServerIT {
  private static final String ACCOUNT = "account.amazonaws.com";
  /** Longer than the reads before a change wait for their answer, twice. */
  private static final Duration LONG = Duration.ofSeconds(12);

  @SuppressWarnings("NullAway.Init")
  private Live live;
  @SuppressWarnings("NullAway.Init")
  private StaleApiServer stale;

  @BeforeEach
  void start(RealApiServer server) {
    live = new Live(server);
    stale = server.startStaleApiServer();
    live.connect("0s");
    live.declare(ACCOUNT);
    try (var behind = stale.endpoint().client(RealApiServer.ADMIN)) {
      var fromCache = new ListOptionsBuilder().withResourceVersion("0").build();
      Live.await("the second server to show it")
          .until(
              () -> behind.resources(TrustedServiceAccess.class).list(fromCache).getItems().size() == 1);
      // It keeps a kind from the first question on.
      behind.resources(OrganizationConnection.class).list(fromCache);
      behind.resources(ServiceConfirmation.class).list(fromCache);
    }
    stale.freeze();
  }

  @AfterEach
  void stop() {
    stale.thaw();
    live.close();
    stale.close();
  }

  @Test
  void aDeletedDeclarationIsNotEnabled() {
    live.delete(ACCOUNT);
    assertThat(live.all()).isEmpty();

    live.startOperator(stale.endpoint().kubeconfig(SharedCluster.OPERATOR));
    live.staysQuiet(LONG);
    stale.thaw();
    live.staysQuiet(Duration.ofSeconds(5));

    assertThat(live.aws().calls().changes()).isEmpty();
  }

  @Test
  void oneThatWasCreatedAgainIsEnabledForItselfAlone() {
    live.delete(ACCOUNT);
    live.declare(ACCOUNT);
    var uid = live.get(ACCOUNT).getMetadata().getUid();

    live.startOperator(stale.endpoint().kubeconfig(SharedCluster.OPERATOR));
    live.staysQuiet(LONG);
    stale.thaw();

    live.awaitReady(ACCOUNT, "True Ready");
    live.witness().everyChangeWasPrepared();
    assertThat(live.witness().moments()).singleElement()
        .satisfies(
            moment -> assertThat(moment.declaration().orElseThrow().getMetadata().getUid()).isEqualTo(uid));
  }
}
