package dev.trustedaccess.ops;

import java.net.http.HttpClient;
import java.util.concurrent.Executors;

import dev.trustedaccess.api.v1alpha1.LenientSerialization;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/**
 * The two clients: one that watches and writes patiently, and one that reads what a change depends on, which answers within
 * seconds or not at all.
 *
 * @param patient for informers and writes
 * @param guard for the reads before a change: five seconds, no retries
 */
public record KubernetesClients(KubernetesClient patient, KubernetesClient guard) implements AutoCloseable {
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
    guard.close();
    patient.close();
  }

  /** Dozens of answers at once would each leave a platform thread with its stack behind. */
  private static final class OnVirtualThreads extends JdkHttpClientFactory {
    @Override
    protected void additionalConfig(HttpClient.Builder builder) {
      builder.executor(Executors.newVirtualThreadPerTaskExecutor());
    }
  }
}
