package dev.trustedaccess.e2e;

import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** A declaration that is deleted and made anew at once is another declaration, and none is overlooked. */
@ExtendWith(SharedCluster.class)
class RecreationIT {
  private static final String ACCOUNT = "account.amazonaws.com";
  private static final int ROUNDS = 40;

  @SuppressWarnings("NullAway.Init")
  private Live live;

  @BeforeEach
  void start(RealApiServer server) {
    live = new Live(server).startOperator();
  }

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void eachOneOfManyInARowIsSeen() {
    var serialization = live.cluster().getKubernetesSerialization();
    for (int round = 0; round < ROUNDS; round++) {
      live.cluster()
          .resource(serialization.unmarshal(Live.declaration(ACCOUNT), TrustedServiceAccess.class))
          .create();
      live.awaitReady(ACCOUNT, "Unknown ConnectionNotFound");
      live.delete(ACCOUNT);
    }
    assertThat(live.aws().calls().changes()).isEmpty();
  }
}
