package dev.trustedaccess.kube;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.desired.ConnectionReader;
import dev.trustedaccess.desired.Reading;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.ops.Metrics;
import dev.trustedaccess.simulator.SettableClock;
import dev.trustedaccess.simulator.Simulator;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;

class LooksTest {
  private final SettableClock clock = new SettableClock(Instant.now());

  @Test
  void whatWasSeenBeforeTheClockWasSetBackCountsForNobody() throws IOException {
    try (var aws = Simulator.start()) {
      var keys = Bench.exampleOrganization(aws).management().keys();
      try (var gateway = new SdkGateway(new AwsEnvironment(Optional.of(aws.endpoint()),
          StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())),
          Bench.CLUSTER, AwsEnvironment.userAgent(Bench.CLUSTER), InstantSource.system()))) {
        var looks = new Looks(gateway, clock, new Metrics(new SimpleMeterRegistry()));
        var settings = settings();
        looks.look(settings, clock.instant());
        assertThat(looks.look(settings, clock.instant().minusSeconds(1)).look().toOptional()).isPresent();
        assertThat(aws.calls().count("organizations:DescribeOrganization")).isEqualTo(1);

        clock.advance(Duration.ofHours(-1));

        assertThat(looks.look(settings, clock.instant()).begun()).isEqualTo(clock.instant());
        assertThat(aws.calls().count("organizations:DescribeOrganization")).isEqualTo(2);
      }
    }
  }

  private static ConnectionSettings settings() throws IOException {
    var object = Serialization.unmarshal(
        Files.readString(Path.of("examples/00-connection.yaml")), OrganizationConnection.class);
    if (ConnectionReader.settings(object) instanceof Reading.Read<ConnectionSettings>(ConnectionSettings settings)) {
      return settings;
    }
    throw new AssertionError("the example cannot be read");
  }
}
