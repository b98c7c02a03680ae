package dev.trustedaccess.kube;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionSpec;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.component.MockApiServer;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.Fact;
import dev.trustedaccess.domain.organization.OrganizationSnapshot;
import dev.trustedaccess.domain.organization.OrganizationState;
import dev.trustedaccess.port.AwsGateway;
import dev.trustedaccess.port.OrganizationAccess;
import dev.trustedaccess.telemetry.Metrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of connections goes with them. */
class MemoryTest {
  private static final int MANY = 200;
  private static final String MANAGEMENT = "111122223333";

  /** Every organization, with one account; knows for which settings something is kept. */
  private static final class Gateway implements AwsGateway {
    private final Set<ConnectionSettings> kept = ConcurrentHashMap.newKeySet();

    @Override
    public OrganizationAccess access(ConnectionSettings settings) {
      kept.add(settings);
      return (OrganizationAccess) Proxy.newProxyInstance(
          getClass().getClassLoader(), new Class<?>[]{OrganizationAccess.class}, (_, method, _) -> switch (method
              .getName()) {
            case "snapshot" -> Fact.known(snapshot(settings));
            case "accounts" -> Fact.known(
                List.of(new Account(MANAGEMENT, Optional.of(Instant.EPOCH), Account.State.ACTIVE)));
            case "serviceLinkedRoles" -> Fact.known(Set.of());
            case "hasRole" -> Fact.known(true);
            default -> throw new AssertionError("asked for " + method);
          });
    }

    private static OrganizationSnapshot snapshot(ConnectionSettings settings) {
      Instant now = Instant.now();
      return new OrganizationSnapshot(
          now, now, now, new OrganizationState(settings.organizationId(), MANAGEMENT, MANAGEMENT, true), Map.of());
    }

    @Override
    public void forget(ConnectionSettings settings) {
      kept.remove(settings);
    }
  }

  @Test
  void twoHundredConnectionsThatWereEditedAndDeletedLeaveNothingBehind() throws IOException {
    var server = MockApiServer.start();
    var gateway = new Gateway();
    var registry = new SimpleMeterRegistry();
    var telemetry = new Metrics(registry);
    var clock = InstantSource.system();
    try (var clients = MockApiServer.clients(server); var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var snapshots = new OrganizationSnapshots(gateway, clock, telemetry);
      var inventories = new RoleInventories(gateway, CatalogFile.load(), clock, workers, telemetry);
      var trail = new TrailLooks(gateway, clock, workers);
      var pass = new ConnectionPass(
          CatalogFile.load(), snapshots, inventories, trail, new ClusterReader(clients.strict()),
          new ClusterWriter(clients.standard()),
          new EventLog(clients.standard(), clock), telemetry, clock);
      for (int i = 0; i < MANY; i++) {
        var connection = create(clients.standard(), i);
        pass.run("c" + i, List.of(connection));
        connection = edit(clients.standard(), i);
        pass.run("c" + i, List.of(connection));
        assertThat(snapshots.size()).isEqualTo(1);
        clients.standard().resource(connection).delete();
        pass.forget(connection);
      }
      Awaitility.await().until(() -> inventories.busy() == 0);
      assertThat(snapshots.size()).isZero();
      assertThat(inventories.size()).isZero();
      assertThat(trail.size()).isZero();
      assertThat(pass.size()).isZero();
      assertThat(gateway.kept).isEmpty();
      assertThat(registry.getMeters()).isEmpty();
    } finally {
      server.destroy();
    }
  }

  private static OrganizationConnection create(KubernetesClient cluster, int number) throws IOException {
    var yaml = Files.readString(Path.of("examples", "00-connection.yaml"))
        .replace("name: default", "name: c" + number)
        .replace("o-exampleorg1", "o-example" + number);
    return cluster.resource(cluster.getKubernetesSerialization().unmarshal(yaml, OrganizationConnection.class))
        .create();
  }

  private static OrganizationConnection edit(KubernetesClient cluster, int number) {
    return cluster.resources(OrganizationConnection.class).withName("c" + number).edit(object -> {
      object.getMetadata().setGeneration(2L);
      object.setSpec(cluster.getKubernetesSerialization()
          .unmarshal(
              cluster.getKubernetesSerialization()
                  .asYaml(Objects.requireNonNull(object.getSpec()))
                  .replaceAll("deletionHold: .*", "deletionHold: 1m"),
              OrganizationConnectionSpec.class));
      return object;
    });
  }

  /** The framework may tell of an object's end only by showing another one under its name. */
  @Test
  void ofEachNameOneGenerationIsKept() {
    var generations = new Generations();
    var seen = new HashSet<Instant>();
    for (int life = 0; life < MANY; life++) {
      var object = new OrganizationConnection();
      object.getMetadata().setName("default");
      object.getMetadata().setUid("uid-" + life);
      object.getMetadata().setGeneration(1L);
      seen.add(generations.visit(object, null, null, Instant.EPOCH.plus(Duration.ofHours(life))).since());
      assertThat(generations.size()).isEqualTo(1);
    }
    assertThat(seen).as("each is new").hasSize(MANY);
    var earlier = new OrganizationConnection();
    earlier.getMetadata().setName("default");
    earlier.getMetadata().setUid("uid-3");
    generations.forget(earlier);
    assertThat(generations.size()).as("of a later object under the name").isEqualTo(1);
    earlier.getMetadata().setUid("uid-" + (MANY - 1));
    generations.forget(earlier);
    assertThat(generations.size()).isZero();
  }
}
