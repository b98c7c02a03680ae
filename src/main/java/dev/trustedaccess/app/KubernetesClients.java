package dev.trustedaccess.app;

import java.net.http.HttpClient;
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
  private static final int GUARD_TIMEOUT_MILLIS = 5_000;

  public static KubernetesClients of(Config config) {
    Config quick = new ConfigBuilder(config)
        .withRequestTimeout(GUARD_TIMEOUT_MILLIS)
        .withConnectionTimeout(GUARD_TIMEOUT_MILLIS)
        .withRequestRetryBackoffLimit(0)
        .build();
    return new KubernetesClients(client(config), client(quick));
  }

  private static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder().withConfig(config)
        .withHttpClientFactory(new OnVirtualThreads())
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
