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
 * The SDK's clients, one per service and Region, created on first use. Credentials are part of each request, so
 * thousands of accounts need no more clients than one does. All share one HTTP client and one timer.
 */
public final class Clients implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(15);
  /** Timeout of the whole call: its attempts, their waits for tokens and the pauses between them. */
  private static final Duration CALL = Duration.ofMinutes(2);
  private static final AwsCredentialsProvider NONE = () -> {
    throw new IllegalStateException("a request without a session");
  };

  private final Optional<URI> endpoint;
  private final String userAgentSuffix;
  private final SdkHttpClient http;
  private final ScheduledExecutorService timer = timer();
  /** A client owns nothing that needs closing: HTTP client and timer are shared and closed here. */
  private final Cache<Key, Object> clients = Caffeine.newBuilder().maximumSize(128).build();

  private record Key(Class<?> type, String region, boolean retried) {}

  /**
   * Creates no client yet.
   *
   * @param endpoint address of a test double for all services; empty in production, where the SDK's own settings apply
   * @param userAgentSuffix suffix of every User-Agent
   */
  public Clients(Optional<URI> endpoint, String userAgentSuffix) {
    this(
        endpoint, userAgentSuffix,
        new PatchingHttpClient(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE).build(), CONNECT,
            SILENCE));
  }

  Clients(Optional<URI> endpoint, String userAgentSuffix, SdkHttpClient http) {
    this.endpoint = endpoint;
    this.userAgentSuffix = userAgentSuffix;
    this.http = http;
  }

  /**
   * The SDK cancels a call's timer when the call ends; a cancelled timer kept until it is due would hold its request
   * for minutes.
   */
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
   * @param retried whether the SDK may retry a failed request; a change is never retried
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
        .addExecutionInterceptor(new SendPermit.Keeper())
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
