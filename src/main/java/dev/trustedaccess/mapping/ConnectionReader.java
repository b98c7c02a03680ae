package dev.trustedaccess.mapping;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionSpec;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionStatus;
import dev.trustedaccess.domain.declaration.ConnectionSettings;
import dev.trustedaccess.domain.declaration.ConnectionSettings.CloudTrailUse;
import dev.trustedaccess.domain.declaration.ConnectionSettings.ServiceRole;
import dev.trustedaccess.domain.declaration.Mode;
import dev.trustedaccess.domain.declaration.Timing;
import dev.trustedaccess.domain.organization.Failure;
import dev.trustedaccess.domain.organization.Reason;
import dev.trustedaccess.domain.organization.RoleRef;
import dev.trustedaccess.domain.plan.RememberedInventory;
import dev.trustedaccess.domain.plan.ScanSchedule;
import org.jspecify.annotations.Nullable;

/** Converts an OrganizationConnection to domain values. */
public final class ConnectionReader {
  private static final Duration MIN_INTERVAL = Duration.ofSeconds(2);
  private static final String DEFAULT_HOME_REGION = "us-east-1";

  private ConnectionReader() {}

  /** How to reach the organization, with every default applied. */
  public static Reading<ConnectionSettings> settings(OrganizationConnection object) {
    return Reading.of(() -> {
      Annotations.requireKnown(object);
      return read(object.getMetadata().getName(), object.getSpec());
    });
  }

  private static ConnectionSettings read(String name, @Nullable OrganizationConnectionSpec spec) {
    if (spec == null) {
      throw new Rejection("spec", "", "at least organizationId and mode");
    }
    Fields.required("spec.mode", spec.mode(), "Manage or Observe");
    var members = Optional.ofNullable(spec.memberRoles());
    var regions = Optional.ofNullable(spec.regions());
    String home = regions.map(OrganizationConnectionSpec.Regions::home)
        .flatMap(Fields::text)
        .orElse(DEFAULT_HOME_REGION);
    List<String> managed = regions.map(OrganizationConnectionSpec.Regions::managed).orElse(List.of());
    if (managed.isEmpty() && spec.serviceRole() != null) {
      throw new Rejection("spec.regions.managed", "",
          "every Region in use, because the operator reads there what remains");
    }
    return new ConnectionSettings(
        name,
        Fields.required("spec.organizationId", spec.organizationId(), "an organization ID, o-..."),
        Fields.account("spec.managementAccountId", spec.managementAccountId()),
        Fields.choice("spec.mode", spec.mode(), Mode.OBSERVE),
        Optional.ofNullable(spec.organizationsRole())
            .map(role -> new RoleRef(
                Fields.required("spec.organizationsRole.arn", role.arn(), "a role's ARN"),
                Fields.text(role.externalId()))),
        Optional.ofNullable(spec.serviceRole())
            .map(role -> new ServiceRole(
                Fields.text(role.arn()).map(arn -> new RoleRef(arn, Fields.text(role.externalId()))),
                Fields.choice("spec.serviceRole.mode", role.mode(), Mode.OBSERVE))),
        members.map(OrganizationConnectionSpec.MemberRoles::read).flatMap(Fields::text),
        members.map(OrganizationConnectionSpec.MemberRoles::service).flatMap(Fields::text),
        home,
        managed.isEmpty() ? List.of(home) : managed,
        Optional.ofNullable(spec.allowedServicePrincipals()).map(Set::copyOf),
        Optional.ofNullable(spec.allowedAdministratorAccounts()).map(Set::copyOf),
        Fields.duration("spec.observeInterval", spec.observeInterval(), Timing.OBSERVE_INTERVAL, MIN_INTERVAL),
        Fields.duration("spec.roleInventoryInterval", spec.roleInventoryInterval(), Timing.ROLE_INVENTORY_INTERVAL,
            MIN_INTERVAL),
        Fields.duration("spec.deletionHold", spec.deletionHold(), Timing.DELETION_HOLD, Duration.ZERO),
        Fields.choice("spec.cloudTrail", spec.cloudTrail(), CloudTrailUse.NONE) == CloudTrailUse.READ);
  }

  /**
   * What the object's own status remembers of the last scan of its accounts. Empty if there was no scan, or if that
   * part of the status cannot be read.
   */
  public static Optional<RememberedInventory> rememberedInventory(OrganizationConnection object) {
    return Optional.ofNullable(object.ownStatus())
        .flatMap(status -> Optional.ofNullable(status.roleInventory())
            .flatMap(last -> Fields.time(last.observedTime())
                .map(scanned -> new RememberedInventory(
                    scanned, Objects.requireNonNullElse(status.accounts(), 0),
                    Objects.requireNonNullElse(last.unreadCount(), 0), trouble(last)))));
  }

  /** The least serious kind of failure among the unread accounts that status lists. */
  private static Optional<ScanSchedule.Trouble> trouble(OrganizationConnectionStatus.RoleInventory last) {
    if (Objects.requireNonNullElse(last.unreadCount(), 0) == 0) {
      return Optional.empty();
    }
    boolean passing = Optional.ofNullable(last.unread())
        .orElse(List.of())
        .stream()
        .flatMap(account -> Fields.known(account.reason(), Reason.values()).stream())
        .anyMatch(Failure::passes);
    return Optional.of(passing ? ScanSchedule.Trouble.PASSING : ScanSchedule.Trouble.REFUSED);
  }
}
