package dev.trustedaccess.e2e;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;

import dev.trustedaccess.docs.DocumentedCommand;
import dev.trustedaccess.testbed.OperatorProcess;
import dev.trustedaccess.testbed.RealApiServer;
import dev.trustedaccess.testbed.SimulatorProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The first hour of somebody with a cluster and without AWS: from an empty cluster to a service that is Ready. */
class WithoutAwsIT {
  /** With room for a machine on which other tests run: alone it takes ten seconds. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void aServiceIsReadyInAnEmptyCluster() {
    try (var server = Chart.bareServer(); var aws = SimulatorProcess.start()) {
      var terminal = new Terminal(server, aws.environment());
      long begun = System.nanoTime();
      terminal.run(DocumentedCommand.TRY_KINDS);
      var environment = new HashMap<>(aws.environment());
      int port = OperatorProcess.freePort();
      environment.put("TRUSTED_ACCESS_HTTP_PORT", String.valueOf(port));
      try (var operator = OperatorProcess.run(server.endpoint().kubeconfig(RealApiServer.ADMIN), environment)) {
        operator.awaitReady(URI.create("http://127.0.0.1:" + port + "/healthz/ready"));

        assertThat(terminal.run(DocumentedCommand.TRY_DECLARE)).contains("condition met", "o-exampleorg1", "Ready")
            .containsPattern("Enabled By: +Operator\n")
            .containsPattern("Events:(?s:.*) Enabled ");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT);

        assertThat(terminal.run(DocumentedCommand.TRY_CLEAN_UP)).contains(
            "trustedserviceaccess", "organizationconnection");
        assertThat(terminal.type("kubectl get orgconn,tsa")).doesNotContain("ds.amazonaws.com", "o-exampleorg1");
      }
    }
  }
}
