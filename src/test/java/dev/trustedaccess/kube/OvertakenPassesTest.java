package dev.trustedaccess.kube;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.component.MockApiServer;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.telemetry.Metrics;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;

/** Passes whose plan does not hold any more when it is to be carried out: no storm, and never without a status. */
class OvertakenPassesTest {
  private static final String DS = "ds.amazonaws.com";
  private static final String ENABLE = "organizations:EnableAWSServiceAccess";

  private volatile Duration ahead = Duration.ZERO;
  private final InstantSource clock = () -> Instant.now().plus(ahead);
  private final Simulator aws = Simulator.start(clock);
  private final KubernetesMockServer server = MockApiServer.start();
  private final KubernetesClients clients = MockApiServer.clients(server);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final SdkGateway gateway = gateway();

  private SdkGateway gateway() {
    var keys = Bench.exampleOrganization(aws).management().keys();
    return new SdkGateway(new AwsEnvironment(Optional.of(aws.endpoint()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())),
        Bench.CLUSTER, AwsEnvironment.userAgent(Bench.CLUSTER), clock));
  }

  private AccessPass pass(Leadership leadership) throws IOException {
    var catalog = CatalogFile.load();
    var telemetry = new Metrics(new SimpleMeterRegistry());
    var planner = new Planner(catalog, Timing.STANDARD);
    var reader = new ClusterReader(clients.strict());
    var writer = new ClusterWriter(clients.standard());
    var inventories = new RoleInventories(gateway, catalog, clock, workers, telemetry);
    create("00-connection.yaml", OrganizationConnection.class);
    create("30-directory-service.yaml", TrustedServiceAccess.class);
    return new AccessPass(planner,
        new Observer(gateway, new OrganizationSnapshots(gateway, clock, telemetry), inventories, reader,
            new TrailLooks(gateway, clock, workers), clock),
        new ActionRunner(planner, gateway, reader, writer, leadership, clock, telemetry), reader, writer,
        new EventLog(clients.standard(), clock), telemetry, clock);
  }

  private <T extends HasMetadata> void create(String file, Class<T> kind) throws IOException {
    var yaml = Files.readString(Path.of("examples", file));
    clients.standard()
        .resource(clients.standard().getKubernetesSerialization().unmarshal(yaml, kind))
        .create();
  }

  @AfterEach
  void close() {
    gateway.close();
    workers.shutdownNow();
    clients.close();
    server.destroy();
    aws.close();
  }

  private Condition ready() {
    var seen = clients.standard().resources(TrustedServiceAccess.class).withName(DS).get();
    return Objects.requireNonNull(Objects.requireNonNull(seen.getStatus()).conditions())
        .stream()
        .filter(condition -> "Ready".equals(condition.type()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void snapshotsThatTakeTooLongChangeNothingAndAreSaid() throws IOException {
    var pass = pass(Leadership.SOLE);
    aws.faults()
        .every("organizations:ListAWSServiceAccessForOrganization")
        .run(() -> ahead = ahead.plusSeconds(25));
    pass.run(DS, AccessPass.Caches.EMPTY);
    assertThat(aws.calls().count(ENABLE)).isZero();
    assertThat(ready().status() + " " + ready().reason()).isEqualTo("False ObservationStale");
    assertThat(ready().message()).contains("takes so long");
    assertThat(clients.standard().v1().events().inNamespace("default").list().getItems())
        .anySatisfy(event -> assertThat(event.getReason()).isEqualTo("ObservationStale"));
  }

  @Test
  void anInformerThatIsBehindIsNotAskedTwice() throws IOException {
    var pass = pass(Leadership.SOLE);
    var behind = clients.standard().resources(OrganizationConnection.class).withName("default").get();
    clients.standard()
        .resources(OrganizationConnection.class)
        .withName("default")
        .patch(io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
            io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE), "{\"spec\":{\"deletionHold\":\"7m\"}}");
    var caches = new AccessPass.Caches(List::of, () -> List.of(behind), _ -> Optional.empty());
    assertThat(pass.run(DS, caches)).isBetween(Duration.ofMillis(500), Duration.ofMillis(550));
    assertThat(aws.calls().count(ENABLE)).isZero();
    pass.run(DS, caches);
    assertThat(aws.calls().count(ENABLE)).isEqualTo(1);
  }

  @Test
  void whoIsOvertakenAgainAndAgainComesEverMoreRarelyAndAsksAwsLessThanOnceASecond() throws IOException {
    int[] writes = {0};
    var pass = pass(Leadership.SOLE);
    var caches = new AccessPass.Caches(() -> {
      var object = clients.standard().resources(TrustedServiceAccess.class).withName(DS);
      object.patch(io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
          io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
          "{\"metadata\":{\"labels\":{\"writer\":\"" + writes[0]++ + "\"}}}");
      return List.of();
    }, List::of, _ -> Optional.empty());
    Duration passed = Duration.ZERO;
    Duration next = Duration.ZERO;
    for (int round = 0; round < 12; round++) {
      next = pass.run(DS, caches);
      passed = passed.plus(next);
      ahead = ahead.plus(next);
    }
    assertThat(next).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(aws.calls().count(ENABLE)).isZero();
    assertThat((long) aws.calls().all().size()).isLessThan(passed.toSeconds());
  }
}
