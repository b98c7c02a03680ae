package dev.trustedaccess.cli;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The log of a start names the cluster and the AWS that the process works with, and no secret. */
class AddressesTest {
  @Test
  void theClusterIsNamed() {
    assertThat(Surroundings.addresses("https://10.0.0.1:6443/", Map.of()))
        .isEqualTo("The API server is https://10.0.0.1:6443/");
    assertThat(Surroundings.addresses("https://10.0.0.1:6443/", Map.of("AWS_ENDPOINT_URL", "")))
        .doesNotContain("AWS_ENDPOINT_URL");
  }

  @Test
  void anotherAwsIsNamed() {
    assertThat(Surroundings.addresses("https://cluster/", Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:4566")))
        .isEqualTo("The API server is https://cluster/; AWS_ENDPOINT_URL is http://127.0.0.1:4566");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna:secret@", "anna@", "anna:se@cret@", "secret@"})
  void whoSignsInIsNotInTheLog(String user) {
    assertThat(
        Surroundings.addresses("https://" + user + "cluster/p", Map.of("AWS_ENDPOINT_URL", "http://" + user + "aws")))
        .isEqualTo("The API server is https://cluster/p; AWS_ENDPOINT_URL is http://aws");
  }
}
