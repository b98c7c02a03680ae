package dev.trustedaccess.page;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.trustedaccess.api.v1alpha1.Kinds;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccess;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessSpec;
import dev.trustedaccess.api.v1alpha1.TrustedServiceAccessStatus;
import dev.trustedaccess.domain.catalog.RoleFacts;
import dev.trustedaccess.domain.catalog.ServiceCatalog;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.Desired;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.RoleCoverage;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.mapping.Annotations;
import dev.trustedaccess.mapping.ConnectionReader;
import dev.trustedaccess.mapping.DeclarationReader;
import dev.trustedaccess.mapping.Reading;
import dev.trustedaccess.page.DeclarationRow.ChangeRow;
import dev.trustedaccess.page.DeclarationRow.CoverageRow;
import dev.trustedaccess.page.DeclarationRow.OwnedRow;
import dev.trustedaccess.page.DeclarationRow.RemainingRow;
import dev.trustedaccess.page.Standing.ConditionRow;
import dev.trustedaccess.page.Standing.Step;

import static dev.trustedaccess.page.Texts.number;
import static dev.trustedaccess.page.Texts.orEmpty;
import static dev.trustedaccess.page.Texts.text;

/** Declarations as the page shows them. */
final class DeclarationRows {
  private final ServiceCatalog catalog;
  private final Timing timing;
  private final Instant now;

  DeclarationRows(ServiceCatalog catalog, Timing timing, Instant now) {
    this.catalog = catalog;
    this.timing = timing;
    this.now = now;
  }

  /**
   * The row of a declaration.
   *
   * @param connection the one that it uses; empty if it does not exist
   * @param inventory of that connection's accounts
   */
  DeclarationRow of(
      TrustedServiceAccess object, Optional<OrganizationConnection> connection, Optional<RoleInventory> inventory) {
    String name = object.getMetadata().getName();
    String principal = DeclarationReader.principalOf(object);
    Optional<ServiceCatalog.Entry> entry = catalog.find(principal);
    Optional<TrustedServiceAccessSpec> spec = Optional.ofNullable(object.getSpec());
    Optional<TrustedServiceAccessStatus> status = Optional.ofNullable(object.ownStatus());
    List<OwnedRow> owned = orEmpty(status.map(TrustedServiceAccessStatus::ownedResources).orElse(null)).stream()
        .map(DeclarationRows::owned)
        .toList();
    Optional<TrustedServiceAccessStatus.Cleanup> cleanup = status.map(TrustedServiceAccessStatus::cleanup);
    Standing standing = Standings.of(
        "tsa " + name, object.getMetadata(), status.map(TrustedServiceAccessStatus::conditions).orElse(null),
        status.map(TrustedServiceAccessStatus::observedGeneration).orElse(null));
    return new DeclarationRow(
        name,
        principal,
        entry.map(known -> known.service().name()).orElse(""),
        DeclarationReader.organizationOf(object),
        spec.map(TrustedServiceAccessSpec::mode).orElse("Manage"),
        spec.map(TrustedServiceAccessSpec::deletionPolicy).orElse("Restore"),
        Annotations.paused(object),
        text(object.getMetadata().getCreationTimestamp()),
        condition(standing, "AccessEnabled"),
        condition(standing, "Initialized"),
        text(status.map(TrustedServiceAccessStatus::enabledBy).orElse(null)),
        text(status.map(TrustedServiceAccessStatus::enabledTime).orElse(null)),
        text(status.map(TrustedServiceAccessStatus::impact).orElse(null)),
        entry.map(known -> known.service().consequence()).orElse(""),
        entry.flatMap(known -> known.service().lostWhileDisabled()).orElse(""),
        text(status.map(TrustedServiceAccessStatus::integration).orElse(null)),
        orEmpty(spec.map(TrustedServiceAccessSpec::delegatedAdministrators).orElse(null)),
        owned,
        others(status, owned),
        text(status.map(TrustedServiceAccessStatus::roles).orElse(null)),
        orEmpty(status.map(TrustedServiceAccessStatus::serviceLinkedRoles).orElse(null)).stream()
            .map(DeclarationRows::coverage)
            .toList(),
        marks(object, entry, connection, inventory),
        cleanup.isPresent(),
        number(cleanup.map(TrustedServiceAccessStatus.Cleanup::remainingCount).orElse(null)),
        orEmpty(cleanup.map(TrustedServiceAccessStatus.Cleanup::remaining).orElse(null)).stream()
            .map(DeclarationRows::remaining)
            .toList(),
        status.map(TrustedServiceAccessStatus::lastChangeByOthers).map(DeclarationRows::change).orElse(ChangeRow.NONE),
        History.of(object),
        standing.withFirst(cleanup.map(seen -> blocking(seen, entry, object)).orElse(List.of())));
  }

