package dev.trustedaccess.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/**
 * A real Kubernetes API server with an etcd of its own: schema, CEL, defaults, RBAC and status isolation as in any
 * cluster. There are no nodes until {@link #startFakeNodes}, and no controllers until {@link #startControllerManager()}.
 */
public final class RealApiServer implements AutoCloseable {
  /** The user who may do everything. */
  public static final String ADMIN = "admin";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Closer parts;
  private final KubeApiServer.Cluster cluster;
  private final int etcdPort;
  private final ApiEndpoint endpoint;
  private final KubernetesClient client;
  private final KubeApiServer.@Nullable Audit audit;

  /** Says who the users are and what is audited. */
  public static final class Builder {
    private final Map<String, List<String>> groups = new LinkedHashMap<>(Map.of(ADMIN, List.of("system:masters")));
    private @Nullable String auditPolicy;

    private Builder() {}

    /** Adds a user, who may do only what RBAC grants to the name or to one of the groups. */
    public Builder user(String name, String... memberOf) {
      groups.put(name, List.of(memberOf));
      return this;
    }

    /** Has requests written down by this policy, of the kind {@code audit.k8s.io/v1 Policy} in YAML or JSON. */
    public Builder auditPolicy(String policy) {
      auditPolicy = policy;
      return this;
    }

    /** Starts etcd and the API server and waits until it is ready: about three seconds. */
    public RealApiServer start() {
      var parts = new Closer();
      try {
        return new RealApiServer(parts, this);
      } catch (RuntimeException e) {
        parts.close();
        throw e;
      }
    }
  }

  private RealApiServer(Closer parts, Builder builder) {
    this.parts = parts;
    var folder = parts.add(new ScratchFolder("kube"));
    etcdPort = startEtcd(parts, folder);
    cluster = cluster(folder, builder.groups);
    audit = builder.auditPolicy == null
        ? null
        : new KubeApiServer.Audit(folder.write("audit-policy.yaml", builder.auditPolicy), folder.resolve("audit.log"));
    endpoint = parts.add(KubeApiServer.start(cluster, etcdPort, audit)).endpoint();
    client = parts.add(endpoint.client(ADMIN));
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Starts a server that knows only the administrator and audits nothing. */
  public static RealApiServer start() {
    return builder().start();
  }

  public ApiEndpoint endpoint() {
    return endpoint;
  }

  /** Short for {@code endpoint().config(user)}. */
  public Config config(String user) {
    return endpoint.config(user);
  }

  /** The administrator's client; it is closed with the server. */
  public KubernetesClient client() {
    return client;
  }

  /** Runs kubectl as the administrator. */
  public Command.Result kubectl(String... arguments) {
    return endpoint.kubectl(ADMIN).run(arguments);
  }

  /** Runs these lines of bash, with kubectl and helm, as the administrator. */
  public Command.Result shell(String script) {
    return endpoint.shell(ADMIN).run(script);
  }

  /** Applies every CRD file in a folder and waits until the API server serves the kinds. */
  public void applyCrds(Path folder) {
    kubectl("apply", "--server-side", "-f", folder.toString()).orFail();
    kubectl("wait", "--for=condition=Established", "--timeout=30s", "-f", folder.toString()).orFail();
  }

  /**
   * Starts kube-controller-manager for what needs it: the garbage collector (owner references, foreground deletion),
   * the end of namespaces, service accounts, aggregated roles, the pods of Deployments. Start it after {@link #applyCrds}: the garbage collector looks for new
   * kinds only every 30 seconds.
   */
  public void startControllerManager() {
    var process = parts.add(ManagedProcess.start("kube-controller-manager", List.of(
        Binaries.kube("kube-controller-manager").toString(),
        "--kubeconfig=" + endpoint.kubeconfig(ADMIN),
        "--service-account-private-key-file=" + cluster.serviceAccountKey(),
        "--bind-address=" + Loopback.ADDRESS,
        "--secure-port=" + Loopback.freePort(),
        "--cert-dir=" + cluster.folder().folder("controller-manager"),
        "--leader-elect=false",
        "--controllers=garbage-collector-controller,namespace-controller,serviceaccount-controller,"
            + "serviceaccount-token-controller,clusterrole-aggregation-controller,"
            + "deployment-controller,replicaset-controller"),
        Map.of()));
    // The first thing that it does and that anybody can see.
    process.awaitReady(START_LIMIT,
        () -> client.serviceAccounts().inNamespace("default").withName("default").get() != null);
  }

  /** Starts {@link FakeNodes} of these names, so that pods get ready; pods of Deployments need the controller manager too. */
  public void startFakeNodes(String... names) {
    FakeNodes.start(parts, endpoint.kubeconfig(ADMIN), cluster.folder(), client, List.of(names));
  }

  /** Starts a second API server on the same etcd, one whose view can be made stale; it is closed with this one. */
  public StaleApiServer startStaleApiServer() {
    return parts.add(StaleApiServer.start(cluster, etcdPort));
  }

  /**
   * The requests that were written down so far, oldest first, each an {@code audit.k8s.io/v1 Event}.
   *
   * @throws IllegalStateException if the server was started without an audit policy
   */
  public List<JsonNode> auditEvents() {
    if (audit == null) {
      throw new IllegalStateException("this server was started without an audit policy");
    }
    if (!Files.exists(audit.log())) {
      return List.of();
    }
    try {
      var text = Files.readString(audit.log());
      List<JsonNode> events = new ArrayList<>();
      // The last line may be half written.
      for (var line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        events.add(JSON.readTree(line));
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the API servers before etcd, and removes what they wrote. */
  @Override
  public void close() {
    parts.close();
  }

  private static int startEtcd(Closer parts, ScratchFolder folder) {
    var port = Loopback.freePort();
    var clients = "http://" + Loopback.ADDRESS + ":" + port;
    var peers = "http://" + Loopback.ADDRESS + ":" + Loopback.freePort();
    var process = parts.add(ManagedProcess.start("etcd", List.of(
        Binaries.kube("etcd").toString(),
        "--name=testbed",
        "--data-dir=" + folder.folder("etcd"),
        "--listen-client-urls=" + clients,
        "--advertise-client-urls=" + clients,
        "--listen-peer-urls=" + peers,
        "--initial-advertise-peer-urls=" + peers,
        "--initial-cluster=testbed=" + peers,
        "--unsafe-no-fsync",
        "--log-level=warn"),
        Map.of()));
    process.awaitReady(START_LIMIT, () -> {
      Loopback.connect(port).close();
      return true;
    });
    return port;
  }

  private static KubeApiServer.Cluster cluster(ScratchFolder folder, Map<String, List<String>> groups) {
    Map<String, String> tokens = new LinkedHashMap<>();
    var lines = new StringBuilder();
    groups.forEach((user, memberOf) -> {
      var token = UUID.randomUUID().toString();
      tokens.put(user, token);
      lines.append("%s,%s,%s,\"%s\"%n".formatted(token, user, user, String.join(",", memberOf)));
    });
    return new KubeApiServer.Cluster(folder, tokens, folder.write("tokens.csv", lines.toString()),
        folder.write("service-account.key", newPrivateKey()));
  }

  private static String newPrivateKey() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var key = Base64.getMimeEncoder(64, new byte[]{'\n'})
          .encodeToString(
              generator.generateKeyPair().getPrivate().getEncoded());
      return "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }
}
