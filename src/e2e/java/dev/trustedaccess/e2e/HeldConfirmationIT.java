package dev.trustedaccess.e2e;

import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody deletes a confirmation in the foreground, or holds it by a finalizer, and somebody else confirms once more. */
@ExtendWith(SharedCluster.class)
class HeldConfirmationIT {
  private static final String NAME = "ds.amazonaws.com";

  private final Live live;

  HeldConfirmationIT(RealApiServer server) {
    live = new Live(server);
  }

  @AfterEach
  void stop() {
    live.close();
  }

  private String finalizers() {
    return live.kubectl("get", "svcconf", NAME, "-o", "jsonpath={.metadata.finalizers}").strip();
  }

  /** As once an operator has read what remains for the deletion. */
  private void hasRead() {
    String uid = live.kubectl("get", "tsa", NAME, "-o", "jsonpath={.metadata.uid}").strip();
    live.kubectl("patch", "tsa", NAME, "--subresource=status", "--type=merge", "-p",
        "{\"status\":{\"uid\":\"" + uid + "\",\"cleanup\":{\"remainingCount\":0}}}");
  }

  @Test
  void aConfirmationIsNotWrittenToADeletedObjectAndNoFinalizerIsDropped() {
    live.declare(NAME);
    live.patch(NAME, "{\"metadata\":{\"finalizers\":[\"trustedaccess.dev/access\"]}}");
    live.kubectl("delete", "tsa", NAME, "--wait=false");
    hasRead();
    live.confirm("cleaned-up", NAME).orFail();
    live.kubectl("patch", "svcconf", NAME, "--type=merge", "-p",
        "{\"metadata\":{\"finalizers\":[\"example.com/held\"],\"labels\":{\"team\":\"network\"}}}");

    live.confirm("cleaned-up", NAME).orFail();
    assertThat(finalizers()).as("said twice").isEqualTo("[\"example.com/held\"]");

    live.kubectl("delete", "svcconf", NAME, "--cascade=foreground", "--wait=false");
    var refused = live.confirm("cleaned-up", NAME);

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stdout()).doesNotContain("Confirmed");
    assertThat(refused.stderr()).contains("is being deleted", "example.com/held", "kubectl wait --for=delete");
    assertThat(finalizers()).contains("example.com/held", "foregroundDeletion");
  }
}
