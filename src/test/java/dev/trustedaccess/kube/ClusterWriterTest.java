package dev.trustedaccess.kube;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.component.MockApiServer;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An API server that takes no write on an object until its status was written as the schema wants it. */
class ClusterWriterTest {
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final KubernetesMockServer server = MockApiServer.start((request, _) -> judged(request));
  private final KubernetesClients clients = MockApiServer.clients(server);
  private final ClusterWriter writer = new ClusterWriter(clients.standard());
  private volatile boolean spoilt;
  private volatile boolean mends = true;

  private Optional<MockResponse> judged(RecordedRequest request) {
    if (!List.of("PUT", "PATCH").contains(request.getMethod())) {
      return Optional.empty();
    }
    boolean ofStatus = request.getPath().endsWith("/status");
    writes.add(request.getMethod() + (ofStatus ? " status" : ""));
    spoilt &= !(ofStatus && mends);
    return spoilt ? Optional.of(MockApiServer.refusal(422, "Invalid", "conditions[0]: null")) : Optional.empty();
  }

  @BeforeEach
  void connected() {
    clients.standard().resource(clients.standard().getKubernetesSerialization().unmarshal("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default, finalizers: [example.com/theirs]}
        spec: {organizationId: o-exampleorg1, mode: Manage}
        status: {observedGeneration: 1, featureSet: ALL, conditions: [null]}
        """, OrganizationConnection.class)).create();
  }

  @AfterEach
  void stop() {
    clients.close();
    server.destroy();
  }

  private OrganizationConnection stored() {
    return clients.standard().resources(OrganizationConnection.class).withName("default").get();
  }

  @Test
  void aSpoiltStatusIsMendedBeforeAFinalizerIsSetOrDropped() {
    spoilt = true;
    writer.addFinalizer(stored(), "trustedaccess.dev/in-use");
    assertThat(writes).containsExactly("PATCH", "PUT status", "PATCH");
    assertThat(stored().getFinalizers()).containsExactly("example.com/theirs", "trustedaccess.dev/in-use");
    assertThat(requireNonNull(stored().getStatus()).featureSet()).as("what could be read stays").isEqualTo("ALL");

    spoilt = true;
    writer.dropFinalizer(stored(), "trustedaccess.dev/in-use");
    assertThat(stored().getFinalizers()).containsExactly("example.com/theirs");
  }

  @Test
  void whatNoStatusMendsStaysRefused() {
    spoilt = true;
    mends = false;
    assertThatThrownBy(() -> writer.addFinalizer(stored(), "trustedaccess.dev/in-use"))
        .isInstanceOfSatisfying(KubernetesClientException.class,
            refused -> assertThat(ClusterWriter.isRefusal(refused)).isTrue());
    assertThat(writes).containsExactly("PATCH", "PUT status");
  }

  @Test
  void aConflictIsNoRefusal() {
    var old = stored();
    writer.addFinalizer(stored(), "trustedaccess.dev/in-use");
    assertThatThrownBy(() -> writer.addFinalizer(old, "trustedaccess.dev/in-use"))
        .isInstanceOfSatisfying(KubernetesClientException.class, refused -> {
          assertThat(refused.getCode()).isEqualTo(409);
          assertThat(ClusterWriter.isRefusal(refused)).isFalse();
        });
  }
}
