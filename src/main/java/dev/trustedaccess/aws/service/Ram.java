package dev.trustedaccess.aws.service;

import java.util.Set;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import software.amazon.awssdk.services.ram.RamClient;
import software.amazon.awssdk.services.ram.model.EnableSharingWithAwsOrganizationResponse;
import software.amazon.awssdk.services.ram.model.ListPrincipalsResponse;
import software.amazon.awssdk.services.ram.model.Principal;
import software.amazon.awssdk.services.ram.model.ResourceOwner;

/**
 * AWS Resource Access Manager. Its own call enables sharing within the organization, in every Region, and creates its role;
 * where only Organizations enables access, the role is missing and sharing does not work. It has no call to disable. Any
 * account may share with the organization, its units and its accounts; each account and Region lists its own shares.
 */
final class Ram {
  private static final Service<RamClient> RAM = Service.of(RamClient.class, RamClient::builder);
  private static final String ENABLE = "ram:EnableSharingWithAwsOrganization";
  private static final String LIST = "ram:ListPrincipals";

  private static final Listing<RamClient, Principal> PRINCIPALS = RAM
      .list(
          LIST,
          (ram, override) -> ram.listPrincipalsPaginator(
              request -> request.overrideConfiguration(override).resourceOwner(ResourceOwner.SELF)),
          ListPrincipalsResponse::principals)
      .countingIn(Ram::isOfTheOrganization)
      .identifiedBy("id", Principal::id)
      .at(Who.EVERY_ACCOUNT, Regions.managed());

  static final ServiceIntegration INTEGRATION = ServiceIntegration.of("ram", "ram.amazonaws.com")
      .enabledBy(
          RAM.change(ENABLE, (ram, override, _) -> Answer.accepted(
              ram.enableSharingWithAwsOrganization(request -> request.overrideConfiguration(override)),
              EnableSharingWithAwsOrganizationResponse::returnValue, ENABLE, "returnValue"))
              .forwarding("organizations:DescribeOrganization")
              .forwardingOnPrincipal("organizations:EnableAWSServiceAccess")
              .makingItsRole(),
          Regions.home())
      .awaitingRole("AWSServiceRoleForResourceAccessManager")
      .leaving("principal", PRINCIPALS);

  private Ram() {}

  /** The id is that of an account, or the ARN of an organization, a unit, a role or a user; services are no accounts. */
  private static boolean isOfTheOrganization(Principal principal, Set<String> accounts) {
    String id = Answer.has(principal.id(), LIST, "id");
    String[] arn = id.split(":", 6);
    return arn.length < 6 ? accounts.contains(id) : arn[2].equals("organizations") || accounts.contains(arn[4]);
  }
}
