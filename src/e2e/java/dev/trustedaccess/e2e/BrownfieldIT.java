package dev.trustedaccess.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.trustedaccess.testbed.RealApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What was on before is declared, watched and let go again, and AWS is asked to change nothing. */
@ExtendWith(SharedCluster.class)
class BrownfieldIT {
  private static final Instant LONG_AGO = Instant.parse("2024-05-01T08:00:00Z");
  private static final List<String> ON = List.of(
      "access-analyzer.amazonaws.com", "account.amazonaws.com", "auditmanager.amazonaws.com",
      "aws-artifact-account-sync.amazonaws.com", "backup.amazonaws.com", "cloudtrail.amazonaws.com",
      "compute-optimizer.amazonaws.com", "config-multiaccountsetup.amazonaws.com", "config.amazonaws.com",
      "detective.amazonaws.com", "devops-guru.amazonaws.com", "ds.amazonaws.com", "fms.amazonaws.com",
      "guardduty.amazonaws.com", "health.amazonaws.com", "inspector2.amazonaws.com", "macie.amazonaws.com",
      "ram.amazonaws.com", "securityhub.amazonaws.com", "servicecatalog.amazonaws.com", "ssm.amazonaws.com",
      "sso.amazonaws.com", "tagpolicies.tag.amazonaws.com");

  @SuppressWarnings("NullAway.Init")
  private Live live;

  @BeforeEach
  void start(RealApiServer server) {
    live = new Live(server).startOperator();
    ON.forEach(principal -> live.organization().enabled(principal, LONG_AGO));
    live.connect("0s");
  }

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void declaringWhatIsOnAndDeletingItAgainChangesNothing() {
    assertThat(ON).hasSize(23);
    live.declare(ON.toArray(String[]::new));
    // One snapshot for all: two pages and the organization, at one call a second.
    live.kubectl("wait", "--for=condition=Ready", "--timeout=30s", "tsa", "--all");
    assertThat(live.all()).hasSize(23)
        .allSatisfy(object -> assertThat(object.getStatus()).satisfies(status -> {
          assertThat(status.enabledBy()).isEqualTo("Other");
          assertThat(status.enabledTime()).isEqualTo(LONG_AGO.toString());
        }));
    live.staysQuiet(Duration.ofSeconds(5));

    live.kubectl("delete", "tsa", "--all", "--timeout=30s");

    assertThat(live.all()).isEmpty();
    assertThat(live.aws().calls().changes()).isEmpty();
    assertThat(live.organization().enabledPrincipals()).containsOnlyKeys(ON)
        .allSatisfy(
            (principal, since) -> assertThat(since).isEqualTo(LONG_AGO));
  }
}
