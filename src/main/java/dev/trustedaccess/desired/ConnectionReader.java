package dev.trustedaccess.desired;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionSpec;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.ConnectionSettings.ServiceDuty;
import dev.trustedaccess.domain.Failure;
import dev.trustedaccess.domain.Mode;
import dev.trustedaccess.domain.Reason;
import dev.trustedaccess.domain.RoleRef;
import dev.trustedaccess.domain.RoleSchedule;
import dev.trustedaccess.domain.RolesRemembered;
import org.jspecify.annotations.Nullable;

/** Reads an OrganizationConnection. */
public final class ConnectionReader {
  private static final Duration LEAST_INTERVAL = Duration.ofSeconds(2);
  private static final String HOME = "us-east-1";

  private ConnectionReader() {}

  /** How to reach the organization, with every default applied. */
  public static Reading<ConnectionSettings> settings(OrganizationConnection object) {
    return Reading.of(() -> read(object.getMetadata().getName(), object.getSpec()));
  }

  private static ConnectionSettings read(String name, @Nullable OrganizationConnectionSpec spec) {
    if (spec == null) {
      throw new Rejection("spec", "", "at least organizationId and mode");
    }
    Fields.required("spec.mode", spec.mode(), "Manage or Observe");
    var members = Optional.ofNullable(spec.memberRoles());
    var regions = Optional.ofNullable(spec.regions());
    String home = regions.map(OrganizationConnectionSpec.Regions::home).flatMap(Fields::text).orElse(HOME);
    List<String> managed = regions.map(OrganizationConnectionSpec.Regions::managed).orElse(List.of());
    if (managed.isEmpty() && spec.serviceRole() != null) {
      throw new Rejection("spec.regions.managed", "", "every Region in use, since what remains is looked for there");
    }
    return new ConnectionSettings(
        name,
        Fields.required("spec.organizationId", spec.organizationId(), "an organization's id, o-..."),
        Fields.account("spec.managementAccountId", spec.managementAccountId()),
        Fields.word("spec.mode", spec.mode(), Mode.Observe),
        Optional.ofNullable(spec.organizationsRole())
            .map(role -> new RoleRef(
                Fields.required("spec.organizationsRole.arn", role.arn(), "a role's ARN"),
                Fields.text(role.externalId()))),
        Optional.ofNullable(spec.serviceRole())
            .map(role -> new ServiceDuty(
                Fields.text(role.arn()).map(arn -> new RoleRef(arn, Fields.text(role.externalId()))),
                Fields.word("spec.serviceRole.mode", role.mode(), Mode.Observe))),
        members.map(OrganizationConnectionSpec.MemberRoles::read).flatMap(Fields::text),
        members.map(OrganizationConnectionSpec.MemberRoles::service).flatMap(Fields::text),
        home,
        managed.isEmpty() ? List.of(home) : managed,
        Optional.ofNullable(spec.allowedServicePrincipals()).map(Set::copyOf),
        Optional.ofNullable(spec.allowedAdministratorAccounts()).map(Set::copyOf),
        Fields.span("spec.observeInterval", spec.observeInterval(), Duration.ofMinutes(5), LEAST_INTERVAL),
        Fields.span("spec.roleInventoryInterval", spec.roleInventoryInterval(), Duration.ofHours(24), LEAST_INTERVAL),
        Fields.span("spec.deletionHold", spec.deletionHold(), Duration.ofMinutes(15), Duration.ZERO));
  }

  /** What the object's own status remembers of the last scan over the accounts; empty where it does not, or not in words that we know. */
  public static Optional<RolesRemembered> rolesRemembered(OrganizationConnection object) {
    return Optional.ofNullable(object.ownStatus())
        .flatMap(status -> Optional.ofNullable(status.roleInventory())
            .flatMap(last -> Fields.time(last.observedTime())
                .map(scanned -> new RolesRemembered(
                    scanned, Objects.requireNonNullElse(status.accounts(), 0),
                    Objects.requireNonNullElse(last.unreadCount(), 0), trouble(last)))));
  }

  private static Optional<RoleSchedule.Trouble> trouble(OrganizationConnectionStatus.RoleInventory last) {
    if (Objects.requireNonNullElse(last.unreadCount(), 0) == 0) {
      return Optional.empty();
    }
    boolean passing = Optional.ofNullable(last.unread())
        .orElse(List.of())
        .stream()
        .flatMap(account -> Fields.known(account.reason(), Reason.values()).stream())
        .anyMatch(Failure::passes);
    return Optional.of(passing ? RoleSchedule.Trouble.PASSING : RoleSchedule.Trouble.REFUSED);
  }
}
