package dev.trustedaccess.demo;

import dev.trustedaccess.api.v1alpha1.OrganizationConnection;
import dev.trustedaccess.api.v1alpha1.OrganizationConnectionSpec;

/** The intervals of the examples' connection, in seconds instead of minutes and hours. */
final class ShortIntervals {
  static final int OBSERVE_SECONDS = 2;
  static final int HOLD_SECONDS = 4;

  private ShortIntervals() {}

  static OrganizationConnection connection(OrganizationConnection declared) {
    OrganizationConnectionSpec spec = declared.getSpec();
    if (spec == null) {
      throw new IllegalArgumentException("the connection has no spec");
    }
    declared.setSpec(new OrganizationConnectionSpec(
        spec.organizationId(), spec.managementAccountId(), spec.mode(), spec.organizationsRole(), spec.serviceRole(),
        spec.memberRoles(), spec.regions(), spec.allowedServicePrincipals(), spec.allowedAdministratorAccounts(),
        OBSERVE_SECONDS + "s",
        OBSERVE_SECONDS + "s", HOLD_SECONDS + "s", "Read"));
    return declared;
  }
}
