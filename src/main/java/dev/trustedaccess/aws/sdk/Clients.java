package dev.trustedaccess.aws.sdk;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients, one for a service and Region, made when first used. Credentials come with each request, so thousands
 * of accounts need no more clients than one does. All share one HTTP client and one timer.
 */
public final class Clients implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(15);
  /** The whole call: its attempts, their waits for tokens and the pauses between them. */
  private static final Duration CALL = Duration.ofMinutes(2);
  private static final AwsCredentialsProvider NONE = () -> {
    throw new IllegalStateException("a request without a session");
  };

  private final Optional<URI> endpoint;
  private final String userAgentSuffix;
  private final SdkHttpClient http = UrlConnectionHttpClient.builder()
      .connectionTimeout(CONNECT)
      .socketTimeout(SILENCE)
      .build();
  private final ScheduledExecutorService timer = timer();
  /** A client holds nothing of its own that needs closing: HTTP client and timer are these. */
  private final Cache<Key, Object> clients = Caffeine.newBuilder().maximumSize(128).build();

  private record Key(Class<?> type, String region, boolean retried) {}

  /**
   * With nothing made yet.
   *
   * @param endpoint where all services are, for a double; empty in production, where the SDK's own settings decide
   * @param userAgentSuffix ends every User-Agent
   */
  public Clients(Optional<URI> endpoint, String userAgentSuffix) {
    this.endpoint = endpoint;
    this.userAgentSuffix = userAgentSuffix;
  }

  /** The SDK cancels a call's timer when the call ends; kept until it is due, each would hold its request for minutes. */
  private static ScheduledExecutorService timer() {
    ThreadFactory threads = Thread.ofPlatform().daemon().name("aws-timer").factory();
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  StsClient sts(String region) {
    return get(StsClient.class, StsClient::builder, region, true);
  }

  /**
   * The client for a service in a Region.
   *
   * @param retried whether the SDK may repeat a request that failed; a change is never repeated
   */
  <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C get(
      Class<C> type,
      Supplier<B> builder,
      String region,
      boolean retried) {
    return type.cast(clients.get(new Key(type, region, retried), _ -> build(builder.get(), region, retried)));
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> Object build(
      B builder,
      String region,
      boolean retried) {
    builder.httpClient(http);
    builder.region(Region.of(region));
    builder.credentialsProvider(NONE);
    builder.overrideConfiguration(ClientOverrideConfiguration.builder()
        .retryStrategy(retried ? AwsRetryStrategy.forRetryMode(RetryMode.STANDARD) : AwsRetryStrategy.doNotRetry())
        .apiCallTimeout(CALL)
        .scheduledExecutorService(timer)
        .addExecutionInterceptor(new Gate.Keeper())
        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, userAgentSuffix)
        .build());
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @Override
  public void close() {
    http.close();
    timer.shutdownNow();
  }
}
