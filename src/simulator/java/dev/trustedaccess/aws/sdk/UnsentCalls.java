package dev.trustedaccess.aws.sdk;

import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.util.Optional;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Runs parts of integrations with an SDK client of the caller's: no request leaves this process. */
public final class UnsentCalls {
  /** The account in which these calls act. */
  public static final String ACCOUNT = "999988887777";

  /** The Region in which these calls are made. */
  public static final String REGION = "us-east-1";

  private static final Clients CLIENTS = new Clients(Optional.empty(), "", new Identification());
  private static final Sessions SESSIONS = new Sessions(
      sender(), StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")), Caller.pod(), "probe",
      InstantSource.system());
  private static final Actor ACTOR = new Actor(new Identity.Pod(), Optional.empty(), SessionPolicy.ofReads(
      java.util.List.of("sts:GetCallerIdentity")));

  private UnsentCalls() {}

  /** The operator's client over this SDK client. */
  public static <C> ServiceClient<C> over(C client) {
    return new ServiceClient<>(sender(), SESSIONS, () -> ACTOR, REGION, _ -> client);
  }

  /** With a limiter of its own, because no call has to wait for others. */
  private static RequestSender sender() {
    return new RequestSender(CLIENTS, new RateLimiter(InstantSource.system()), "o-probe", REGION);
  }

  /** Answers STS, the only service that is asked besides. */
  private static final class Identification implements SdkHttpClient {
    private static final String ANSWER = """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
        <Account>%s</Account></GetCallerIdentityResult></GetCallerIdentityResponse>""".formatted(ACCOUNT);

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).putHeader("Content-Type", "text/xml").build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(ANSWER.getBytes(UTF_8))))
              .build();
        }

        @Override
        public void abort() {
          // Nothing is under way.
        }
      };
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
