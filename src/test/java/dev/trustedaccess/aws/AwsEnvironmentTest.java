package dev.trustedaccess.aws;

import java.time.InstantSource;
import java.util.Map;

import dev.trustedaccess.domain.declaration.Mode;
import org.junit.jupiter.api.Test;

import static dev.trustedaccess.aws.Bench.MANAGEMENT;
import static dev.trustedaccess.aws.Bench.known;
import static org.assertj.core.api.Assertions.assertThat;

class AwsEnvironmentTest {
  @Test
  void endpointAndCredentialsComeFromTheSdksOwnSettings() {
    try (Bench bench = new Bench()) {
      var keys = bench.org.management().keys();
      Map<String, String> settings = Map.of(
          "aws.endpointUrl", bench.aws.endpoint().toString(),
          "aws.accessKeyId", keys.accessKeyId(),
          "aws.secretAccessKey", keys.secretAccessKey());
      settings.forEach(System::setProperty);
      try (SdkGateway gateway = new SdkGateway(AwsEnvironment.fromSdkDefaults(Bench.CLUSTER, InstantSource.system()))) {
        assertThat(known(gateway.access(Bench.asPod(Mode.OBSERVE)).snapshot()).organization().callerAccountId())
            .isEqualTo(MANAGEMENT);
      } finally {
        settings.keySet().forEach(System::clearProperty);
      }
    }
  }
}
