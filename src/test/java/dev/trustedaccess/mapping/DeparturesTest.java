package dev.trustedaccess.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.trustedaccess.api.v1alpha1.Limits;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.plan.Departure;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a connection keeps of services that were withdrawn. */
class DeparturesTest {
  private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");

  private static OrganizationConnectionStatus.Departure departure(int number) {
    return Departures.of(new Departure(
        "ds.amazonaws.com", "uid-" + number, THEN, THEN.plusSeconds(number), Optional.of("request"),
        Optional.empty()));
  }

  private static OrganizationConnection connection() {
    OrganizationConnection connection = new OrganizationConnection();
    connection.setMetadata(new ObjectMetaBuilder().withName("default").withUid("own").build());
    return connection;
  }

  private static void add(OrganizationConnection connection, int number) {
    connection.setStatus(Departures.added(connection, departure(number)).orElseThrow());
  }

  @Test
  void theLatestStayTheNewestFirst() {
    OrganizationConnection connection = connection();
    int all = Limits.DEPARTURES + 3;
    IntStream.range(0, all).forEach(number -> add(connection, number));
    assertThat(Objects.requireNonNull(connection.ownStatus()).departures())
        .extracting(OrganizationConnectionStatus.Departure::declarationUid)
        .isEqualTo(IntStream.range(0, Limits.DEPARTURES).mapToObj(back -> "uid-" + (all - 1 - back)).toList());
  }

  @Test
  void oneDeclarationDepartsOnce() {
    OrganizationConnection connection = connection();
    add(connection, 1);
    add(connection, 2);
    assertThat(Departures.added(connection, departure(1))).isEmpty();
  }

  /** Whoever may write the status cannot keep out what the operator records. */
  @Test
  void anEntryThatOthersWroteForADeclarationGivesWay() {
    OrganizationConnection connection = connection();
    OrganizationConnectionStatus.Departure forged = new OrganizationConnectionStatus.Departure(
        "ds.amazonaws.com", "uid-1", THEN.toString(), THEN.toString(), "forged", null);
    connection.setStatus(Departures.added(connection, forged).orElseThrow());
    add(connection, 1);
    assertThat(Objects.requireNonNull(connection.ownStatus()).departures()).containsExactly(departure(1));
  }

  /** Such as one from a backup: the object is another one now. */
  @Test
  void theStatusOfAnotherObjectIsNotContinued() {
    OrganizationConnection connection = connection();
    add(connection, 1);
    connection.getMetadata().setUid("another");
    assertThat(Departures.added(connection, departure(2)).orElseThrow()).satisfies(status -> {
      assertThat(status.uid()).isEqualTo("another");
      assertThat(status.departures()).hasSize(1);
    });
  }

  private static ManagedFieldsEntry entry(String manager, String time, String field) {
    FieldsV1 fields = new FieldsV1();
    fields.setAdditionalProperties(Map.of("f:spec", Map.of(field, Map.of())));
    return new ManagedFieldsEntryBuilder().withManager(manager).withTime(time).withFieldsV1(fields).build();
  }

  private static Optional<Confirmation.Writer> writer(ManagedFieldsEntry... entries) {
    ServiceConfirmation confirmation = new ServiceConfirmation();
    confirmation.setMetadata(new ObjectMetaBuilder().withUid("uid")
        .withCreationTimestamp("2026-03-01T11:00:00Z")
        .withManagedFields(List.of(entries))
        .build());
    return Departures.writerOfCleanedUp(confirmation);
  }

  @Test
  void whoeverWroteTheStatementLastConfirmed() {
    assertThat(writer(
        entry("early", "2026-03-01T11:30:00Z", "f:cleanedUp"), entry("late", "2026-03-01T12:00:00Z", "f:cleanedUp"),
        entry("other", "2026-03-01T13:00:00Z", "f:initialized"), new ManagedFieldsEntry()))
        .contains(new Confirmation.Writer("uid", Optional.of("late"), Optional.of(THEN)));
    assertThat(writer())
        .contains(new Confirmation.Writer("uid", Optional.empty(), Optional.of(THEN.minusSeconds(3600))));
  }
}