  /**
   * How to delete the declarations that block. Whoever may write status can write any name there, so a command is given
   * only for those that the catalog, too, wants deleted first.
   */
  private static List<Step> blocking(
      TrustedServiceAccessStatus.Cleanup cleanup, Optional<ServiceCatalog.Entry> entry, TrustedServiceAccess object) {
    Set<String> dependents = entry.map(known -> dependents(known, DeclarationReader.organizationOf(object)))
        .orElse(Set.of());
    return orEmpty(cleanup.remaining()).stream()
        .filter(thing -> text(thing.kind()).equals("declaration") && dependents.contains(text(thing.id())))
        .map(thing -> new Step("To delete what blocks", "kubectl delete tsa " + thing.id()))
        .toList();
  }

  private static Set<String> dependents(ServiceCatalog.Entry entry, String organization) {
    return entry.service()
        .principals()
        .stream()
        .filter(other -> other.needs().contains(entry.principal().principal()))
        .flatMap(other -> Stream.concat(Stream.of(other.principal()), other.aliases().stream()))
        .map(name -> Kinds.declarationName(name, organization))
        .collect(Collectors.toSet());
  }

  private static String condition(Standing standing, String type) {
    return standing.conditions()
        .stream()
        .filter(row -> row.type().equals(type))
        .findFirst()
        .map(ConditionRow::status)
        .orElse("");
  }

  private static OwnedRow owned(TrustedServiceAccessStatus.OwnedResource made) {
    return new OwnedRow(
        text(made.kind()), text(made.id()), text(made.accountId()), text(made.region()),
        Boolean.TRUE.equals(made.removedByOthers()));
  }

  private static CoverageRow coverage(TrustedServiceAccessStatus.RoleCoverage role) {
    return new CoverageRow(
        text(role.roleName()), number(role.expected()), number(role.present()), number(role.absent()),
        number(role.unknown()), number(role.tooYoung()), orEmpty(role.absentAccounts()), text(role.observedTime()));
  }

  private static RemainingRow remaining(TrustedServiceAccessStatus.Remaining thing) {
    return new RemainingRow(
        text(thing.kind()), text(thing.id()), text(thing.account()), text(thing.region()), text(thing.effect()));
  }

  private static ChangeRow change(TrustedServiceAccessStatus.LastChangeByOthers seen) {
    String subject = Stream.of(seen.account(), seen.region())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" in ", " ", ""))
        .stripTrailing();
    return new ChangeRow(
        text(seen.time() == null ? seen.observedTime() : seen.time()), text(seen.action()) + subject,
        text(seen.principalArn()), text(seen.eventId()));
  }

  private static List<String> others(Optional<TrustedServiceAccessStatus> status, List<OwnedRow> owned) {
    return orEmpty(status.map(TrustedServiceAccessStatus::administratorAccounts).orElse(null)).stream()
        .filter(account -> owned.stream().noneMatch(made -> made.account().equals(account)))
        .toList();
  }

  /** The marks of {@link RoleMarks}, by the rules by which the operator counts roles. */
  private String marks(
      TrustedServiceAccess object, Optional<ServiceCatalog.Entry> entry, Optional<OrganizationConnection> connection,
      Optional<RoleInventory> inventory) {
    List<RoleFacts> roles = entry.map(known -> known.principal().roles()).orElse(List.of());
    if (roles.isEmpty() || inventory.isEmpty() || connection.isEmpty()
        || !(DeclarationReader.desired(object) instanceof Reading.Read<Desired>(Desired desired))
        || !(ConnectionReader
            .settings(connection.get()) instanceof Reading.Read<ConnectionSettings>(ConnectionSettings settings))) {
      return "";
    }
    String management = OrganizationRows.managementAccount(connection.get());
    boolean everywhere = desired.roles() == Desired.RoleExpectation.EVERY_ACCOUNT;
    return RoleMarks.of(roles, inventory.get(), roles.stream()
        .map(role -> new RoleCoverage.Scope(
            management, Set.copyOf(desired.administrators()), everywhere && role.serviceLinked(),
            timing.youngAccount(), Timing.rolesReadSince(settings.roleInventoryInterval(), now)))
        .toList());
  }
}
