package dev.trustedaccess.page;

import java.util.List;
import java.util.Optional;

import dev.trustedaccess.api.v1alpha1.DepartureEvidence;
import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionSpec;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.domain.organization.Account;
import dev.trustedaccess.domain.organization.RoleInventory;
import dev.trustedaccess.page.OrganizationRow.DepartureRow;
import dev.trustedaccess.page.OrganizationRow.EnabledRow;
import dev.trustedaccess.page.OrganizationRow.UnreadRow;

import static dev.trustedaccess.page.Texts.number;
import static dev.trustedaccess.page.Texts.orEmpty;
import static dev.trustedaccess.page.Texts.text;

/** Connections as the page shows them. */
final class OrganizationRows {
  private OrganizationRows() {}

  /** The row of a connection. */
  static OrganizationRow of(OrganizationConnection object, Optional<RoleInventory> inventory) {
    String name = object.getMetadata().getName();
    Optional<OrganizationConnectionSpec> spec = Optional.ofNullable(object.getSpec());
    Optional<OrganizationConnectionStatus> status = Optional.ofNullable(object.ownStatus());
    Optional<OrganizationConnectionStatus.RoleInventory> scan = status.map(
        OrganizationConnectionStatus::roleInventory);
    return new OrganizationRow(
        name,
        text(spec.map(OrganizationConnectionSpec::organizationId).orElse(null)),
        text(spec.map(OrganizationConnectionSpec::mode).orElse(null)),
        managementAccount(object),
        number(status.map(OrganizationConnectionStatus::accounts).orElse(null)),
        number(status.map(OrganizationConnectionStatus::declarations).orElse(null)),
        number(status.map(OrganizationConnectionStatus::enabledCount).orElse(null)),
        number(status.map(OrganizationConnectionStatus::undeclaredCount).orElse(null)),
        orEmpty(status.map(OrganizationConnectionStatus::enabledPrincipals).orElse(null)).stream()
            .map(each -> new EnabledRow(
                text(each.servicePrincipal()), text(each.enabledTime()), Boolean.TRUE.equals(each.declared())))
            .toList(),
        text(status.map(OrganizationConnectionStatus::organizationsRoleCoverage).orElse(null)),
        text(scan.map(OrganizationConnectionStatus.RoleInventory::observedTime).orElse(null)),
        number(scan.map(OrganizationConnectionStatus.RoleInventory::unreadCount).orElse(null)),
        orEmpty(scan.map(OrganizationConnectionStatus.RoleInventory::unread).orElse(null)).stream()
            .map(each -> new UnreadRow(text(each.account()), text(each.action()), text(each.reason())))
            .toList(),
        inventory.map(held -> held.accounts().stream().map(Account::id).toList()).orElse(List.of()),
        orEmpty(status.map(OrganizationConnectionStatus::departures).orElse(null)).stream()
            .map(OrganizationRows::departure)
            .toList(),
        Standings.of(
            "orgconn " + name, object.getMetadata(),
            status.map(OrganizationConnectionStatus::conditions).orElse(null),
            status.map(OrganizationConnectionStatus::observedGeneration).orElse(null)));
  }

  private static DepartureRow departure(OrganizationConnectionStatus.Departure gone) {
    Optional<DepartureEvidence> evidence = Optional.ofNullable(gone.evidence());
    return new DepartureRow(
        text(gone.servicePrincipal()), text(gone.disabledTime()), text(gone.requestId()),
        orEmpty(evidence.map(DepartureEvidence::reads).orElse(null)).stream()
            .map(read -> "%s: %d found in %d places"
                .formatted(text(read.kind()), number(read.found()), number(read.places())))
            .toList(),
        number(evidence.map(DepartureEvidence::remainingCount).orElse(null)),
        evidence.map(DepartureEvidence::confirmedBy)
            .map(by -> text(by.time()))
            .orElse(""));
  }

  /** As AWS returns it; empty until the organization was read. */
  static String managementAccount(OrganizationConnection object) {
    return text(Optional.ofNullable(object.ownStatus())
        .map(OrganizationConnectionStatus::managementAccountId)
        .orElse(null));
  }
}
