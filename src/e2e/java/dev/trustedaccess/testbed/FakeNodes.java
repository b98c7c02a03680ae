package dev.trustedaccess.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Nodes that are not there: kube-scheduler places pods on them, and kwok says of each placed pod that it is ready. No
 * container runs.
 */
final class FakeNodes {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Path KUBELET = Path.of("src/e2e/resources/testbed/kubelet.yaml");

  private FakeNodes() {}

  /** Starts both programs and waits until every one of these nodes is ready and takes pods. */
  static void start(Closer parts, Path kubeconfig, ScratchFolder folder, KubernetesClient client, List<String> names) {
    started(parts, "kube-scheduler", folder, Loopback.freePort(), port -> List.of(
        Binaries.kube("kube-scheduler").toString(),
        "--kubeconfig=" + kubeconfig,
        "--bind-address=" + Loopback.ADDRESS,
        "--secure-port=" + port,
        "--cert-dir=" + folder.folder("scheduler"),
        "--authentication-skip-lookup=true",
        "--leader-elect=false"));
    var kwok = started(parts, "kwok", folder, Loopback.freePort(), port -> List.of(
        Binaries.kwok("kwok").toString(),
        "--kubeconfig=" + kubeconfig,
        "--config=" + KUBELET.toAbsolutePath(),
        "--manage-all-nodes",
        "--server-address=" + Loopback.ADDRESS + ":" + port));
    names.forEach(name -> client.resource(node(name)).create());
    kwok.awaitReady(START_LIMIT, () -> client.nodes().list().getItems().stream().allMatch(FakeNodes::isReady));
    // Every new node is born with a taint, which in a cluster the node lifecycle controller takes off.
    names.forEach(name -> client.nodes()
        .withName(name)
        .edit(node -> new NodeBuilder(node).editSpec().withTaints().endSpec().build()));
  }

  private interface Line {
    List<String> at(int port);
  }

  private static ManagedProcess started(Closer parts, String name, ScratchFolder folder, int port, Line line) {
    var environment = Map.of("HOME", folder.folder(name + "-home").toString());
    var process = parts.add(ManagedProcess.start(name, line.at(port), environment));
    process.awaitReady(START_LIMIT, () -> {
      Loopback.connect(port).close();
      return true;
    });
    return process;
  }

  private static Node node(String name) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("kubernetes.io/hostname", name)
        .addToLabels("kubernetes.io/os", "linux")
        .addToLabels("kubernetes.io/arch", "amd64")
        .endMetadata()
        .build();
  }

  private static boolean isReady(Node node) {
    return node.getStatus() != null
        && node.getStatus()
            .getConditions()
            .stream()
            .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }
}
