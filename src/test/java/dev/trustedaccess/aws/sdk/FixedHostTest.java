package dev.trustedaccess.aws.sdk;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** One endpoint for all services, some of which put the account before its host. */
class FixedHostTest {
  private static final SdkRequest ANY = GetCallerIdentityRequest.builder().build();

  @ParameterizedTest
  @CsvSource({
      "http://127.0.0.1:5000, http://endpoint.invalid:5000",
      "https://moto.test/aws, https://endpoint.invalid/aws"})
  void aClientIsBuiltWithANameOfTheSamePortAndPath(String endpoint, String named) {
    assertThat(new FixedHost(URI.create(endpoint)).named()).isEqualTo(URI.create(named));
  }

  @Test
  void aRequestGoesToTheEndpointWhateverTheServicePutsBeforeIt() {
    SdkHttpRequest built = SdkHttpRequest.builder()
        .method(SdkHttpMethod.GET)
        .uri(URI.create("http://111122223333.endpoint.invalid:5000/v20180820/storagelens"))
        .build();

    SdkHttpRequest sent = new FixedHost(URI.create("http://127.0.0.1:5000")).modifyHttpRequest(
        InterceptorContext.builder().request(ANY).httpRequest(built).build(), new ExecutionAttributes());

    assertThat(sent.getUri()).isEqualTo(URI.create("http://127.0.0.1:5000/v20180820/storagelens"));
  }
}
