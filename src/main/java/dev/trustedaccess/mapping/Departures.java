package dev.trustedaccess.mapping;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.DepartureEvidence;
import dev.trustedaccess.api.v1alpha1.Limits;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.api.v1alpha1.ServiceConfirmation;
import dev.trustedaccess.domain.declaration.Cleanup;
import dev.trustedaccess.domain.declaration.Confirmation;
import dev.trustedaccess.domain.declaration.Evidence;
import dev.trustedaccess.domain.plan.Departure;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import org.jspecify.annotations.Nullable;

/** Evidence that services were withdrawn in order, between the objects and the domain. */
public final class Departures {
  private Departures() {}

  /** The departure as the connection's status has it. */
  public static OrganizationConnectionStatus.Departure of(Departure departure) {
    return new OrganizationConnectionStatus.Departure(
        departure.principal(), departure.uid(), departure.deleted().toString(), departure.disabled().toString(),
        departure.requestId().orElse(null), departure.evidence().map(Departures::evidence).orElse(null));
  }

  /**
   * The connection's status with one more departure; empty if it has that one already. The oldest departures have no room,
   * and an earlier entry for the same declaration gives way.
   *
   * @param connection the connection as it was read
   * @param departure what to add, the newest
   */
  public static Optional<OrganizationConnectionStatus> added(
      OrganizationConnection connection, OrganizationConnectionStatus.Departure departure) {
    Optional<OrganizationConnectionStatus> before = Optional.ofNullable(connection.ownStatus());
    List<OrganizationConnectionStatus.Departure> earlier = before.map(OrganizationConnectionStatus::departures)
        .orElse(List.of());
    if (earlier.contains(departure)) {
      return Optional.empty();
    }
    Stream<OrganizationConnectionStatus.Departure> others = earlier.stream()
        .filter(each -> !Objects.equals(each.declarationUid(), departure.declarationUid()));
    List<OrganizationConnectionStatus.Departure> all = Stream.concat(Stream.of(departure), others)
        .limit(Limits.DEPARTURES)
        .toList();
    return Optional.of(
        before.map(status -> status.with(all))
            .orElseGet(() -> OrganizationConnectionStatus.of(connection.getMetadata().getUid(), all)));
  }

  /**
   * Whether the connection's status, as it is stored, has the departure. The API server drops fields that the installed
   * kinds do not have. Without the evidence it still has the departure, and the log has the evidence.
   */
  public static boolean has(OrganizationConnection stored, OrganizationConnectionStatus.Departure departure) {
    return Optional.ofNullable(stored.ownStatus())
        .map(OrganizationConnectionStatus::departures)
        .orElse(List.of())
        .stream()
        .anyMatch(kept -> Objects.equals(kept.declarationUid(), departure.declarationUid())
            && Objects.equals(kept.disabledTime(), departure.disabledTime())
            && Objects.equals(kept.requestId(), departure.requestId()));
  }

  static DepartureEvidence evidence(Evidence evidence) {
    return new DepartureEvidence(
        StatusReport.orNull(
            evidence.reads()
                .stream()
                .limit(Limits.KINDS_READ)
                .map(read -> new DepartureEvidence.KindRead(read.kind(), read.places(), read.found()))
                .toList()),
        evidence.remainingCount(),
        StatusReport.orNull(
            evidence.remaining().kept(Limits.REMAINING).items().stream().map(StatusReport::remaining).toList()),
        evidence.confirmedBy()
            .map(writer -> new DepartureEvidence.ConfirmedBy(
                writer.uid(), writer.manager().orElse(null), writer.time().map(Instant::toString).orElse(null)))
            .orElse(null));
  }

  /** What can be read of it. */
  static Evidence evidence(DepartureEvidence stored) {
    List<Cleanup.Item> remaining = orEmpty(stored.remaining()).stream()
        .flatMap(thing -> DeclarationReader.item(thing).stream())
        .toList();
    return new Evidence(
        orEmpty(stored.reads()).stream().flatMap(read -> read(read).stream()).toList(),
        new Cleanup(remaining, false),
        Math.max(remaining.size(), Objects.requireNonNullElse(stored.remainingCount(), 0)),
        Optional.ofNullable(stored.confirmedBy())
            .flatMap(by -> Fields.text(by.confirmationUid())
                .map(uid -> new Confirmation.Writer(uid, Fields.text(by.manager()), Fields.time(by.time())))));
  }

  private static Optional<Evidence.KindRead> read(DepartureEvidence.KindRead read) {
    return Fields.text(read.kind())
        .map(kind -> new Evidence.KindRead(
            kind, Objects.requireNonNullElse(read.places(), 0), Objects.requireNonNullElse(read.found(), 0)));
  }

  /** Who wrote spec.cleanedUp last, by the API server's record of field managers; empty for an object without a uid. */
  static Optional<Confirmation.Writer> writerOfCleanedUp(ServiceConfirmation confirmation) {
    Optional<ManagedFieldsEntry> entry = orEmpty(confirmation.getMetadata().getManagedFields()).stream()
        .filter(Departures::hasCleanedUp)
        .max(Comparator.comparing(each -> Fields.time(each.getTime()).orElse(Instant.EPOCH)));
    return Fields.text(confirmation.getMetadata().getUid())
        .map(uid -> new Confirmation.Writer(
            uid,
            entry.flatMap(each -> Fields.text(each.getManager())).map(Departures::word),
            entry.flatMap(each -> Fields.time(each.getTime()))
                .or(() -> Fields.time(confirmation.getMetadata().getCreationTimestamp()))));
  }

  private static boolean hasCleanedUp(ManagedFieldsEntry entry) {
    return entry.getFieldsV1() != null
        && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
        && spec.containsKey("f:cleanedUp");
  }

  private static String word(String text) {
    return text.length() <= Limits.WORD ? text : text.substring(0, Limits.WORD);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
