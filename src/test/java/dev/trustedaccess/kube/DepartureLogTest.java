package dev.trustedaccess.kube;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.app.KubernetesClients;
import dev.trustedaccess.component.MockApiServer;
import dev.trustedaccess.domain.plan.Departure;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** A departure is kept where it can be, and logged in any case. */
class DepartureLogTest {
  private static final Instant DELETED = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicInteger notFound = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final KubernetesMockServer server = MockApiServer.start((request, _) -> judged(request));
  private final KubernetesClients clients = MockApiServer.clients(server);
  private final DepartureLog departures = new DepartureLog(
      new ClusterReader(clients.strict()), new ClusterWriter(clients.standard()));
  private final Logger logger = (Logger) LoggerFactory.getLogger(DepartureLog.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  private Optional<MockResponse> judged(RecordedRequest request) {
    if (!request.getMethod().equals("PUT")) {
      return Optional.empty();
    }
    if (notFound.getAndDecrement() > 0) {
      return Optional.of(MockApiServer.refusal(404, "NotFound", "it is not there"));
    }
    return refused.getAndDecrement() > 0
        ? Optional.of(MockApiServer.refusal(403, "Forbidden", "no"))
        : Optional.empty();
  }

  @BeforeEach
  void connected() {
    clients.standard().resource(clients.standard().getKubernetesSerialization().unmarshal("""
        apiVersion: trustedaccess.dev/v1alpha1
        kind: OrganizationConnection
        metadata: {name: default}
        spec: {organizationId: o-exampleorg1, mode: Manage}
        """, OrganizationConnection.class)).create();
    log.start();
    logger.addAppender(log);
    // Left so: another test may need the level at the same time.
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    clients.close();
    server.destroy();
  }

  private static Departure departure(String uid, String requestId) {
    return new Departure(
        "mail.amazonaws.com", uid, DELETED, DELETED.plusSeconds(60), Optional.of(requestId), Optional.empty());
  }

  private List<String> logged(String uid) {
    return log.list.stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.startsWith("Access was withdrawn: ") && line.contains(uid))
        .toList();
  }

  @Test
  void aConnectionThatIsNotFoundIsReadAgain() {
    notFound.set(1);
    assertThat(departures.keep("default", departure("uid-of-one", "first"))).isEmpty();
    var connection = clients.standard().resources(OrganizationConnection.class).withName("default").get();
    assertThat(requireNonNull(connection.getStatus()).departures()).singleElement()
        .satisfies(kept -> assertThat(kept.requestId()).isEqualTo("first"));
  }

  @Test
  void aConnectionThatIsDeletedMeanwhileHoldsNothing() {
    notFound.set(1);
    clients.standard().resources(OrganizationConnection.class).withName("default").delete();
    assertThat(departures.keep("default", departure("uid-of-two", "first"))).isEmpty();
    assertThat(logged("uid-of-two")).hasSize(1);
  }

  @Test
  void aDeclarationThatIsWithdrawnTwiceIsLoggedTwice() {
    refused.set(2);
    assertThat(departures.keep("default", departure("uid-of-three", "first"))).isPresent();
    assertThat(departures.keep("default", departure("uid-of-three", "first"))).isPresent();
    assertThat(logged("uid-of-three")).hasSize(1);
    assertThat(departures.keep("default", departure("uid-of-three", "second"))).isEmpty();
    assertThat(logged("uid-of-three")).hasSize(2).last().asString().contains("second");
  }
}
