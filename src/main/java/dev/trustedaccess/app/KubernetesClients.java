package dev.trustedaccess.app;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;

import dev.trustedaccess.api.v1alpha1.LenientSerialization;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/**
 * The two clients: a standard one that watches and writes, and a strict one for the reads that a change depends on,
 * which answers within seconds or fails.
 *
 * @param standard for informers and writes
 * @param strict for the reads before a change: timeout of five seconds, no retries
 */
public record KubernetesClients(KubernetesClient standard, KubernetesClient strict) implements AutoCloseable {
  private static final Duration STRICT = Duration.ofSeconds(5);
  /** Lists of thousands of objects take longer than a read of one. */
  private static final Duration STANDARD_BODY = Duration.ofSeconds(60);

  public static KubernetesClients of(Config config) {
    return of(config, STRICT, STANDARD_BODY);
  }

  static KubernetesClients of(Config given, Duration strict, Duration standardBody) {
    Config config = new ConfigBuilder(given).withHttp2Disable(given.isHttp2Disable() || isPlain(given)).build();
    int millis = (int) strict.toMillis();
    Config quick = new ConfigBuilder(config)
        .withRequestTimeout(millis)
        .withConnectionTimeout(millis)
        .withRequestRetryBackoffLimit(0)
        .build();
    return new KubernetesClients(client(config, standardBody), client(quick, strict));
  }

  /**
   * Over plain HTTP, as to {@code kubectl proxy}, the JDK's client asks to upgrade to HTTP/2 with its first request. If that
   * has a body larger than one frame (16 KiB), the response may be garbled or never end. Over TLS, both sides agree on
   * HTTP/2 before any request.
   */
  private static boolean isPlain(Config config) {
    return config.getMasterUrl().startsWith("http://");
  }

  private static KubernetesClient client(Config config, Duration body) {
    return new KubernetesClientBuilder().withConfig(config)
        .withHttpClientFactory(new OnVirtualThreads())
        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("body-timeout", new BodyTimeout(body)))
        .withKubernetesSerialization(new LenientSerialization())
        .build();
  }

  @Override
  public void close() {
    strict.close();
    standard.close();
  }

  /** Virtual threads: dozens of simultaneous responses would each leave a platform thread with its stack in memory. */
  private static final class OnVirtualThreads extends JdkHttpClientFactory {
    @Override
    protected void additionalConfig(HttpClient.Builder builder) {
      builder.executor(Executors.newVirtualThreadPerTaskExecutor());
    }
  }
}
