package dev.trustedaccess.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import com.sun.net.httpserver.HttpServer;
import dev.trustedaccess.aws.sdk.PodIdentity;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.organization.Cause;
import dev.trustedaccess.domain.organization.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

import static dev.trustedaccess.aws.Bench.failure;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What a person is told when the pod's own identity is refused, with the SDK's providers as EKS sets them up. */
class PodIdentityRefusedTest {
  private static final String ROLE = "arn:aws:iam::111111111111:role/pod";
  private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.c2VjcmV0.c2lnbmVk";
  private static final AwsCredentialsProvider NOTHING = () -> {
    throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
  };

  @TempDir
  private static Path folder;
  @SuppressWarnings("NullAway.Init")
  private HttpServer sts;
  private String code = "AccessDenied";
  private int status = 403;
  private String words = "Not authorized to perform sts:AssumeRoleWithWebIdentity";

  @BeforeEach
  void start() throws IOException {
    sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      byte[] body = """
          <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
          <RequestId>11111111-2222-3333-4444-555555555555</RequestId></ErrorResponse>
          """.formatted(code, words).getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      try (exchange; var out = exchange.getResponseBody()) {
        out.write(body);
      }
    });
    sts.start();
  }

  @AfterEach
  void stop() {
    sts.stop(0);
  }

  private Failure webIdentity(Path token) {
    try (StsClient client = StsClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + sts.getAddress().getPort()))
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
        var provider = StsWebIdentityTokenFileCredentialsProvider.builder()
            .stsClient(client)
            .roleArn(ROLE)
            .roleSessionName("pod")
            .webIdentityTokenFile(token)
            .build()) {
      return told(Optional.of(new PodIdentity.Source("sts:AssumeRoleWithWebIdentity", "of " + ROLE, provider)));
    }
  }

  private static Failure told(Optional<PodIdentity.Source> source) {
    AwsEnvironment environment = new AwsEnvironment(
        Optional.empty(), new PodIdentity(NOTHING, () -> source), "cluster", "test", Instant::now);
    try (SdkGateway gateway = new SdkGateway(environment)) {
      return failure(gateway.access(Bench.asPod(Mode.OBSERVE)).snapshot());
    }
  }

  private static Path token() throws IOException {
    return Files.writeString(folder.resolve("token"), TOKEN);
  }

  @Test
  void stsThatDeniesTheTokenIsTold() throws IOException {
    assertThat(webIdentity(token())).isEqualTo(new Failure(
        Failure.Kind.CREDENTIALS_INVALID, Cause.WEB_IDENTITY, "sts:AssumeRoleWithWebIdentity of " + ROLE
            + " (AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity)"));
  }

  @Test
  void whatAwsSaysIsToldWithoutTokenIdAndTime() throws IOException {
    code = "InvalidIdentityToken";
    status = 400;
    words = "No OpenIDConnect provider found in your account for https://oidc.example.com/id/A1 " + TOKEN
        + " 11111111-2222-3333-4444-555555555555 at 12:30:00";

    assertThat(webIdentity(token()).detail())
        .contains("InvalidIdentityToken: No OpenIDConnect provider found in your account for https://oidc.example.com")
        .doesNotContain(TOKEN, "2222-3333", "12:30");
  }

  @Test
  void troubleOfStsPasses() throws IOException {
    code = "InternalFailure";
    status = 500;

    assertThat(webIdentity(token()).passing()).isTrue();
  }

  @Test
  void aTokenFileThatIsNotThere() {
    assertThat(webIdentity(folder.resolve("absent"))).isEqualTo(new Failure(
        Failure.Kind.CREDENTIALS_INVALID, Cause.WEB_IDENTITY,
        "sts:AssumeRoleWithWebIdentity of " + ROLE + " (the token file cannot be read)"));
  }

  @Test
  void thePodIdentityAgentThatRefusesOrIsDown() {
    SdkServiceException refused = SdkServiceException.builder().statusCode(403).message("no").build();
    SdkClientException wrapped = SdkClientException.create("Failed to load credentials from metadata service.",
        refused);

    assertThat(told(agent(wrapped))).isEqualTo(new Failure(
        Failure.Kind.CREDENTIALS_INVALID, Cause.CONTAINER_CREDENTIALS,
        "eks-auth:AssumeRoleForPodIdentity through AWS_CONTAINER_CREDENTIALS_FULL_URI (HTTP 403)"));
    assertThat(told(agent(SdkClientException.create("connection refused"))).passing()).isTrue();
  }

  private static Optional<PodIdentity.Source> agent(RuntimeException answer) {
    return Optional.of(new PodIdentity.Source(
        "eks-auth:AssumeRoleForPodIdentity", "through AWS_CONTAINER_CREDENTIALS_FULL_URI", () -> {
          throw answer;
        }));
  }

  @Test
  void withoutAnyConfigurationThereAreNoCredentials() {
    assertThat(told(Optional.empty()).kind()).isEqualTo(Failure.Kind.NO_CREDENTIALS);
  }
}
