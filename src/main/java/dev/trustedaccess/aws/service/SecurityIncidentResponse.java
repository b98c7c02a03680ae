package dev.trustedaccess.aws.service;

import dev.trustedaccess.aws.parts.Listing;
import dev.trustedaccess.aws.parts.Place.Who;
import dev.trustedaccess.aws.parts.Regions;
import dev.trustedaccess.aws.parts.Service;
import dev.trustedaccess.aws.parts.ServiceIntegration;
import dev.trustedaccess.aws.sdk.Answer;
import dev.trustedaccess.domain.organization.InitializationState.Stage;
import software.amazon.awssdk.services.securityir.SecurityIrClient;
import software.amazon.awssdk.services.securityir.model.ListMembershipItem;
import software.amazon.awssdk.services.securityir.model.ListMembershipsResponse;
import software.amazon.awssdk.services.securityir.model.MembershipStatus;
import software.amazon.awssdk.services.securityir.model.SecurityIncidentResponseNotActiveException;

/**
 * AWS Security Incident Response. A person creates its membership, which is paid for, in the delegated administrator's account
 * or the management account, in one Region of the organization. A cancelled one stays until its billing cycle ends.
 */
final class SecurityIncidentResponse {
  private static final Service<SecurityIrClient> SECURITY_IR = Service.of(
      SecurityIrClient.class, SecurityIrClient::builder);
  private static final String LIST = "security-ir:ListMemberships";

  /** Each has its Region: it is not documented whether a Region lists the memberships of others. */
  private static final Listing<SecurityIrClient, ListMembershipItem> MEMBERSHIPS = SECURITY_IR
      .list(
          LIST,
          (responses, override) -> responses.listMembershipsPaginator(
              request -> request.overrideConfiguration(override)),
          ListMembershipsResponse::items)
      .emptyOn(SecurityIncidentResponseNotActiveException.class)
      .counting(membership -> status(membership) != MembershipStatus.TERMINATED)
      .identifiedBy("membershipArn", ListMembershipItem::membershipArn)
      .repeatedInRegions("region", ListMembershipItem::regionAsString)
      .at(Who.BOTH, Regions.managed().andHome());

  static final ServiceIntegration INTEGRATION = ServiceIntegration
      .of("security-incident-response", "security-ir.amazonaws.com")
      .awaiting("a membership", MEMBERSHIPS, SecurityIncidentResponse::stage)
      .leaving("membership", MEMBERSHIPS);

  private SecurityIncidentResponse() {}

  private static MembershipStatus status(ListMembershipItem membership) {
    return Answer.has(membership.membershipStatus(), LIST, "membershipStatus");
  }

  private static Stage stage(ListMembershipItem membership) {
    return switch (status(membership)) {
      case ACTIVE -> Stage.DONE;
      case CANCELLED -> Stage.BEING_REMOVED;
      case TERMINATED -> Stage.ABSENT;
      case UNKNOWN_TO_SDK_VERSION -> throw Answer.lacks(LIST, "a membershipStatus that is known here");
    };
  }
}
