package dev.trustedaccess.simulator;

import dev.trustedaccess.simulator.world.Organization;

/** The organization that the files of {@code examples/} declare things for. */
public final class ExampleOrganization {
  public static final String MANAGEMENT = "111122223333";
  /** The account that the examples appoint as an administrator. */
  public static final String SECURITY = "444455556666";

  private ExampleOrganization() {}

  /** A new one, with its two accounts and the roles that the connection of the examples names. */
  public static Organization in(Simulator aws) {
    Organization organization = aws.organization("o-exampleorg1", MANAGEMENT);
    organization.management().roleWithExternalId("trusted-access-organizations", "trusted-access-operator");
    organization.management().roleWithExternalId("trusted-access-services", "trusted-access-operator");
    organization.account(SECURITY, "security").role("trusted-access-read").role("trusted-access-service");
    return organization;
  }
}
