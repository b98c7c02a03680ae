package dev.trustedaccess.kube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trustedaccess.api.v1alpha1.Condition;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.app.CatalogFile;
import dev.trustedaccess.aws.AwsEnvironment;
import dev.trustedaccess.aws.SdkGateway;
import dev.trustedaccess.component.Bench;
import dev.trustedaccess.component.MockApiServer;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.plan.Planner;
import dev.trustedaccess.simulator.Simulator;
import dev.trustedaccess.simulator.front.Call;
import dev.trustedaccess.telemetry.Metrics;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccessPassTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final MockResponse CONFLICT = MockApiServer.refusal(409, "Conflict", "the object has been modified");

  private List<Call> calls = List.of();

  /** As after the operator was told to end: the informers are stopped first, and show nothing any more. */
  @Test
  void whatIsNotInAnInformersViewIsNotTakenForMissing() throws IOException {
    assertThat(reasonsAfter(1, (_, _) -> Optional.empty())).contains("Enabling").doesNotContain("ConnectionNotFound");
  }

  /** Its own pass writes the connection's status as each snapshot ends, so the two can meet there again and again. */
  @Test
  void aConnectionThatIsWrittenMeanwhileIsHeldInTheSamePass() throws IOException {
    var conflicts = new AtomicInteger(2);

    var reasons = reasonsAfter(1, (request, _) -> holds(request) && conflicts.getAndDecrement() > 0
        ? Optional.of(CONFLICT)
        : Optional.empty());

    assertThat(reasons).contains("Enabling");
    assertThat(conflicts).hasValue(-1);
  }

  @Test
  void aDeclarationThatIsOvertakenAgainAndAgainSaysSo() throws IOException {
    var messages = conditionsAfter(2, (request, _) -> holds(request) ? Optional.of(CONFLICT) : Optional.empty());

    assertThat(messages).extracting(Condition::message)
        .anyMatch(message -> message.contains("others wrote to the declaration or its connection"));
  }

  /** As where the operator was upgraded before its kinds: the API server drops the fields that these do not have. */
  @ParameterizedTest
  @ValueSource(strings = {"uid", "managedRegions", "lastChange"})
  void nothingIsChangedWhereTheApiServerDropsWhatMustBeRemembered(String field) {
    assertThatThrownBy(() -> conditionsAfter(1, (request, _) -> without(field, request)))
        .isInstanceOf(StatusFieldsDropped.class)
        .hasMessageContaining("kubectl apply --server-side -f crds/");
    assertThat(calls).isNotEmpty().noneMatch(Call::changing);
  }

  private static Optional<MockResponse> without(String field, RecordedRequest request) {
    if (!request.getMethod().equals("PUT") || !request.getPath().endsWith("ds.amazonaws.com/status")) {
      return Optional.empty();
    }
    try {
      var object = (ObjectNode) new JsonMapper().readTree(request.getBody().readUtf8());
      ((ObjectNode) object.get("status")).remove(field);
      return Optional.of(new MockResponse().setResponseCode(200).setBody(object.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(RecordedRequest request) {
    return request.getMethod().equals("PATCH") && request.getPath().contains("/organizationconnections/");
  }

  private List<String> reasonsAfter(int passes, MockApiServer.Before before) throws IOException {
    return conditionsAfter(passes, before).stream().map(Condition::reason).toList();
  }

  private List<Condition> conditionsAfter(int passes, MockApiServer.Before before) throws IOException {
    var server = MockApiServer.start(before);
    try (var aws = Simulator.start();
        var clients = MockApiServer.clients(server);
        var workers = Executors.newVirtualThreadPerTaskExecutor()) {
      var keys = Bench.exampleOrganization(aws).management().keys();
      var gateway = new SdkGateway(new AwsEnvironment(Optional.of(aws.endpoint()),
          StaticCredentialsProvider.create(AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())),
          Bench.CLUSTER, AwsEnvironment.userAgent(Bench.CLUSTER), CLOCK));
      var catalog = CatalogFile.load();
      var telemetry = new Metrics(new SimpleMeterRegistry());
      var planner = new Planner(catalog, Timing.STANDARD);
      var reader = new ClusterReader(clients.strict());
      var writer = new ClusterWriter(clients.standard());
      var inventories = new RoleInventories(gateway, catalog, CLOCK, workers, telemetry);
      var pass = new AccessPass(planner,
          new Observer(gateway, new OrganizationSnapshots(gateway, CLOCK, telemetry), inventories, reader,
              new TrailLooks(gateway, CLOCK, workers), CLOCK),
          new ActionRunner(planner, gateway, reader, writer, Leadership.SOLE, CLOCK, telemetry), reader, writer,
          new EventLog(clients.standard(), CLOCK), telemetry, CLOCK);
      create(clients.standard(), "00-connection.yaml", OrganizationConnection.class);
      create(clients.standard(), "30-directory-service.yaml", TrustedServiceAccess.class);

      try {
        for (int done = 0; done < passes; done++) {
          pass.run("ds.amazonaws.com", AccessPass.Caches.EMPTY);
        }
      } finally {
        gateway.close();
        calls = aws.calls().all();
      }
      var seen = clients.standard().resources(TrustedServiceAccess.class).withName("ds.amazonaws.com").get();
      return Optional.ofNullable(seen.getStatus()).map(TrustedServiceAccessStatus::conditions).orElse(List.of());
    } finally {
      server.destroy();
    }
  }

  private static <T extends HasMetadata> void create(KubernetesClient client, String file, Class<T> kind)
      throws IOException {
    var yaml = Files.readString(Path.of("examples", file));
    client.resource(client.getKubernetesSerialization().unmarshal(yaml, kind)).create();
  }
}
