package dev.trustedaccess.component;

import java.util.HashMap;

import dev.trustedaccess.ops.KubernetesClients;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;

/** Fabric8's mock of an API server that stores what it is given. It knows no schema, defaults, RBAC or status isolation. */
public final class MockApiServer {
  private MockApiServer() {}

  /** Started on a free loopback port, over plain HTTP. */
  public static KubernetesMockServer start() {
    KubernetesMockServer server = new KubernetesMockServer(
        new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
    server.init();
    return server;
  }

  /** The operator's two clients to it. */
  public static KubernetesClients clients(KubernetesMockServer server) {
    Config config = new ConfigBuilder(Config.empty())
        .withMasterUrl("http://" + server.getHostName() + ":" + server.getPort() + "/")
        .build();
    return KubernetesClients.of(config);
  }
}
