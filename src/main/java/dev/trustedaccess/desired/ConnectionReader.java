package dev.trustedaccess.desired;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionSpec;
import dev.trustedaccess.domain.ConnectionSettings;
import dev.trustedaccess.domain.ConnectionSettings.ServiceDuty;
import dev.trustedaccess.domain.Mode;
import dev.trustedaccess.domain.RoleRef;
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
        managed,
        Optional.ofNullable(spec.allowedServicePrincipals()).map(Set::copyOf),
        Optional.ofNullable(spec.allowedAdministratorAccounts()).map(Set::copyOf),
        Fields.span("spec.observeInterval", spec.observeInterval(), Duration.ofMinutes(5), LEAST_INTERVAL),
        Fields.span("spec.roleInventoryInterval", spec.roleInventoryInterval(), Duration.ofHours(24), LEAST_INTERVAL),
        Fields.span("spec.deletionHold", spec.deletionHold(), Duration.ofMinutes(15), Duration.ZERO));
  }
}
