package dev.trustedaccess.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import dev.trustedaccess.testbed.Command;
import dev.trustedaccess.testbed.OperatorProcess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code AWS_ENDPOINT_URL} names another address for all services, as that of a simulator on the same machine. */
class OtherEndpointTest extends PlanBench {
  @TempDir
  private Path directory;

  /** S3 puts the account before the host, which makes no name that resolves of either. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void dashboardsOfStorageLensAreReadThere(String host) throws IOException {
    organization.enabled("storage-lens.s3.amazonaws.com", LONG_AGO);
    organization.management().things("us-east-1").put("storage-lens-configuration", "everything");
    Map<String, String> environment = aws.environment(organization.management());
    environment.put("AWS_ENDPOINT_URL", "http://" + host + ":" + aws.endpoint().getPort());
    String files = declared(directory, "storage-lens.s3.amazonaws.com", ", deletionPolicy: Disable");

    Command.Result ended = OperatorProcess.verb(
        directory.resolve("none"), environment, "plan", "--deletion", "-f", files);

    assertThat(ended.stdout()).as(ended.stderr()).contains("Remaining: 1 Lost");
    assertThat(ended.stderr()).isEmpty();
  }
}
