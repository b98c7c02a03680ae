package dev.trustedaccess.testbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.jspecify.annotations.Nullable;

/** One kube-apiserver process on an etcd that runs already. */
final class KubeApiServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /**
   * What all API servers of one cluster share.
   *
   * @param folder where files of the cluster may be written
   * @param tokens by user name
   * @param tokenFile the same, with the users' groups, as kube-apiserver reads it
   * @param serviceAccountKey an RSA private key in PEM
   */
  record Cluster(ScratchFolder folder, Map<String, String> tokens, Path tokenFile, Path serviceAccountKey) {
    @Override
    public String toString() {
      return "Cluster" + tokens.keySet();
    }
  }

  /** What is written down about requests, and where. */
  record Audit(Path policy, Path log) {}

  private final ManagedProcess process;
  private final ApiEndpoint endpoint;

  private KubeApiServer(ManagedProcess process, ApiEndpoint endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts the server and waits until it calls itself ready. */
  static KubeApiServer start(Cluster cluster, int etcdPort, @Nullable Audit audit) {
    var port = Loopback.freePort();
    // The server makes a self-signed certificate here: the certificate first, its key after it.
    var certificates = cluster.folder().folder("certificates-" + port);
    var process = ManagedProcess.start("kube-apiserver", line(cluster, etcdPort, port, certificates, audit), Map.of());
    var endpoint = new ApiEndpoint(port, certificates.resolve("apiserver.crt"), cluster.tokens(), cluster.folder());
    try {
      process.awaitReady(START_LIMIT,
          () -> Files.exists(certificates.resolve("apiserver.key")) && saysReady(endpoint));
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
    return new KubeApiServer(process, endpoint);
  }

  private static List<String> line(Cluster cluster, int etcdPort, int port, Path certificates, @Nullable Audit audit) {
    List<String> line = new ArrayList<>(List.of(
        Binaries.kube("kube-apiserver").toString(),
        "--etcd-servers=http://" + Loopback.ADDRESS + ":" + etcdPort,
        "--bind-address=" + Loopback.ADDRESS,
        "--advertise-address=" + Loopback.ADDRESS,
        "--secure-port=" + port,
        "--cert-dir=" + certificates,
        // A loopback address cannot be an endpoint of the service "kubernetes".
        "--endpoint-reconciler-type=none",
        "--service-cluster-ip-range=10.96.0.0/24",
        "--service-account-issuer=https://testbed.invalid",
        "--service-account-key-file=" + cluster.serviceAccountKey(),
        "--service-account-signing-key-file=" + cluster.serviceAccountKey(),
        "--token-auth-file=" + cluster.tokenFile(),
        "--authorization-mode=RBAC"));
    if (audit != null) {
      line.add("--audit-policy-file=" + audit.policy());
      line.add("--audit-log-path=" + audit.log());
    }
    return line;
  }

  private static boolean saysReady(ApiEndpoint endpoint) {
    var impatient = new ConfigBuilder(endpoint.config(RealApiServer.ADMIN)).withRequestRetryBackoffLimit(0).build();
    try (var client = new KubernetesClientBuilder().withConfig(impatient).build()) {
      return "ok".equals(client.raw("/readyz"));
    }
  }

  ApiEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.close();
  }
}
